import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseIds } from '../../../../electron/core/intake/parse.ts';
import { pastes } from './pastes.ts';

const folder = new URL('../../../fixture/paste/', import.meta.url);

function idsIn(text: string): readonly string[] {
  return parseIds(text).flatMap((line) => line.ids);
}

test.each(pastes)('%s gives its ids, and nothing else', (file, ids) => {
  expect(idsIn(readFileSync(new URL(file, folder), 'utf8'))).toEqual(ids);
});

test('every file of the corpus stands in the table', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.includes('.'));
  expect(files.sort()).toEqual(pastes.map(([file]) => file).sort());
});

test.each(pastes)('%s keeps its ids between other pastes', (file, ids) => {
  const text = readFileSync(new URL(file, folder), 'utf8');
  const before = '0123456789abcdef0123456789abcdef';
  const behind = '11111111-2222-3333-4444-555555555555';
  expect(idsIn(`${before}\n\n${text}\n\n${behind}`)).toEqual([before, ...ids, behind]);
});
