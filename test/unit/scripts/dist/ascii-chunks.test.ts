import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { toAscii } from '../../../../scripts/dist/ascii-chunks.ts';

test.each([
  ['a text', `'“a” – 狗'`],
  ['a text with a pair', `'🐕'`],
  ['a template', '`${"a"}…${1}`'],
  ['a character that is escaped already', String.raw`'\…\\…\\\…'`],
  ['an escaped pair', String.raw`'\🐕'`],
  ['an expression', `'a…b—c'.split(/[…—]/)`],
  ['an expression by code points', `'🐕狗'.match(/^[🐕][狗]$/u).length`],
  ['an expression with a needless escape', String.raw`/\…/.test('…')`],
  ['a range beyond the first plane', `/[🐀-🐿]/u.test('🐕')`],
  ['a key', `({ 'ключ': 1 })`],
  ['ASCII', String.raw`'\\n' + /\d/.source`],
])('%s means the same in ASCII', (_name, code) => {
  const plain = toAscii(code);
  expect(plain).toMatch(/^[\0-\x7f]*$/);
  expect(runInNewContext(plain)).toEqual(runInNewContext(code));
});
