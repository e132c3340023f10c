import { describe, expect, test } from 'vitest';
import { maxNotices } from '../../../../electron/shared/notice.ts';
import { accountId, aReadyTask, idNumber, nowMs } from '../../builders.ts';
import { archived, failed, aPrompt, Bench, hourMs, minuteMs, refused } from './announcer-bench.ts';

describe('deadlines', () => {
  test('are warned of once each over restarts and sleep, together', async () => {
    const bench = new Bench();
    const tasks = Array.from({ length: 60 }, (_, n) =>
      aReadyTask({ id: idNumber(n), deadlineMs: nowMs + 80 * hourMs }),
    );
    bench.put(...tasks);
    await bench.clock.advance(9 * hourMs);
    await bench.restart();
    await bench.clock.advance(hourMs);
    bench.clock.sleep(50 * hourMs);
    bench.announcer.wake();
    await bench.clock.advance(30 * minuteMs);
    await bench.restart();
    await bench.clock.advance(20 * hourMs);
    expect(bench.titles).toEqual([
      '60 videos expire within 3 days',
      '60 videos expire within 20 hours',
      '60 videos expire within 6 hours',
      '60 videos expire within 1 hour',
    ]);
  });

  test('say why, and are not told of where they are of no interest', async () => {
    const bench = new Bench();
    bench.put(
      aReadyTask({ deadlineMs: nowMs + 80 * hourMs, hindrance: refused, ...aPrompt('A tide') }),
    );
    await bench.clock.advance(9 * hourMs);
    expect(bench.shown[0]?.body).toBe('A tide\na.example refused the API key.');
    bench.settings = { ...bench.settings, notifyDeadlines: false };
    await bench.clock.advance(80 * hourMs);
    expect(bench.titles).toEqual(['Video expires in 3 days']);
  });
});

describe('troubles', () => {
  const trouble = { id: accountId, name: 'Main', failure: refused };

  test('are told once, also over a restart; their end is in the inbox only', async () => {
    const bench = new Bench();
    bench.troubles = { ...bench.troubles, accounts: [trouble] };
    bench.announcer.troublesChanged();
    await bench.clock.advance(minuteMs);
    await bench.restart();
    await bench.clock.advance(hourMs);
    expect(bench.titles).toEqual(['The account “Main” is held up']);
    bench.troubles = { ...bench.troubles, accounts: [] };
    bench.announcer.troublesChanged();
    await bench.clock.advance(hourMs);
    expect(bench.titles).toHaveLength(1);
    expect(bench.inbox).toEqual([
      'The account “Main” is held up',
      'Resolved: The account “Main” is held up',
    ]);
  });

  test('several at once are one notice on the screen', async () => {
    const bench = new Bench();
    bench.troubles = {
      alerts: [],
      archive: undefined,
      accounts: [
        trouble,
        { ...trouble, name: 'Second', failure: { code: 'no-credits', host: 'b.example' } },
      ],
    };
    bench.announcer.troublesChanged();
    await bench.clock.advance(minuteMs);
    expect(bench.titles).toEqual(['The account “Main” is held up']);
    expect(bench.shown[0]?.body).toContain('Not resolved yet: The account “Second” is held up.');
    expect(bench.inbox).toHaveLength(2);
  });
});

describe('the inbox', () => {
  test('keeps the last five hundred over a restart', async () => {
    const bench = new Bench();
    for (let n = 0; n < 520; n++) {
      bench.end(archived(n));
      await bench.clock.advance(20_000);
    }
    bench.announcer.inbox.markRead(bench.announcer.inbox.list()[0]?.id);
    await bench.restart();
    expect(bench.announcer.inbox.view).toMatchObject({ unread: 499, count: maxNotices });
    bench.announcer.inbox.markRead();
    expect(bench.announcer.inbox.view.unread).toBe(0);
    bench.announcer.inbox.clear();
    await bench.clock.advance(minuteMs);
    await bench.restart();
    expect(bench.inbox).toEqual([]);
  });

  test('a thousand changes a second are written seldom', async () => {
    const bench = new Bench();
    await bench.clock.advance(minuteMs);
    const before = bench.store.writes.length;
    for (let n = 0; n < 10_000; n++) {
      bench.end(archived(n));
      if (n % 100 === 0) await bench.clock.advance(100);
    }
    await bench.clock.advance(minuteMs);
    expect(bench.store.writes.length - before).toBeLessThanOrEqual(4);
  });

  test.each([
    ['nothing', undefined],
    ['a text', 'x'],
    ['a list', []],
    [
      'of odd things',
      {
        entries: [7, null, { id: 'x' }],
        steps: [[1], 'x', ['..', 72, 1]],
        troubles: {},
        held: ['../x'],
      },
    ],
    ['of huge things', { entries: [{ id: 'x'.repeat(1e6), title: 'y' }], steps: 'z', held: [1e9] }],
  ])('reads a document that is %s as empty', (_, document) => {
    const bench = new Bench();
    bench.announcer.stop();
    if (document === undefined) bench.store.documents.delete('notices');
    else bench.store.write('notices', document);
    bench.announcer = bench.start();
    expect(bench.inbox).toEqual([]);
  });

  test('what ends just before a quit, or during it, is in the inbox, and shown by the next run', async () => {
    const bench = new Bench();
    bench.end(archived(1));
    await bench.clock.advance(minuteMs);
    bench.end(failed(2));
    bench.announcer.stop();
    bench.end(archived(3));
    bench.announcer.keep();
    expect(bench.titles).toEqual(['Video archived']);
    await bench.restart();
    await bench.clock.advance(minuteMs);
    expect(bench.titles).toEqual(['Video archived', '1 video archived, 1 failed']);
    expect(bench.inbox).toEqual(['Video archived', '1 video archived, 1 failed']);
  });

  test('an end is on disk before it is noted as told, or it would come and be told again', async () => {
    const bench = new Bench();
    await bench.clock.advance(minuteMs);
    const { writes } = bench.store;
    const before = writes.length;
    bench.end(archived(1));
    bench.onFlush = (ids) => void writes.push(...ids);
    await bench.clock.advance(minuteMs);
    expect(writes.slice(before)).toEqual([idNumber(1), 'notices']);
  });

  test('a disk that refuses costs no notice', async () => {
    const bench = new Bench();
    bench.store.refusal = new Error('full');
    bench.end(archived(1));
    await bench.clock.advance(minuteMs);
    expect(bench.titles).toEqual(['Video archived']);
  });
});

test('a clock that is put back far finds every deadline again', async () => {
  const bench = new Bench();
  bench.put(aReadyTask({ deadlineMs: nowMs + 80 * hourMs }));
  bench.clock.jumpTo(nowMs + 1000 * hourMs);
  bench.announcer.wake();
  bench.clock.jumpTo(nowMs);
  bench.announcer.wake();
  await bench.clock.advance(9 * hourMs);
  expect(bench.titles).toEqual(['Video expires in 3 days']);
});
