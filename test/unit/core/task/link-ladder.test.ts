import { expect, test } from 'vitest';
import { decisive, isAboutAll, nextStep } from '../../../../electron/core/task/link-ladder.ts';
import type { Failure } from '../../../../electron/shared/failure.ts';

const host = 'files.example';
const refused: Failure = { code: 'media-refused', host, httpStatus: 410 };
const html: Failure = { code: 'media-not-media', host, got: 'html' };

test('a refused link leads to a fresh one, that to a converted one, and only then to the end', () => {
  expect(nextStep(refused, 'stored', 0)).toEqual({ kind: 'step', to: 'refreshed' });
  expect(nextStep(refused, 'refreshed', 0)).toEqual({ kind: 'step', to: 'converted' });
  expect(nextStep(refused, 'converted', 0)).toEqual({ kind: 'give-up' });
});

test.each<Failure>([
  { code: 'unreachable', host, detail: 'ECONNRESET' },
  { code: 'media-stalled', host },
  { code: 'media-http', host, httpStatus: 503 },
  { code: 'media-truncated', host, receivedBytes: 1, expectedBytes: 2 },
  { code: 'rate-limited', host },
  { code: 'account-no-key', name: 'KIE' },
])('$code is tried again for as long as it takes', (failure) => {
  expect(nextStep(failure, 'converted', 1000)).toEqual({ kind: 'retry', afterMs: 600_000 });
});

test('retries wait two seconds, then twice as long each time', () => {
  const delays = [0, 1, 2].map((attempts) =>
    nextStep({ code: 'media-stalled', host }, 'stored', attempts),
  );
  expect(delays).toEqual([2000, 4000, 8000].map((afterMs) => ({ kind: 'retry', afterMs })));
});

test('a wrong body is tried three times before the next way', () => {
  expect(nextStep(html, 'stored', 0).kind).toBe('retry');
  expect(nextStep(html, 'stored', 1).kind).toBe('retry');
  expect(nextStep(html, 'stored', 2)).toEqual({ kind: 'step', to: 'refreshed' });
});

test.each<Failure>([
  { code: 'disk-full', path: '/archive' },
  { code: 'folder-missing', path: '/archive' },
  { code: 'folder-not-writable', path: '/archive', detail: 'EACCES' },
])('$code holds the queue, whatever the link', (failure) => {
  expect(nextStep(failure, 'converted', 5)).toEqual({ kind: 'hold' });
});

const reset: Failure = { code: 'unreachable', host, detail: 'ECONNRESET' };
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
  expect(decisive(failures, 'stored', 0)).toEqual(failure);
});

test('the disk and the user stop all of a task’s results, a link only its own', () => {
  expect([full, stopped, reset, refused, html].map(isAboutAll)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
