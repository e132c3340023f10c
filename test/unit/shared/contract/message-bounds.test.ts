import { expect, test } from 'vitest';
import {
  maxTextLength,
  messageBounds,
  weighMessage,
} from '../../../../electron/shared/contract/message-bounds.ts';

const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: [nested(levels - 1)] });
const itself: unknown[] = [];
itself.push(itself);

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['the longest text', { text: 'x'.repeat(maxTextLength) }],
  ['the longest list', { ids: Array.from({ length: 100_000 }, () => 'a'.repeat(40)) }],
  ['an object without a prototype', Object.assign(Object.create(null) as object, { a: null })],
])('%s passes', (_name, message) => {
  expect(weighMessage(message)).toBeGreaterThan(0);
});

test.each<[string, unknown]>([
  ['a text of 400 MB', 'x'.repeat(400_000_000)],
  ['many texts that are one', Array.from({ length: 1000 }, () => 'x'.repeat(100_000))],
  ['long names', { ['x'.repeat(messageBounds.textLength)]: 1, y: 1 }],
  ['a list of a million', Array.from({ length: 1_000_000 }, () => 0)],
  ['a list of holes', Array(4_000_000_000)],
  ['lists of lists', Array.from({ length: 1000 }, () => Array.from({ length: 1000 }, () => 0))],
  ['a deep nesting', nested(5000)],
  ['what refers to itself', itself],
  ['a buffer', new ArrayBuffer(8)],
  ['bytes within', { text: new Uint8Array(8) }],
  ['a map', new Map([[1, 2]])],
  ['a date', new Date(0)],
  ['an error', new Error('no')],
  ['a big number', 1n],
  ['a function', () => 1],
])('%s is refused', (_name, message) => {
  expect(weighMessage(message)).toBeUndefined();
});
