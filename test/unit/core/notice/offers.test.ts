import { expect, test } from 'vitest';
import { idNumber } from '../../builders.ts';
import { archived, Bench, hourMs, minuteMs } from './announcer-bench.ts';

const ids = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => idNumber(from + n));

test('found ids are a notice and an entry of the inbox, also after a restart', async () => {
  const bench = new Bench();
  const notice = bench.announcer.offers.tell('folder', ids(1, 2));
  expect(bench.titles).toEqual(['2 new videos found in the watched folder']);
  expect(bench.shown[0]).toMatchObject({ id: notice, category: 'found', actions: [] });
  bench.announcer.keep();
  await bench.restart();
  expect(bench.inbox).toEqual(['2 new videos found in the watched folder']);
  expect(bench.announcer.offers.idsOf(notice)).toEqual(ids(1, 2));
});

test('what comes before anybody has looked is one offer, without what was added meanwhile', () => {
  const bench = new Bench();
  const { offers, inbox } = bench.announcer;
  const notice = offers.tell('folder', ids(1, 2));
  bench.put(archived(1));
  expect(offers.tell('folder', ids(3, 1))).toBe(notice);
  expect(offers.idsOf(notice)).toEqual(ids(2, 2));
  expect(offers.unread('folder')).toEqual([{ notice, ids: ids(2, 2) }]);
  expect(offers.tell('clipboard', ids(9, 1))).not.toBe(notice);
  expect(bench.inbox).toEqual(['2 new videos found in the watched folder', '1 new video copied']);
  inbox.markRead(notice);
  expect(offers.unread('folder')).toEqual([]);
  expect(offers.tell('folder', ids(4, 1))).not.toBe(notice);
  expect(bench.inbox).toHaveLength(3);
});

test('are told by the window alone where the user looks at it, and count as read', () => {
  const bench = new Bench();
  bench.attention.inFront = true;
  bench.announcer.offers.tell('clipboard', ids(1, 1));
  expect(bench.titles).toEqual([]);
  expect(bench.announcer.inbox.view).toMatchObject({ count: 1, unread: 0 });
});

test('are in the inbox only where nothing is to be told of them', () => {
  const bench = new Bench();
  bench.settings = { ...bench.settings, notifyOffers: false };
  bench.announcer.offers.tell('folder', ids(1, 1));
  expect(bench.titles).toEqual([]);
  expect(bench.announcer.inbox.view.unread).toBe(1);
});

test.each([
  { count: 1, isRestarted: false, titles: ['1 new video found in the watched folder'] },
  { count: 2, isRestarted: true, titles: ['2 new videos found'] },
])('wait for the end of do-not-disturb: $titles', async ({ count, isRestarted, titles }) => {
  const bench = new Bench();
  bench.attention.inhibited = true;
  bench.announcer.offers.tell('folder', ids(1, count));
  await bench.clock.advance(hourMs);
  expect(bench.titles).toEqual([]);
  if (isRestarted) await bench.restart();
  bench.attention.inhibited = false;
  await bench.clock.advance(2 * minuteMs);
  expect(bench.titles).toEqual(titles);
});

test('that were added meanwhile are not told of after do-not-disturb', async () => {
  const bench = new Bench();
  bench.attention.inhibited = true;
  bench.announcer.offers.tell('folder', ids(1, 1));
  bench.put(archived(1));
  bench.attention.inhibited = false;
  await bench.clock.advance(2 * minuteMs);
  expect(bench.titles).toEqual([]);
});

test('are bounded: the latest ids of all offers, and the latest offers', () => {
  const bench = new Bench();
  const { offers, inbox } = bench.announcer;
  const first = offers.tell('folder', ids(1, 6_000));
  inbox.markRead();
  const second = offers.tell('folder', ids(10_001, 6_000));
  expect(offers.idsOf(first)).toEqual([]);
  expect(offers.idsOf(second)).toHaveLength(6_000);
  expect(bench.shown[1]?.taskIds).toHaveLength(100);
});

test.each([
  undefined,
  7,
  { offers: 'x' },
  { offers: [{ notice: 1 }] },
  { offers: [{ notice: 'n', source: 'folder', ids: ['../x'] }] },
])('a document that is %j offers nothing', (document) => {
  const bench = new Bench();
  bench.store.write('offers', document ?? null);
  expect(bench.start().offers.idsOf('n')).toEqual([]);
});
