import { expect, test } from 'vitest';
import { writeJoined } from '../../../../electron/core/files/write-buffers.ts';

const texts = (...each: string[]) => each.map((text) => Buffer.from(text));

/** Writes nothing; answers the memory and what is in it. */
function seen(bytes: Uint8Array): Promise<{ memory: ArrayBufferLike; text: string }> {
  return Promise.resolve({ memory: bytes.buffer, text: Buffer.from(bytes).toString() });
}

test('pieces are joined, and the memory is used again', async () => {
  const first = await writeJoined(texts('a long ', 'one', '', '.'), seen);
  const second = await writeJoined(texts('sho', 'rt'), seen);
  expect([first.text, second.text]).toEqual(['a long one.', 'short']);
  expect(second.memory).toBe(first.memory);
});

test('two at a time do not share memory', async () => {
  let finish: () => void = () => undefined;
  const slow = writeJoined(texts('slow'), async (bytes) => {
    await new Promise<void>((resolve) => (finish = resolve));
    return seen(bytes);
  });
  const fast = await writeJoined(texts('fast'), seen);
  finish();
  expect((await slow).text).toBe('slow');
  expect((await slow).memory).not.toBe(fast.memory);
});

test('what failed may still be read by its thread: its memory is not used again', async () => {
  let failed: ArrayBufferLike | undefined;
  const failing = writeJoined(texts('lost'), ({ buffer }) => {
    failed = buffer;
    return Promise.reject(new Error('The drive does not answer.'));
  });
  await expect(failing).rejects.toThrow('does not answer');
  for (let n = 0; n < 10; n += 1) {
    expect((await writeJoined(texts('next'), seen)).memory).not.toBe(failed);
  }
});

test('more than a buffer holds is written all the same', async () => {
  const huge = Buffer.alloc(3 * 1024 * 1024, 'x');
  const { text } = await writeJoined([huge, Buffer.from('y')], seen);
  expect(text.length).toBe(huge.length + 1);
  expect(text.endsWith('xy')).toBe(true);
});
