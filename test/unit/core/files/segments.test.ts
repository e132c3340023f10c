import { describe, expect, test } from 'vitest';
import { toSegments } from '../../../../electron/core/files/segments.ts';

const failure = { code: 'disk-error', detail: 'outside' };
const outside = { failure: expect.objectContaining(failure) as object };

const hostile: readonly (readonly [string, string])[] = [
  ['the folder above', '..'],
  ['a way out', '../a'],
  ['a way out in the middle', 'a/../../b'],
  ['a way out at the end', 'a/..'],
  ['the folder itself', '.'],
  ['the folder itself in the middle', 'a/./b'],
  ['an absolute path', '/etc/passwd'],
  ['two slashes', '//host/share'],
  ['an empty name', 'a//b'],
  ['a slash at the end', 'a/'],
  ['a slash alone', '/'],
  ['NUL', 'a\0b'],
  ['NUL at the end', 'a.mp4\0.txt'],
  ['half a character', 'a\ud800b'],
  ['the other half', '\udc00'],
  ['a name of 1,021 bytes', 'a'.repeat(1021)],
  ['a path of 65 names', Array.from({ length: 65 }, () => 'a').join('/')],
  ['a path of ten million names', 'a/'.repeat(10_000_000)],
];

test.each(hostile)('%s is no path below a root', (_title, path) => {
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    expect(() => toSegments(path, platform)).toThrow(expect.objectContaining(outside));
  }
});

const onWindows = [
  String.raw`..\a`,
  String.raw`a\b`,
  String.raw`\\host\share`,
  'C:a',
  'C:/a',
  'a.mp4:stream',
  'con',
  'NUL',
  'aux.txt',
  'COM1',
  'lpt9.json',
  'com¹.txt',
  'a.',
  'a ',
  '...',
  'a*',
  'a?',
  'a|b',
  'a\tb',
];

describe.each(onWindows)('%j', (path) => {
  test('is no path below a root on Windows', () => {
    expect(() => toSegments(path, 'win32')).toThrow(expect.objectContaining(outside));
  });
});

test.each([
  ['2026/11/2026-11-22 a fox [7d2c58e1].mp4', 3],
  ['...', 1],
  ['..a', 1],
  [String.raw`a\b`, 1],
  ['a:b', 1],
  ['~', 1],
  ['-rf', 1],
  ['$HOME', 1],
  ['%2e%2e', 1],
  ['日本語/🦊', 2],
  ['', 0],
])('%j is %i names below a root on Linux', (path, count) => {
  expect(toSegments(path, 'linux')).toHaveLength(count);
  expect(toSegments(path, 'linux').join('/')).toBe(path);
});

test('the path in the error is cut, however long it was', () => {
  const path = '../'.repeat(1_000_000);
  expect(() => toSegments(path)).toThrow(
    expect.objectContaining({ failure: { ...failure, path: path.slice(0, 1000) } }),
  );
});
