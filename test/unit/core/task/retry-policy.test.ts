import { describe, expect, test } from 'vitest';
import {
  mostRecoverable,
  allowedDelayMs,
  affectsAllTransfers,
  decideRetry,
  retryDelayMs,
  sourceRetryDelayMs,
  type RetryContext,
} from '../../../../electron/core/task/retry-policy.ts';
import type { Failure } from '../../../../electron/shared/failure.ts';
import type { LinkStep } from '../../../../electron/shared/task.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const host = 'files.example';
const refused: Failure = { code: 'media-refused', host, httpStatus: 410 };
const reset: Failure = { code: 'unreachable', host, detail: 'ECONNRESET' };
const html: Failure = { code: 'media-not-media', host, got: 'html' };

const steps = ['stored', 'refreshed', 'converted'] as const;

function at(step: LinkStep, more: Partial<RetryContext> = {}): RetryContext {
  return { step, tries: 0, leftMs: 13 * dayMs, mayAsk: true, chance: 0, ...more };
}

/** What a host may say, and what a line may do: none of it is an end by itself. */
const evidence: readonly Failure[] = [
  ...[400, 401, 403, 404, 405, 409, 410, 418, 423, 451, 499].map((httpStatus): Failure => ({
    code: 'media-refused',
    host,
    httpStatus,
  })),
  { code: 'media-refused', host, httpStatus: 403, isBotCheck: true },
  { code: 'media-expired' },
  { code: 'host-refuses', host },
  { code: 'address-private', input: 'https://10.0.0.1' },
  { code: 'address-invalid', input: 'https://' },
  html,
  { code: 'media-damaged', detail: 'no moov' },
  { code: 'media-too-large', host, limitBytes: 1 },
  reset,
  { code: 'media-http', host, httpStatus: 503 },
  { code: 'media-stalled', host },
  { code: 'media-truncated', host, receivedBytes: 1, expectedBytes: 2 },
  { code: 'bad-certificate', host, detail: 'CERT_HAS_EXPIRED' },
  { code: 'rate-limited', host },
  { code: 'key-refused', host },
  { code: 'account-no-key', name: 'KIE' },
  { code: 'internal-error', detail: 'bug' },
];

describe.each(evidence)('$code $httpStatus', (failure) => {
  test('leads to another way or a rest, however often it is met, and never to an end', () => {
    for (const step of steps) {
      for (const tries of [0, 1, 5, 1000]) {
        for (const leftMs of [13 * dayMs, minuteMs, -3 * dayMs, Infinity]) {
          for (const mayAsk of [true, false]) {
            const next = decideRetry(failure, at(step, { tries, leftMs, mayAsk }));
            expect(['step', 'rest']).toContain(next.kind);
          }
        }
      }
    }
  });

  test('rests for seven minutes at the most while the deadline is ahead', () => {
    for (const tries of [0, 3, 8, 1e9]) {
      const next = decideRetry(failure, at('converted', { tries }));
      expect(next).toMatchObject({ kind: 'rest' });
      expect('afterMs' in next && next.afterMs).toBeLessThanOrEqual(7 * minuteMs);
    }
  });

  test('asks the provider for no other link before its time', () => {
    const next = decideRetry(failure, at('stored', { tries: 1000, mayAsk: false }));
    expect(next.kind).toBe('rest');
  });
});

test('a refused link leads to a fresh one, that to a converted one, and then to a rest', () => {
  expect(decideRetry(refused, at('stored'))).toEqual({ kind: 'step', to: 'refreshed' });
  expect(decideRetry(refused, at('refreshed'))).toEqual({ kind: 'step', to: 'converted' });
  expect(decideRetry(refused, at('converted'))).toEqual({ kind: 'rest', afterMs: 2000 });
});

test('a wrong body is met three times before another way is tried, trouble six times', () => {
  const first = (failure: Failure) =>
    [0, 1, 2, 3, 4, 5, 6].findIndex(
      (tries) => decideRetry(failure, at('stored', { tries })).kind === 'step',
    );
  expect([refused, html, reset].map(first)).toEqual([0, 2, 5]);
});

test('rests begin with seconds, double, and stay below seven minutes, spread by chance', () => {
  const rests = [0, 1, 2, 5, 7, 8, 100].map((tries) =>
    retryDelayMs({ tries, leftMs: dayMs, chance: 0 }),
  );
  expect(rests).toEqual([2, 4, 8, 64, 256, 420, 420].map((seconds) => seconds * 1000));
  expect(retryDelayMs({ tries: 100, leftMs: dayMs, chance: 0.999 })).toBeGreaterThan(6 * minuteMs);
  expect(retryDelayMs({ tries: 100, leftMs: dayMs, chance: 0.999 })).toBeLessThan(7 * minuteMs);
  expect(retryDelayMs({ tries: 100, leftMs: -1, chance: 0 })).toBe(30 * minuteMs);
});

describe('the provider is asked for another link', () => {
  const usual = { asking: 1, rounds: 1, leftMs: dayMs, isBotCheck: false };

  test('by each try while few ask, so that ten minutes of a fresh link are met', () => {
    const shortestRestMs = retryDelayMs({ tries: 100, leftMs: dayMs, chance: 0.999 });
    for (const asking of [0, 1, 10, 30]) {
      for (const change of [{ rounds: 0 }, { rounds: 50 }, { leftMs: 1 }]) {
        expect(sourceRetryDelayMs({ ...usual, asking, ...change })).toBeLessThan(shortestRestMs);
      }
    }
  });

  test('more seldom the more ask: their rounds have a fifth of the calls', () => {
    for (const asking of [100, 1_000, 10_000]) {
      expect((asking * 2 * 1000) / sourceRetryDelayMs({ ...usual, asking })).toBeCloseTo(0.2);
    }
  });

  test.each([
    ['its host checks for bots', { leftMs: 13 * dayMs, isBotCheck: true }],
    ['the deadline is over', { leftMs: -hourMs }],
  ])('ever more seldom where %s', (_title, change) => {
    const rests = [1, 2, 3, 4, 5, 50, 0].map(
      (rounds) => sourceRetryDelayMs({ ...usual, ...change, rounds }) / minuteMs,
    );
    expect(rests).toEqual([10, 30, 60, 120, 240, 240, 60]);
  });

  test('closer again where its host checks for bots and the deadline comes near', () => {
    const bots = { ...usual, rounds: 50, isBotCheck: true };
    expect(sourceRetryDelayMs({ ...bots, leftMs: 6 * hourMs })).toBe(hourMs);
    expect(sourceRetryDelayMs({ ...bots, leftMs: hourMs })).toBe(20 * minuteMs);
  });
});

describe('Retry-After', () => {
  test.each([
    [60_000, 13 * dayMs, 60_000],
    [10 * 365 * dayMs, 13 * dayMs, dayMs],
    [dayMs, 10 * hourMs, 9 * hourMs],
    [dayMs, hourMs, hourMs / 2],
    [dayMs, -dayMs, hourMs],
    [-5, dayMs, 0],
    [dayMs, Infinity, dayMs],
  ])('of %d ms with %d ms to the deadline is followed for %d ms', (askedMs, leftMs, forMs) => {
    expect(allowedDelayMs(askedMs, leftMs)).toBe(forMs);
  });

  test('on a refusal of one file rests that file alone, and counts for nothing', () => {
    const asks: Failure = { ...refused, retryAfterMs: hourMs };
    const waits = { kind: 'wait', afterMs: hourMs };
    expect(decideRetry(asks, at('stored', { mayAsk: false }))).toEqual(waits);
  });

  test('on 429 is the wish of the host', () => {
    const busy: Failure = { code: 'host-busy', host, retryAfterMs: hourMs };
    expect(decideRetry(busy, at('stored'))).toEqual({ kind: 'pause-host', askedMs: hourMs });
  });
});

test.each<Failure>([
  { code: 'foreign-entry', path: '/films/2026', found: 'link' },
  { code: 'path-refused', path: '/films/2026/a.mp4', detail: 'ENAMETOOLONG' },
  { code: 'not-saved', what: 'list', reason: 'full', detail: 'ENOSPC' },
  { code: 'proxy-refused', host, proxy: 'proxy:3128', detail: 'HTTP 403' },
])('$code rests that task alone, and says nothing of its links', (failure) => {
  for (const step of steps) {
    for (const leftMs of [dayMs, -2 * dayMs]) {
      expect(decideRetry(failure, at(step, { tries: 1000, leftMs })).kind).toBe('wait');
    }
  }
  expect(affectsAllTransfers(failure)).toBe(false);
});

test.each<Failure>([
  { code: 'disk-full', path: '/archive' },
  { code: 'folder-missing', path: '/archive' },
  { code: 'marker-unreadable', path: '/archive/.reelkeep', why: 'content' },
  { code: 'folder-not-writable', path: '/archive', detail: 'EACCES' },
])('$code holds the queue, whatever the link', (failure) => {
  expect(decideRetry(failure, at('converted', { tries: 5 }))).toEqual({ kind: 'hold' });
});

const full: Failure = { code: 'disk-full', path: '/archive' };
const stopped: Failure = { code: 'transfer-stopped' };

test.each<[readonly Failure[], Failure | undefined]>([
  [[], undefined],
  [[refused], refused],
  [[refused, reset], reset],
  [[refused, html], html],
  [[reset, full], full],
  [[full, stopped], stopped],
])('of %j, what may still pass decides', (failures, failure) => {
  expect(mostRecoverable(failures)).toEqual(failure);
});

test('the disk and the user stop all of a task’s results, a link only its own', () => {
  const all = [full, stopped, reset, refused, html].map(affectsAllTransfers);
  expect(all).toEqual([true, true, false, false, false]);
});
