import { describe, expect, test } from 'vitest';
import type { Failure } from '../../../../../electron/shared/failure.ts';
import { idNumber, nowMs } from '../../../builders.ts';
import type { AskedAgain } from '../../../../../electron/core/library/asking/link-resolver.ts';
import { FileHosts } from './file-hosts.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const host = 'a.example';
const gone: Failure = { code: 'media-refused', host, httpStatus: 404 };
const forbidden: Failure = { code: 'media-refused', host, httpStatus: 403 };
const botPage: Failure = { code: 'media-refused', host, httpStatus: 403, isBotCheck: true };
const page: Failure = { code: 'media-not-media', host, got: 'html' };
const reset: Failure = { code: 'unreachable', host, detail: 'ECONNRESET' };
const media = { videoUrl: 'https://b.example/other.mp4' };

test('a file that is not there for the first 90 s is archived soon after', async () => {
  const hosts = new FileHosts((_task, atMs) => (atMs < 90_000 ? gone : undefined));
  const id = hosts.add(1);
  await hosts.runFor(4 * minuteMs);
  expect(hosts.task(id)?.state).toBe('archived');
  expect(hosts.told).toEqual([]);
});

test.each([gone, forbidden, botPage, page, reset])(
  'ten minutes on any day before its deadline are enough: $code $httpStatus $isBotCheck',
  async (failure) => {
    for (const fromMs of [0.02, 0.5, 3.3, 11].map((days) => days * dayMs)) {
      const isThere = (atMs: number) => atMs >= fromMs && atMs < fromMs + 10 * minuteMs;
      const hosts = new FileHosts((_task, atMs) => (isThere(atMs) ? undefined : failure));
      const id = hosts.add(1);
      await hosts.runFor(fromMs + 10 * minuteMs);
      expect(hosts.task(id)?.state).toBe('archived');
      // The provider is asked by each try, seven minutes less a tenth apart; for bots' sake every four hours.
      const isBotCheck = failure === botPage;
      expect(hosts.asked).toBeLessThan(10 + fromMs / (isBotCheck ? 4 * hourMs : 6.3 * minuteMs));
      expect(hosts.changes).toBeLessThan(20 + 4 * hosts.asked);
    }
  },
  30_000,
);

test.each([
  ['refreshed', gone],
  ['refreshed', forbidden],
  ['converted', gone],
  ['converted', forbidden],
  ['converted', page],
  ['converted', reset],
] as const)('ten minutes of a %s link are enough: %j', async (way, failure) => {
  for (const fromMs of [0.5, 3.3, 11].map((days) => days * dayMs)) {
    const isThere = (atMs: number) => atMs >= fromMs && atMs < fromMs + 10 * minuteMs;
    const hosts = new FileHosts(
      ({ linkStep }, atMs) => (linkStep === way && isThere(atMs) ? undefined : failure),
      () => ({ media: { videoUrl: 'https://a.example/fresh.mp4' } }),
    );
    const id = hosts.add(1);
    await hosts.runFor(fromMs + 10 * minuteMs);
    expect(hosts.task(id)?.state).toBe('archived');
  }
});

describe('a host with a page for bots', () => {
  test('is one trouble for all its videos, tried by one, and they come when it is over', async () => {
    const hosts = new FileHosts((_task, atMs) => (atMs < 2 * hourMs ? botPage : undefined));
    for (let n = 0; n < 40; n += 1) hosts.add(n);
    await hosts.runFor(hourMs);
    expect(hosts.states()).toEqual(['ready']);
    expect(new Set(hosts.told.map(([each]) => each))).toEqual(new Set([host]));
    const first = hosts.requests.filter(({ atMs }) => atMs > 10 * minuteMs && atMs < hourMs);
    expect(first.filter(({ step }) => step === 'stored').length).toBeLessThanOrEqual(14);
    await hosts.runFor(hourMs + 10 * minuteMs);
    expect(hosts.states()).toEqual(['archived']);
    expect(hosts.told.at(-1)).toEqual([host, 0]);
  });

  test('says so at each task that waits, and no more once it is over', async () => {
    const hosts = new FileHosts(() => botPage);
    const ids = [1, 2, 3, 4, 5].map((n) => hosts.add(n));
    await hosts.runFor(minuteMs);
    const codes = ids.map((id) => hosts.task(id)?.hindrance?.code);
    expect(new Set(codes)).toEqual(new Set(['host-refuses']));
  });

  test('stops no video of another host', async () => {
    const hosts = new FileHosts(({ media: { videoUrl } }) =>
      videoUrl.includes(host) ? botPage : undefined,
    );
    for (let n = 0; n < 10; n += 1) hosts.add(n);
    const other = hosts.add(99, { media });
    await hosts.runFor(10_000);
    expect(hosts.task(other)?.state).toBe('archived');
  });
});

test('three different tasks refused by 403 in a row are a host that refuses everybody, by 404 not', async () => {
  const toldOf = async (failure: Failure) => {
    const hosts = new FileHosts(() => failure);
    for (let n = 0; n < 8; n += 1) hosts.add(n);
    await hosts.runFor(5 * minuteMs);
    return hosts.told.length > 0;
  };
  expect(await toldOf(forbidden)).toBe(true);
  expect(await toldOf(page)).toBe(true);
  expect(await toldOf(gone)).toBe(false);
});

test.each([
  ['refuses all others by 403', [forbidden, forbidden], 80],
  ['refuses some by 403 and has not the others', [forbidden, gone], 80],
  ['has none of the others', [gone, gone], 80],
  ['shows everybody a page', [page, page], 80],
] as const)(
  'one video of many is met in its ten minutes, although its host %s',
  async (_title, failures, count) => {
    const [even, odd] = failures;
    const fromMs = 1.3 * dayMs;
    const isThere = (atMs: number) => atMs >= fromMs && atMs < fromMs + 10 * minuteMs;
    const hosts = new FileHosts(({ id }, atMs) => {
      if (id === idNumber(count - 1) && isThere(atMs)) return undefined;
      return Number.parseInt(id.slice(-1), 16) % 2 === 0 ? even : odd;
    });
    for (let n = 0; n < count; n += 1) hosts.add(n);
    await hosts.runFor(fromMs + 10 * minuteMs);
    expect(hosts.task(idNumber(count - 1))?.state).toBe('archived');
    // A try each seven minutes less a tenth, and those by another way.
    const each = hosts.requests.filter(({ id, step }) => id === idNumber(0) && step === 'stored');
    expect(each.length).toBeLessThan(20 + fromMs / (6.3 * minuteMs));
  },
  30_000,
);

test('a few dead videos do not make their host one that refuses everybody while it serves others', async () => {
  const hosts = new FileHosts(({ id }) => (Number(`0x${id}`) < 5 ? forbidden : undefined));
  for (let n = 0; n < 5; n += 1) hosts.add(n);
  for (let n = 10; n < 40; n += 1) {
    await hosts.runFor(10 * minuteMs);
    hosts.add(n);
  }
  await hosts.runFor(20 * minuteMs);
  expect([...hosts.states()].sort()).toEqual(['archived', 'ready']);
  expect(hosts.told.at(-1)).toEqual([host, 0]);
});

describe('Retry-After', () => {
  test('is waited for by all of a host, and by nobody else', async () => {
    const busy: Failure = { code: 'host-busy', host, retryAfterMs: 2 * hourMs };
    const hosts = new FileHosts(({ media: { videoUrl } }, atMs) =>
      videoUrl.includes(host) && atMs < hourMs ? busy : undefined,
    );
    for (let n = 0; n < 10; n += 1) hosts.add(n);
    const other = hosts.add(99, { media });
    await hosts.runFor(hourMs);
    expect(hosts.task(other)?.state).toBe('archived');
    expect(hosts.requests.length).toBeLessThanOrEqual(4); // three slots were asking at once
    await hosts.runFor(hourMs + minuteMs);
    expect(hosts.states()).toEqual(['archived']);
    expect(hosts.asked).toBe(0);
  });

  test('ends in time for the most urgent video', async () => {
    const busy: Failure = { code: 'host-busy', host, retryAfterMs: dayMs };
    const hosts = new FileHosts((_task, atMs) => (atMs < 1000 ? busy : undefined));
    const id = hosts.add(1, { deadlineMs: nowMs + 3 * hourMs });
    await hosts.runFor(2 * hourMs + minuteMs);
    expect(hosts.task(id)?.state).toBe('archived');
  });
});

describe('a person who wants it now', () => {
  const silent: Failure = { code: 'host-busy', host };
  const named: Failure = { code: 'host-busy', host, retryAfterMs: 2 * hourMs };

  /** What is asked within the next ten seconds: how many requests, and how many videos come. */
  async function tryNow(failure: Failure, endsAtMs: number) {
    const hosts = new FileHosts((_task, atMs) => (atMs < endsAtMs ? failure : undefined));
    for (let n = 0; n < 20; n += 1) hosts.add(n);
    await hosts.runFor(hourMs);
    await hosts.untilQuietFor(15_000);
    const before = hosts.requests.length;
    hosts.tryNow(5);
    await hosts.runFor(10_000);
    const archived = Array.from({ length: 20 }, (_, n) => hosts.task(idNumber(n))?.state);
    return {
      asked: hosts.requests.length - before,
      archived: archived.filter((state) => state === 'archived').length,
    };
  }

  test.each([
    ['checks for bots', botPage],
    ['wants to be left alone, and does not say for how long', silent],
  ])('sends one try to a host that %s', async (_title, failure) => {
    expect(await tryNow(failure, Infinity)).toEqual({ asked: 1, archived: 0 });
    expect(await tryNow(failure, hourMs)).toEqual({ asked: 20, archived: 20 });
  });

  test('waits with it for the time that the host has named', async () => {
    expect(await tryNow(named, hourMs)).toEqual({ asked: 0, archived: 0 });
  });
});

describe('the verdict', () => {
  test('comes a day after the deadline, and not before, when every way refuses', async () => {
    const expired: Failure = { code: 'media-refused', host, httpStatus: 410 };
    const hosts = new FileHosts(() => expired);
    const deadlineMs = nowMs + 2 * dayMs;
    const id = hosts.add(1, { deadlineMs });
    await hosts.runFor(3 * dayMs);
    expect(hosts.task(id)?.state).toBe('ready');
    await hosts.runFor(dayMs);
    expect(hosts.task(id)).toMatchObject({ state: 'lost', cause: { code: 'media-refused' } });
  });

  test('forgets what a clock that was wrong has gathered, and no try is made twice for it', async () => {
    const hosts = new FileHosts(() => gone);
    const aheadMs = nowMs + 400 * dayMs;
    const overdue = { sinceMs: aheadMs, lastMs: aheadMs, hours: 1, refusals: 0 };
    const id = hosts.add(1, { deadlineMs: nowMs + 10 * dayMs, overdue });
    await hosts.runFor(hourMs);
    expect(hosts.task(id)?.state).toBe('ready');
    expect(hosts.task(id)).not.toHaveProperty('overdue');
    const [triesBefore, changesBefore] = [hosts.requests.length, hosts.changes];
    await hosts.runFor(hourMs);
    // Every seven minutes less a tenth one by the link, and one by a converted one.
    expect(hosts.requests.length - triesBefore).toBeLessThanOrEqual(2 * 10);
    expect(hosts.changes - changesBefore).toBeLessThanOrEqual(4 * 10);
  });

  test('comes at once when the endpoint says that the media are gone, and the links are refused', async () => {
    const hosts = new FileHosts(
      () => gone,
      () => ({ isGone: true }),
    );
    const id = hosts.add(1);
    await hosts.runFor(minuteMs);
    expect(hosts.task(id)).toMatchObject({ state: 'lost', cause: { code: 'media-expired' } });
  });
});

test('a bug in asking for a fresh link costs its task a try, and nothing more', async () => {
  const hosts = new FileHosts(
    (_task, atMs) => (atMs < 5 * minuteMs ? forbidden : undefined),
    () => {
      throw new TypeError('a bug');
    },
  );
  const id = hosts.add(1);
  await hosts.runFor(15 * minuteMs);
  expect(hosts.asked).toBeGreaterThan(0);
  expect(hosts.task(id)?.state).toBe('archived');
});

test('what the provider says after the stop changes nothing any more', async () => {
  let answer: (asked: AskedAgain) => void = () => undefined;
  const hosts = new FileHosts(
    () => forbidden,
    () => new Promise<AskedAgain>((resolve) => (answer = resolve)),
  );
  const id = hosts.add(1);
  await hosts.runFor(5_000);
  expect(hosts.asked).toBe(1);
  await hosts.transfers.stop();
  const { changes } = hosts;
  answer({ media });
  await hosts.runFor(5_000);
  expect(hosts.changes).toBe(changes);
  expect(hosts.task(id)?.state).not.toBe('lost');
});

test.each([
  [reset, true],
  [forbidden, false],
])('waking ends a rest for trouble on the way: %j', async (failure, isAtOnce) => {
  let isOver = false;
  const hosts = new FileHosts(() => (isOver ? undefined : failure));
  hosts.add(1);
  await hosts.runFor(2 * hourMs);
  await hosts.untilQuietFor(1_000);
  isOver = true;
  hosts.transfers.wake();
  await hosts.runFor(1_000);
  expect(hosts.states()).toEqual([isAtOnce ? 'archived' : 'ready']);
});
