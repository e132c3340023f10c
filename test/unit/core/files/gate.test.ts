import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DiskThreads } from '../../../../electron/core/files/disk-threads.ts';
import type { OperationName } from '../../../../electron/core/files/thread/operations.ts';
import {
  aGate,
  aHold,
  anUnusedGate,
  hang,
  haveBegun,
  letGo,
  limits,
  patient,
  pool,
  run,
  script,
} from './gate-scene.ts';

const silent = { failure: { code: 'drive-not-answering', path: '/drive' } };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});

afterEach(async () => {
  await letGo();
  vi.useRealTimers();
});

test('an operation that hangs ends in drive-not-answering, and the root goes on when it is back', async () => {
  const gate = await aGate();
  const hold = aHold();
  await expect(hang(gate, ['facts', 'a'], hold)).rejects.toMatchObject(silent);
  expect(gate.isBusy).toBe(true);
  hold.release();
  await expect.poll(() => gate.isBusy, patient).toBe(false);
  expect(await run(gate, ['facts', 'b'], { result: 7 })).toBe(7);
});

test('what waits behind it is refused at once, and no more than three are ever out', async () => {
  const gate = await aGate();
  gate.setLimits({ askAgainMs: 3_600_000 });
  const begun = new SharedArrayBuffer(4);
  const hold = { until: aHold().until, begun };
  const given = Promise.allSettled(
    Array.from({ length: 50 }, (_, n) => run(gate, ['facts', String(n)], hold)),
  );
  await haveBegun(begun, 3);
  vi.advanceTimersByTime(limits.answerMs);
  expect((await given).every(({ status }) => status === 'rejected')).toBe(true);
  expect(new Int32Array(begun)[0]).toBeLessThanOrEqual(3);
  gate.setLimits({ askAgainMs: 0 });
  for (let n = 0; n < 20; n += 1) await run(gate, ['facts', 'x'], hold).catch(() => undefined);
  expect(new Int32Array(begun)[0]).toBe(3);
});

test('another root is not kept by a drive that hangs', async () => {
  const hung = await aGate();
  const other = await aGate(pool, '/other');
  const hold = aHold();
  const begun = new SharedArrayBuffer(4);
  const hanging = Promise.allSettled(
    Array.from({ length: 20 }, (_, n) =>
      run(hung, ['facts', String(n)], { until: hold.until, begun }),
    ),
  );
  await haveBegun(begun, 3);
  expect(await run(other, ['facts', 'a'], { result: 1 })).toBe(1);
  vi.advanceTimersByTime(limits.answerMs);
  await hanging;
});

test('a file that was opened too late is closed', async () => {
  const gate = await aGate();
  const hold = aHold();
  const late: unknown[] = [];
  const opening = hang(gate, ['openRead', 'a'], {
    until: hold.until,
    result: { fd: 99 },
    options: { onLate: (result) => late.push(result) },
  });
  await expect(opening).rejects.toMatchObject(silent);
  hold.release();
  await expect.poll(() => late, patient).toEqual([{ fd: 99 }]);
});

test('a file closed while the drive is silent is closed when it answers', async () => {
  const gate = await aGate();
  const hold = aHold();
  await run(gate, ['create', 'a'], { result: { fd: 98 } });
  await expect(hang(gate, ['write', 98], hold)).rejects.toMatchObject(silent);
  const begun = new SharedArrayBuffer(4);
  await expect(run(gate, ['close', 98], { begun })).rejects.toMatchObject(silent);
  expect(new Int32Array(begun)[0]).toBe(0);
  hold.release();
  await expect.poll(() => gate.isBusy, patient).toBe(false);
});

const atOdds: readonly (readonly [OperationName, string, OperationName, string, boolean])[] = [
  ['writeDurably', 'm/a', 'writeDurably', 'm/a', true],
  ['writeDurably', 'm/a', 'readSmall', 'm/a', true],
  ['writeDurably', 'm/a', 'remove', 'M/A', true],
  ['writeDurably', 'm/a', 'removeFolder', 'm', true],
  ['writeDurably', 'm/a', 'list', 'm', false],
  ['writeDurably', 'm/a', 'writeDurably', 'm/b', false],
  ['writeDurably', 'm/a', 'writeDurably', 'm/ab', false],
  ['removeFolder', 'm', 'create', 'm/a', true],
  ['removeFolder', 'm', 'readSmall', 'm/a', true],
  ['readSmall', 'm/a', 'writeDurably', 'm/a', false],
  ['list', 'm', 'remove', 'm/a', false],
];

test.each(atOdds)('while a given-up %s of %s is out, a %s of %s is refused: %s', async (...row) => {
  const [first, path, second, otherPath, isRefused] = row;
  const gate = await aGate();
  const hold = aHold();
  await expect(hang(gate, [first, path], hold)).rejects.toMatchObject(silent);
  const begun = new SharedArrayBuffer(4);
  gate.setLimits({ answerMs: 60_000, flushMs: 60_000 });
  const next = run(gate, [second, otherPath], { begun, result: 'done' });
  if (isRefused) await expect(next).rejects.toMatchObject(silent);
  else expect(await next).toBe('done');
  expect(new Int32Array(begun)[0]).toBe(isRefused ? 0 : 1);
  hold.release();
  await expect.poll(() => gate.isBusy, patient).toBe(false);
  expect(await run(gate, [second, otherPath], { result: 'done' })).toBe('done');
});

test('an operation that was given up before it began never begins', async () => {
  const threads = new DiskThreads({ script, most: 1 });
  const first = await aGate(threads);
  const hold = aHold();
  first.setLimits({ answerMs: 60_000 });
  const held = run(first, ['facts', 'a'], { until: hold.until, result: 1 });
  const begun = new SharedArrayBuffer(4);
  const second = anUnusedGate(threads, '/other');
  const removed = run(second, ['remove', 'b'], { begun });
  vi.advanceTimersByTime(limits.answerMs);
  await expect(removed).rejects.toMatchObject({
    failure: { code: 'drive-not-answering', path: '/other' },
  });
  hold.release();
  expect(await held).toBe(1);
  expect(await run(second, ['facts', 'c'], { result: 2 })).toBe(2);
  expect(new Int32Array(begun)[0]).toBe(0);
});

test('an open file that there was no thread to close in time is closed later', async () => {
  const threads = new DiskThreads({ script, most: 1 });
  const first = await aGate(threads);
  const hold = aHold();
  const closed = new SharedArrayBuffer(4);
  first.setLimits({ answerMs: 60_000 });
  const held = run(first, ['facts', 'a'], { until: hold.until, closed, result: 1 });
  const second = anUnusedGate(threads, '/other');
  const closing = second.run('close', [7]);
  vi.advanceTimersByTime(limits.answerMs);
  await expect(closing).rejects.toMatchObject({
    failure: { code: 'drive-not-answering', path: '/other' },
  });
  second.setLimits({ flushMs: 60_000 });
  hold.release();
  expect(await held).toBe(1);
  await expect.poll(() => new Int32Array(closed)[0], patient).toBe(1);
});

test('a file whose reading was given up keeps no other one from being read whole', async () => {
  const gate = await aGate();
  const hold = aHold();
  await expect(hang(gate, ['hash', 'a'], hold)).rejects.toMatchObject(silent);
  gate.setLimits({ answerMs: 60_000 });
  expect(await run(gate, ['hash', 'b'], { result: 2 })).toBe(2);
});

test.each(['throw', 'exit'] as const)('a thread that ends by %s is replaced', async (end) => {
  const gate = await aGate(new DiskThreads({ script, most: 1 }));
  gate.setLimits({ answerMs: 60_000 });
  const broken = run(gate, ['facts', 'a'], { end });
  const next = run(gate, ['facts', 'b'], { result: 1 });
  await expect(broken).rejects.toThrow('The thread that worked on the disk has ended.');
  expect(await next).toBe(1);
});

test('what cannot be sent to a thread is a failure of its own, and the next one runs', async () => {
  const gate = await aGate(new DiskThreads({ script, most: 1 }));
  gate.setLimits({ answerMs: 60_000 });
  await expect(run(gate, ['facts', 'a'], { result: () => 1 })).rejects.toThrow();
  expect(await run(gate, ['facts', 'b'], { result: 1 })).toBe(1);
});

test.each([
  ['all but one', { idleMs: 1 }, 1],
  ['the last one later', { idleMs: 1, lastIdleMs: 1 }, 0],
])('threads that nobody needs end, %s', async (_name, limits, left) => {
  const threads = new DiskThreads({ script, ...limits });
  const gate = await aGate(threads);
  gate.setLimits({ answerMs: 60_000 });
  const hold = aHold();
  const begun = new SharedArrayBuffer(4);
  const three = ['a', 'b', 'c'].map((path) =>
    run(gate, ['facts', path], { until: hold.until, begun }),
  );
  await haveBegun(begun, 3);
  expect(threads.count).toBe(3);
  hold.release();
  await Promise.all(three);
  vi.advanceTimersByTime(1);
  await expect.poll(() => threads.count, patient).toBe(left);
  expect(await run(gate, ['facts', 'd'], { result: 4 })).toBe(4); // one is made again
});

test.each([2, 11, 16, 24])('%i drives that hang keep no other one waiting', async (count) => {
  const good = await aGate(pool, '/good');
  good.setLimits({ answerMs: 60_000 });
  const hold = aHold();
  const hung = Array.from({ length: count }, (_, n) => anUnusedGate(pool, `/hung ${String(n)}`));
  for (const gate of hung) gate.setLimits({ answerMs: 60_000 });
  const given = hung.flatMap((gate) =>
    ['a', 'b', 'c', 'd'].map((path) =>
      run(gate, ['facts', path], { until: hold.until, result: 1 }),
    ),
  );
  vi.advanceTimersByTime(10 * limits.patienceMs);
  expect(await run(good, ['facts', 'a'], { result: 2 })).toBe(2);
  hold.release();
  await Promise.all(given);
});

test('threads that drives keep for good are replaced, however many drives there are', async () => {
  const threads = new DiskThreads({ script, most: 4 });
  const hold = aHold();
  for (let n = 0; n < 8; n += 1) {
    const gate = anUnusedGate(threads, `/hung ${String(n)}`);
    await expect(hang(gate, ['facts', 'a'], hold)).rejects.toMatchObject({
      failure: { code: 'drive-not-answering' },
    });
  }
  const good = anUnusedGate(threads, '/good');
  good.setLimits({ answerMs: 60_000 });
  expect(await run(good, ['facts', 'a'], { result: 2 })).toBe(2);
});
