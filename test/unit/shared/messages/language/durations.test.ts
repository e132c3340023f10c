import { expect, test } from 'vitest';
import { inShort } from '../../../../../electron/shared/messages/language/durations.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

test.each([
  [1, undefined],
  [minuteMs - 1, undefined],
  [minuteMs, [1, 'minute']],
  [hourMs - 1, [59, 'minute']],
  [hourMs, [1, 'hour']],
  [2 * dayMs - 1, [47, 'hour']],
  [2 * dayMs, [2, 'day']],
  [13.9 * dayMs, [13, 'day']],
])('%d ms in short never promise more than there is: %j', (leftMs, short) => {
  expect(inShort(leftMs)).toEqual(short);
});
