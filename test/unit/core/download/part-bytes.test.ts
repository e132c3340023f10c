import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PartBytes } from '../../../../electron/core/download/part-bytes.ts';
import { WriteBehind } from '../../../../electron/core/download/write-behind.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A file as the system keeps it, which takes only so much of each write. */
class FakeFile {
  #bytes = Buffer.alloc(0);

  get bytes(): Buffer {
    return this.#bytes;
  }

  take(bytes: Uint8Array, position: number, share: number): number {
    const taken = Math.max(1, Math.ceil(bytes.length * share));
    const next = Buffer.alloc(Math.max(this.#bytes.length, position + taken));
    this.#bytes.copy(next);
    Buffer.from(bytes).copy(next, position, 0, taken);
    this.#bytes = next;
    return taken;
  }
}

const share = fc.double({ min: 0, max: 1, noNaN: true });
const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('add' as const), bytes: fc.uint8Array({ maxLength: 50 }) }),
    fc.record({ do: fc.constant('write' as const), share }),
    fc.record({ do: fc.constant('prove' as const), share }),
  ),
  { maxLength: 30 },
);

test('whatever the system takes at a time, the file has all bytes in their order, and their hash', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (plan) => {
      const [part, file, behind] = [new PartBytes(), new FakeFile(), new WriteBehind()];
      const added: Uint8Array[] = [];
      for (const step of plan) {
        if (step.do === 'add') {
          part.add(step.bytes);
          added.push(step.bytes);
          continue;
        }
        // What is added from here on comes while this is on its way.
        await behind.begin(() =>
          step.do === 'write'
            ? part.write((bytes, at) => Promise.resolve(file.take(bytes, at, step.share)))
            : part
                .writeProven((bytes, at, whole) => {
                  expect(whole.provenBytes).toBe(at + bytes.length);
                  const writtenBytes = bytes.length && file.take(bytes, at, step.share);
                  return Promise.resolve({ writtenBytes });
                })
                .then(() => undefined),
        );
        expect(part.receivedBytes).toBe(Buffer.concat(added).length);
      }
      await behind.settle();
      await part.write((bytes, at) => Promise.resolve(file.take(bytes, at, 1)));
      const all = Buffer.concat(added);
      expect(file.bytes).toEqual(all);
      expect(part.proof).toEqual({ provenBytes: all.length, provenSha256: sha256(all) });
    }),
  );
});

test('the proof that goes with a write is that of the whole file', async () => {
  const part = new PartBytes();
  part.add(Buffer.from('first '));
  await part.write((bytes) => Promise.resolve(bytes.length));
  part.add(Buffer.from('second'));
  await part.writeProven((bytes, position, whole) => {
    expect(position).toBe(6);
    expect(whole).toEqual({ provenBytes: 12, provenSha256: sha256(Buffer.from('first second')) });
    return Promise.resolve({ writtenBytes: bytes.length });
  });
  expect(part.writtenBytes).toBe(12);
});

test('of bytes that were refused nothing counts, and what came meanwhile goes on', async () => {
  const part = new PartBytes();
  part.add(Buffer.from('lost'));
  const error = new Error('ENOSPC');
  await part.writeProven(() => Promise.resolve({ writtenBytes: 2, error }));
  expect(part.receivedBytes).toBe(0);
  part.add(Buffer.from('lost too'));
  await expect(part.write(() => Promise.reject(error))).rejects.toBe(error);
  expect(part.proof).toEqual(new PartBytes().proof);
});

test('one at a time: a failure is that of the next call, once', async () => {
  const behind = new WriteBehind();
  const error = new Error('EIO');
  await behind.begin(() => Promise.reject(error));
  let isBegun = false;
  const next = behind.begin(() => {
    isBegun = true;
    return Promise.resolve();
  });
  await expect(next).rejects.toBe(error);
  expect(isBegun).toBe(false);
  await expect(behind.settle()).resolves.toBeUndefined();
});
