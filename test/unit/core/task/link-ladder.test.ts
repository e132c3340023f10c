import { expect, test } from 'vitest';
import {
  decisive,
  isAboutAll,
  nextStep,
  type Situation,
} from '../../../../electron/core/task/link-ladder.ts';
import type { Failure } from '../../../../electron/shared/failure.ts';
import type { LinkStep } from '../../../../electron/shared/task.ts';

const host = 'files.example';
const refused: Failure = { code: 'media-refused', host, httpStatus: 410 };
const reset: Failure = { code: 'unreachable', host, detail: 'ECONNRESET' };
const html: Failure = { code: 'media-not-media', host, got: 'html' };

function at(step: LinkStep, attempts: number, more: Partial<Situation> = {}): Situation {
  return { step, attempts, isOverdue: false, ...more };
}

test('a refused link leads to a fresh one, that to a converted one, and only then to the end', () => {
  expect(nextStep(refused, at('stored', 0))).toEqual({ kind: 'step', to: 'refreshed' });
  expect(nextStep(refused, at('refreshed', 0))).toEqual({ kind: 'step', to: 'converted' });
  expect(nextStep(refused, at('converted', 0))).toEqual({ kind: 'give-up' });
});

test.each<Failure>([
  { code: 'unreachable', host, detail: 'ECONNRESET' },
  { code: 'media-stalled', host },
  { code: 'media-http', host, httpStatus: 503 },
  { code: 'media-truncated', host, receivedBytes: 1, expectedBytes: 2 },
  { code: 'rate-limited', host },
  { code: 'account-no-key', name: 'KIE' },
])('$code is tried again for as long as it takes', (failure) => {
  expect(nextStep(failure, at('converted', 1000))).toEqual({ kind: 'retry', afterMs: 600_000 });
});

test('trouble that lasts leads to another link, to a converted one, and back to patience', () => {
  expect(nextStep(reset, at('stored', 4)).kind).toBe('retry');
  expect(nextStep(reset, at('stored', 5))).toEqual({ kind: 'step', to: 'refreshed' });
  expect(nextStep(reset, at('refreshed', 4)).kind).toBe('retry');
  expect(nextStep(reset, at('refreshed', 5))).toEqual({ kind: 'step', to: 'converted' });
  expect(nextStep(reset, at('converted', 4)).kind).toBe('retry');
  const back = { kind: 'restart', afterMs: 600_000, attempts: 6 };
  expect(nextStep(reset, at('converted', 5))).toEqual(back);
  expect(nextStep(reset, at('stored', 6)).kind).toBe('retry');
});

test('after hours of trouble with the first link the other ways are tried again', () => {
  expect(nextStep(reset, at('stored', 28)).kind).toBe('retry');
  expect(nextStep(reset, at('stored', 29))).toEqual({ kind: 'step', to: 'refreshed' });
});

test('a converted link that is refused ends nothing that began with trouble', () => {
  const back = { kind: 'restart', afterMs: 600_000, attempts: 6 };
  expect(nextStep(refused, at('converted', 0, { origin: reset }))).toEqual(back);
  expect(nextStep(refused, at('converted', 0, { origin: reset, isOverdue: true }))).toEqual(back);
});

test('once the deadline is well over, no other way puts the end off or brings it forward', () => {
  for (const step of ['refreshed', 'converted'] as const) {
    expect(nextStep(reset, at(step, 5, { isOverdue: true })).kind).toBe('retry');
    expect(nextStep(reset, at(step, 10, { isOverdue: true }))).toEqual({ kind: 'give-up' });
  }
});

test('what stands in a file’s place rests that task alone, and never costs its video', () => {
  const failure: Failure = { code: 'foreign-entry', path: '/films/2026', found: 'link' };
  for (const isOverdue of [false, true]) {
    const next = nextStep(failure, { step: 'converted', attempts: 1000, isOverdue });
    expect(next).toMatchObject({ kind: 'wait' });
  }
});

test('a proxy that refuses counts for nothing, however long it does', () => {
  const refusal: Failure = { code: 'proxy-refused', host, proxy: 'proxy:3128', detail: 'HTTP 403' };
  const wait = { kind: 'wait', afterMs: 30_000 };
  for (const step of ['stored', 'refreshed', 'converted'] as const) {
    expect(nextStep(refusal, at(step, 1000, { isOverdue: true, origin: refused }))).toEqual(wait);
  }
  expect(isAboutAll(refusal)).toBe(false);
});

test('retries wait two seconds, then twice as long each time', () => {
  const delays = [0, 1, 2].map((attempts) =>
    nextStep({ code: 'media-stalled', host }, at('stored', attempts)),
  );
  expect(delays).toEqual([2000, 4000, 8000].map((afterMs) => ({ kind: 'retry', afterMs })));
});

test('a wrong body is tried three times before the next way', () => {
  expect(nextStep(html, at('stored', 0)).kind).toBe('retry');
  expect(nextStep(html, at('stored', 1)).kind).toBe('retry');
  expect(nextStep(html, at('stored', 2))).toEqual({ kind: 'step', to: 'refreshed' });
});

test.each<Failure>([
  { code: 'disk-full', path: '/archive' },
  { code: 'folder-missing', path: '/archive' },
  { code: 'folder-not-writable', path: '/archive', detail: 'EACCES' },
])('$code holds the queue, whatever the link', (failure) => {
  expect(nextStep(failure, at('converted', 5))).toEqual({ kind: 'hold' });
});

test("what Reelkeep's own disk refuses holds up no other video and climbs no way", () => {
  const refused: Failure = { code: 'not-saved', what: 'list', reason: 'full', detail: 'ENOSPC' };
  for (const step of ['stored', 'refreshed', 'converted'] as const) {
    expect(nextStep(refused, at(step, 5)).kind).toBe('wait');
  }
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
  expect(decisive(failures, at('stored', 0))).toEqual(failure);
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

test('wrong bodies by every way are no loss before the deadline: all ways are tried again later', () => {
  const restart = { kind: 'restart', afterMs: 900_000 };
  expect(nextStep(html, at('converted', 2, { origin: html }))).toEqual(restart);
  const gone: Failure = { code: 'media-expired' };
  expect(nextStep(gone, at('converted', 0, { origin: html }))).toEqual(restart);
  const overdue = at('converted', 2, { origin: html, isOverdue: true });
  expect(nextStep(html, overdue)).toEqual({ kind: 'give-up' });
});

test('trouble that never ends ends a day after the deadline, after ten more tries', () => {
  expect(nextStep(reset, at('stored', 9, { isOverdue: true })).kind).toBe('retry');
  expect(nextStep(reset, at('stored', 10, { isOverdue: true }))).toEqual({ kind: 'give-up' });
});
