import { describe, expect, test } from 'vitest';
import { accountId, anArchivedTask, aReadyTask, idNumber, nowMs } from '../../builders.ts';
import { archived, aPrompt, Bench, failed, hourMs, minuteMs, refused } from './announcer-bench.ts';

describe('ends', () => {
  test('one keeps its own words, and a button', async () => {
    const bench = new Bench();
    bench.end(archived(1));
    await bench.clock.advance(10_000);
    expect(bench.shown).toMatchObject([
      {
        title: 'Video archived',
        body: 'Video 1',
        severity: 'success',
        category: 'archived',
        taskIds: [idNumber(1)],
        actions: ['show-in-folder'],
      },
    ]);
  });

  test('many at once become one', async () => {
    const bench = new Bench();
    bench.end(...Array.from({ length: 300 }, (_, n) => archived(n)), failed(300));
    await bench.clock.advance(10 * minuteMs);
    expect(bench.titles).toEqual(['300 videos archived, 1 failed']);
    expect(bench.shown[0]?.body).toBe('Video 300\nVideo 0\nVideo 1\nand 298 more');
    expect(bench.shown[0]?.taskIds).toHaveLength(100);
  });

  test('what comes within ten seconds takes the place of what was told, in the inbox too', async () => {
    const bench = new Bench();
    bench.end(archived(1));
    await bench.clock.advance(5_000);
    bench.end(archived(2));
    await bench.clock.advance(minuteMs);
    expect(bench.titles).toEqual(['Video archived', '2 videos archived']);
    expect(bench.shown[0]?.id).toBe(bench.shown[1]?.id);
    expect(bench.inbox).toEqual(['2 videos archived']);
  });

  test('of no interest are neither shown nor kept', async () => {
    const bench = new Bench();
    bench.settings = { ...bench.settings, notifyArchived: false, notifyFailed: false };
    bench.end(archived(1), failed(2));
    await bench.clock.advance(minuteMs);
    expect(bench.titles).toEqual([]);
    expect(bench.inbox).toEqual([]);
  });

  test('a removed one is not told of', async () => {
    const bench = new Bench();
    bench.end(archived(1));
    bench.tasks.clear();
    await bench.clock.advance(minuteMs);
    expect(bench.titles).toEqual([]);
  });

  test('a long prompt full of signs is bounded and clean', async () => {
    const bench = new Bench();
    bench.end(anArchivedTask(aPrompt(`\u202e${'<b>&'.repeat(10_000)}`)));
    await bench.clock.advance(minuteMs);
    expect(bench.shown[0]?.body.length).toBeLessThanOrEqual(601);
    expect(bench.shown[0]?.body).toMatch(/^<b>&/);
  });
});

describe('a sleep', () => {
  test('all that is found out after it is told as one', async () => {
    const bench = new Bench();
    bench.clock.sleep(8 * hourMs);
    bench.announcer.wake();
    for (let n = 0; n < 10; n++) {
      bench.end(archived(n));
      await bench.clock.advance(9_000);
    }
    expect(bench.titles).toEqual([]);
    await bench.clock.advance(2 * minuteMs);
    expect(bench.titles).toEqual(['10 videos archived']);
  });

  test('a single end keeps its own words', async () => {
    const bench = new Bench();
    bench.clock.sleep(8 * hourMs);
    bench.end(archived(1));
    await bench.clock.advance(minuteMs);
    expect(bench.titles).toEqual(['Video archived']);
  });

  test('the last hours of a video are told at once', async () => {
    const bench = new Bench();
    bench.put(aReadyTask({ deadlineMs: nowMs + 10 * hourMs, paused: true }));
    await bench.clock.advance(15 * minuteMs);
    bench.shown.length = 0;
    bench.clock.sleep(8 * hourMs);
    bench.announcer.wake();
    expect(bench.titles).toEqual(['Video expires in 1 hour']);
  });
});

describe('while the window is in front', () => {
  test('nothing is shown, and all is kept', async () => {
    const bench = new Bench();
    bench.attention.inFront = true;
    bench.end(archived(1));
    await bench.clock.advance(minuteMs);
    bench.attention.inFront = false;
    await bench.clock.advance(hourMs);
    expect(bench.titles).toEqual([]);
    expect(bench.inbox).toEqual(['Video archived']);
    expect(bench.announcer.inbox.view).toMatchObject({ unread: 1, count: 1 });
  });

  test('a notification to try them out is shown all the same, and not kept', () => {
    const bench = new Bench();
    bench.attention.inFront = true;
    bench.announcer.test();
    expect(bench.shown).toMatchObject([{ category: 'test' }]);
    expect(bench.inbox).toEqual([]);
  });
});

describe.each(['quiet hours', 'do not disturb'] as const)('in %s', (kind) => {
  const set = (bench: Bench, isOn: boolean) => {
    if (kind === 'do not disturb') bench.attention.inhibited = isOn;
    else {
      const day = { quietFromMinute: 0, quietToMinute: 1439 };
      bench.settings = { ...bench.settings, ...day, quietHours: isOn };
    }
  };

  test('what was held back is told as one afterwards, as far as it still matters', async () => {
    const bench = new Bench();
    set(bench, true);
    bench.end(archived(1), failed(2));
    await bench.clock.advance(minuteMs);
    bench.troubles = {
      ...bench.troubles,
      accounts: [{ id: accountId, name: 'Main', failure: refused }],
    };
    bench.announcer.troublesChanged();
    bench.put(aReadyTask({ id: idNumber(3), deadlineMs: nowMs + 20 * hourMs }));
    await bench.clock.advance(hourMs);
    bench.end(archived(4));
    await bench.clock.advance(hourMs);
    bench.tasks.delete(idNumber(2));
    expect(bench.titles).toEqual([]);
    expect(bench.inbox).toHaveLength(4);
    set(bench, false);
    await bench.clock.advance(minuteMs);
    expect(bench.titles).toEqual(['2 videos archived']);
    expect(bench.shown[0]?.body).toBe(
      'While you were away.\n1 video expires soon\nThe account “Main” is held up',
    );
    expect(bench.inbox).toHaveLength(4);
  });

  test('it is told after a restart too', async () => {
    const bench = new Bench();
    set(bench, true);
    bench.end(archived(1), archived(2));
    await bench.clock.advance(minuteMs);
    await bench.restart();
    set(bench, false);
    await bench.clock.advance(hourMs);
    expect(bench.titles).toEqual(['2 videos archived']);
  });

  test('nothing is told of what does not matter any more', async () => {
    const bench = new Bench();
    set(bench, true);
    bench.put(aReadyTask({ id: idNumber(3), deadlineMs: nowMs + 20 * hourMs }));
    await bench.clock.advance(hourMs);
    bench.tasks.delete(idNumber(3));
    bench.announcer.taskRemoved(idNumber(3));
    set(bench, false);
    await bench.clock.advance(hourMs);
    expect(bench.titles).toEqual([]);
  });

  test('a video that is gone within 6 hours breaks through', async () => {
    const bench = new Bench();
    set(bench, true);
    bench.put(aReadyTask({ deadlineMs: nowMs + 7 * hourMs }));
    await bench.clock.advance(hourMs + minuteMs);
    expect(bench.titles).toEqual(['Video expires in 6 hours']);
    expect(bench.shown[0]).toMatchObject({ severity: 'urgent' });
  });
});
