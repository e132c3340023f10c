import { afterEach, expect, test } from 'vitest';
import { DiskThreads } from '../../../../electron/core/files/disk-threads.ts';
import { Gate, type RunOptions } from '../../../../electron/core/files/gate.ts';
import type {
  OperationInput,
  OperationName,
} from '../../../../electron/core/files/thread/operations.ts';
import type { FakeRequest } from '../../../fake/disk-thread.ts';

const script = new URL('../../../fake/disk-thread.ts', import.meta.url);
const limits = { answerMs: 500, flushMs: 500, askAgainMs: 0, patienceMs: 1 };
/** A thread takes its time to start where many things run. */
const patient = { timeout: 15_000 };
const silent = { failure: { code: 'drive-not-answering', path: '/drive' } };

/** What holds operations, as a drive that does not answer does. */
class Hold {
  readonly until = new SharedArrayBuffer(4);

  release(): void {
    Atomics.store(new Int32Array(this.until), 0, 1);
    Atomics.notify(new Int32Array(this.until), 0);
  }
}

const holds: Hold[] = [];
afterEach(() => {
  for (const hold of holds.splice(0)) hold.release();
});

function aHold(): Hold {
  const hold = new Hold();
  holds.push(hold);
  return hold;
}

/** A gate whose threads have started: only what a test holds takes its time. */
async function aGate(threads = new DiskThreads({ script }), root = '/drive'): Promise<Gate> {
  const gate = new Gate(root, threads);
  gate.setLimits({ ...limits, answerMs: 60_000 });
  const begun = new SharedArrayBuffer(4);
  const hold = { until: aHold().until, begun };
  const most = Math.min(3, threads.most - threads.count);
  const warming = Array.from({ length: most }, (_, n) => run(gate, ['facts', String(n)], hold));
  await expect.poll(() => new Int32Array(begun)[0], patient).toBe(most);
  for (const each of holds) each.release();
  await Promise.all(warming);
  gate.setLimits(limits);
  return gate;
}

/** Runs an operation of this name on a path, or on an open file; the thread does as it is told. */
function run(
  gate: Gate,
  [name, on]: readonly [OperationName, string | number],
  { options = {}, ...request }: Partial<FakeRequest> & { readonly options?: RunOptions } = {},
): Promise<unknown> {
  const place = typeof on === 'number' ? on : { root: '/drive', segments: on.split('/') };
  const input = [place, { end: 'answer', ...request }] as unknown as OperationInput<OperationName>;
  return gate.run(name, input, options);
}

test('an operation that hangs ends in drive-not-answering, and the root goes on when it is back', async () => {
  const gate = await aGate();
  const hold = aHold();
  await expect(run(gate, ['facts', 'a'], hold)).rejects.toMatchObject(silent);
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
  const ends = await Promise.allSettled(
    Array.from({ length: 50 }, (_, n) => run(gate, ['facts', String(n)], hold)),
  );
  expect(ends.every(({ status }) => status === 'rejected')).toBe(true);
  expect(new Int32Array(begun)[0]).toBeLessThanOrEqual(3);
  gate.setLimits({ askAgainMs: 0 });
  for (let n = 0; n < 20; n += 1) await run(gate, ['facts', 'x'], hold).catch(() => undefined);
  expect(new Int32Array(begun)[0]).toBe(3);
});

test('another root is not kept by a drive that hangs', async () => {
  const threads = new DiskThreads({ script });
  const hung = await aGate(threads);
  const other = await aGate(threads, '/other');
  const hold = aHold();
  const hanging = Promise.allSettled(
    Array.from({ length: 20 }, (_, n) => run(hung, ['facts', String(n)], hold)),
  );
  other.setLimits({ answerMs: 60_000 });
  expect(await run(other, ['facts', 'a'], { result: 1 })).toBe(1);
  await hanging;
});

test('a file that was opened too late is closed', async () => {
  const gate = await aGate();
  const hold = aHold();
  const late: unknown[] = [];
  const opening = run(gate, ['openRead', 'a'], {
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
  await expect(run(gate, ['write', 98], hold)).rejects.toMatchObject(silent);
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
  await expect(run(gate, [first, path], hold)).rejects.toMatchObject(silent);
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
  const second = new Gate('/other', threads);
  second.setLimits(limits);
  await expect(run(second, ['remove', 'b'], { begun })).rejects.toMatchObject({
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
  const second = new Gate('/other', threads);
  second.setLimits(limits);
  await expect(second.run('close', [7])).rejects.toMatchObject({
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
  await expect(run(gate, ['hash', 'a'], hold)).rejects.toMatchObject(silent);
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

test('threads that nobody needs end, all but one', async () => {
  const threads = new DiskThreads({ script, idleMs: 1 });
  const gate = await aGate(threads);
  gate.setLimits({ answerMs: 60_000 });
  const hold = aHold();
  const three = ['a', 'b', 'c'].map((path) => run(gate, ['facts', path], hold));
  await expect.poll(() => threads.count, patient).toBe(3);
  hold.release();
  await Promise.all(three);
  await expect.poll(() => threads.count, patient).toBe(1);
});

test.each([2, 11, 16, 24])('%i drives that hang keep no other one waiting', async (count) => {
  const threads = new DiskThreads({ script });
  const good = await aGate(threads, '/good');
  const hold = aHold();
  const hung = Array.from({ length: count }, (_, n) => new Gate(`/hung ${String(n)}`, threads));
  for (const gate of hung) gate.setLimits({ ...limits, answerMs: 60_000 });
  const given = hung.flatMap((gate) =>
    ['a', 'b', 'c', 'd'].map((path) =>
      run(gate, ['facts', path], { until: hold.until, result: 1 }),
    ),
  );
  good.setLimits({ answerMs: 60_000 });
  expect(await run(good, ['facts', 'a'], { result: 2 })).toBe(2);
  hold.release();
  await Promise.all(given);
});

test('threads that drives keep for good are replaced, however many drives there are', async () => {
  const threads = new DiskThreads({ script, most: 4 });
  const hold = aHold();
  for (let n = 0; n < 8; n += 1) {
    const gate = new Gate(`/hung ${String(n)}`, threads);
    gate.setLimits(limits);
    await expect(run(gate, ['facts', 'a'], hold)).rejects.toMatchObject({
      failure: { code: 'drive-not-answering' },
    });
  }
  const good = new Gate('/good', threads);
  good.setLimits({ ...limits, answerMs: 60_000 });
  expect(await run(good, ['facts', 'a'], { result: 2 })).toBe(2);
});
