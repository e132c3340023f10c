import { expect, test } from 'vitest';
import { WriteBuffer } from '../../../../electron/core/files/write-buffer.ts';

function bufferOf(...texts: string[]): WriteBuffer {
  const buffer = new WriteBuffer();
  for (const text of texts) buffer.add(Buffer.from(text));
  return buffer;
}

const textOf = (buffer: WriteBuffer) => Buffer.from(buffer.bytes).toString();

test('pieces are joined, and the memory is used again', () => {
  const first = bufferOf('a long ', 'one', '', '.');
  expect(textOf(first)).toBe('a long one.');
  const memory = first.bytes.buffer;
  first.release();
  expect(first.sizeBytes).toBe(0);
  const second = bufferOf('sho', 'rt');
  expect(textOf(second)).toBe('short');
  expect(second.bytes.buffer).toBe(memory);
});

test('two at a time do not share memory', () => {
  const [one, other] = [bufferOf('one'), bufferOf('other')];
  expect(one.bytes.buffer).not.toBe(other.bytes.buffer);
  expect([textOf(one), textOf(other)]).toEqual(['one', 'other']);
});

test('what was not let go of may still be read by a thread: its memory is not used again', () => {
  const failed = bufferOf('lost').bytes.buffer;
  for (let n = 0; n < 10; n += 1) expect(bufferOf('next').bytes.buffer).not.toBe(failed);
});

test('what the system took goes, and the rest keeps its order', () => {
  const buffer = bufferOf('taken', 'left');
  buffer.drop(5);
  buffer.add(Buffer.from(', new'));
  expect(textOf(buffer)).toBe('left, new');
  buffer.drop(9);
  expect([buffer.sizeBytes, textOf(buffer)]).toEqual([0, '']);
});

test('more than is usual finds room all the same, at once and bit by bit', () => {
  const huge = 'x'.repeat(3 * 1024 * 1024);
  expect(textOf(bufferOf(huge, 'y'))).toBe(`${huge}y`);
  const piece = '0123456789'.repeat(10_000);
  expect(textOf(bufferOf(...Array<string>(25).fill(piece)))).toBe(piece.repeat(25));
});

test('it is full before a further piece would need more memory', () => {
  const buffer = bufferOf('x'.repeat(1024 * 1024 - 10));
  expect([buffer.isFullFor(10), buffer.isFullFor(11)]).toEqual([false, true]);
});

test('an empty one has nothing', () => {
  const buffer = new WriteBuffer();
  expect([buffer.sizeBytes, textOf(buffer)]).toEqual([0, '']);
  buffer.release();
  expect(buffer.bytes.length).toBe(0);
});
