import { describe, expect, test } from 'vitest';
import { isLost, withTry } from '../../../../electron/core/task/verdict.ts';
import type { Overdue } from '../../../../electron/shared/evidence.ts';
import { nowMs } from '../../builders.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const deadlineMs = nowMs;

interface Course {
  readonly title: string;
  /** Tries from this hour after the deadline to that one, so many minutes apart. */
  readonly fromHours: number;
  readonly toHours: number;
  readonly everyMinutes: number;
  /** Each of them ends a round in which every way refused; otherwise it was trouble. */
  readonly isRefused: boolean;
}

/** Plays tries, and says after how many hours of them the task is lost; `undefined` for never. */
function lostAfterHours({ fromHours, toHours, everyMinutes, isRefused }: Course) {
  let overdue: Overdue | undefined;
  for (let minute = fromHours * 60; minute <= toHours * 60; minute += everyMinutes) {
    const atMs = deadlineMs + minute * minuteMs;
    overdue = withTry(
      { deadlineMs, ...(overdue !== undefined && { overdue }) },
      { isRefusedByAll: isRefused, nowMs: atMs },
    );
    const known = overdue === undefined ? {} : { overdue };
    if (isLost(known, {}, atMs)) return minute / 60 - fromHours;
  }
  return undefined;
}

describe('before the deadline', () => {
  test.each([true, false])('thirteen days of tries are no evidence (refused: %s)', (isRefused) => {
    const course = { title: '', fromHours: -13 * 24, toHours: 0, everyMinutes: 7, isRefused };
    expect(lostAfterHours(course)).toBeUndefined();
  });
});

test.each<Course & { readonly hours: number | undefined }>([
  {
    title: 'a day of refusals',
    fromHours: 1,
    toHours: 90,
    everyMinutes: 240,
    isRefused: true,
    hours: 24,
  },
  {
    title: 'refusals every minute',
    fromHours: 0.1,
    toHours: 90,
    everyMinutes: 1,
    isRefused: true,
    hours: 24,
  },
  {
    title: 'refusals for 23 h',
    fromHours: 1,
    toHours: 23.9,
    everyMinutes: 10,
    isRefused: true,
    hours: undefined,
  },
  {
    title: 'two refusals, a week apart',
    fromHours: 1,
    toHours: 170,
    everyMinutes: 168 * 60,
    isRefused: true,
    hours: undefined,
  },
  {
    title: 'trouble for two days',
    fromHours: 1,
    toHours: 49,
    everyMinutes: 7,
    isRefused: false,
    hours: undefined,
  },
  {
    title: 'trouble for three days',
    fromHours: 1,
    toHours: 100,
    everyMinutes: 30,
    isRefused: false,
    hours: 72,
  },
  {
    title: 'trouble met five times in a month',
    fromHours: 1,
    toHours: 720,
    everyMinutes: 180 * 60,
    isRefused: false,
    hours: undefined,
  },
])('$title after the deadline: lost after $hours h', (course) => {
  expect(lostAfterHours(course)).toBe(course.hours);
});

test('evidence grows once an hour at the most, or with a round of refusals', () => {
  const task = { deadlineMs };
  const first = withTry(task, { isRefusedByAll: false, nowMs: nowMs + minuteMs });
  if (first === undefined) throw new Error('no evidence');
  const known = { deadlineMs, overdue: first };
  expect(withTry(known, { isRefusedByAll: false, nowMs: nowMs + 50 * minuteMs })).toBe(first);
  const later = withTry(known, { isRefusedByAll: false, nowMs: nowMs + 2 * hourMs });
  expect(later).toMatchObject({ hours: 2, refusals: 0 });
});

test('without a deadline nothing is ever over', () => {
  expect(withTry({}, { isRefusedByAll: true, nowMs })).toBeUndefined();
});

describe('an endpoint that says that the media are gone', () => {
  const goneAtMs = nowMs;
  test.each([
    ['before any link was tried', {}, false],
    ['while only the direct link was refused since', { directAtMs: nowMs + 1 }, false],
    [
      'while the direct link was refused before',
      { directAtMs: nowMs - 1, convertedAtMs: nowMs + 1 },
      false,
    ],
    ['and both links refused since', { directAtMs: nowMs + 1, convertedAtMs: nowMs + 2 }, true],
  ])('%s', (_when, refused, lost) => {
    expect(isLost({ goneAtMs }, refused, nowMs + 10)).toBe(lost);
    expect(isLost({}, refused, nowMs + 10)).toBe(false);
  });
});
