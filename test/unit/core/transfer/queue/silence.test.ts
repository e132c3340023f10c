import { expect, test } from 'vitest';
import { Lanes } from '../../../../../electron/core/transfer/queue/lanes.ts';
import { Silence } from '../../../../../electron/core/transfer/queue/silence.ts';
import type { Failure } from '../../../../../electron/shared/failure.ts';
import { aReadyTask, idNumber, nowMs } from '../../../builders.ts';

const host = 'a.example';
const timeout: Failure = { code: 'unreachable', host, detail: 'ETIMEDOUT' };
const stalled: Failure = { code: 'media-stalled', host };
const reset: Failure = { code: 'unreachable', host, detail: 'ECONNRESET' };
const missing: Failure = { code: 'media-refused', host, httpStatus: 404 };
const busy: Failure = { code: 'host-busy', host };
const stopped: Failure = { code: 'transfer-stopped' };
const full: Failure = { code: 'disk-full', path: '/archive' };

test.each<readonly [string, readonly (Failure | undefined)[], boolean]>([
  ['two that only waited', [timeout, stalled], false],
  ['three that only waited', [timeout, stalled, timeout], true],
  ['an answer after them', [timeout, timeout, timeout, missing], false],
  ['a file after them', [timeout, timeout, timeout, undefined], false],
  ['an answer between them', [timeout, timeout, busy, timeout], false],
  ['a line that breaks at once', [reset, reset, reset, reset], false],
  ['what says nothing of the host', [timeout, stopped, timeout, full, timeout], true],
])('a host is silent or not: %s', (_title, ends, isSilent) => {
  const silence = new Silence();
  for (const end of ends) silence.ended(host, end);
  expect(silence.isAt(host)).toBe(isSilent);
  expect(silence.isAt('b.example')).toBe(false);
});

/** `a3`: at host a, the third. */
function waiter(text: string) {
  const media = { videoUrl: `https://${text.slice(0, 1)}.example/v.mp4` };
  const place = Number(text.slice(1));
  return aReadyTask({ id: idNumber(parseInt(text, 36)), media, deadlineMs: nowMs + place });
}

test.each<readonly [string, number, readonly string[], readonly string[]]>([
  ['one of three slots', 3, ['a1', 'a2', 'b3', 'b4'], ['a1', 'b3', 'b4']],
  ['one slot for all of them', 3, ['a1', 'c2', 'b3', 'b4'], ['a1', 'b3', 'b4']],
  ['what nobody else wants', 3, ['a1', 'a2', 'c3', 'b4'], ['a1', 'b4', 'a2']],
  ['every second turn of a single slot', 1, ['a1', 'a2', 'b3', 'b4'], ['a1', 'b3', 'a2', 'b4']],
  ['the single slot, where nobody else waits', 1, ['a1', 'a2'], ['a1', 'a2']],
])('silent hosts have %s', (...[, limit, waiting, taken]) => {
  const lanes = new Lanes();
  for (const text of waiting) lanes.add(waiter(text), 'video');
  const isSilent = (each: string) => each === 'a.example' || each === 'c.example';
  const holders: {
    id: ReturnType<typeof idNumber>;
    host: string;
    deadlineMs: number;
    isYielding: boolean;
  }[] = [];
  const order = taken.map(() => {
    if (holders.length >= limit) holders.shift();
    const next = lanes.take(holders, { limit, isOpen: () => true, isSilent });
    if (next === undefined) return undefined;
    holders.push({ ...next.entry, isYielding: false });
    return next.entry.id;
  });
  expect(order).toEqual(taken.map((text) => waiter(text).id));
});
