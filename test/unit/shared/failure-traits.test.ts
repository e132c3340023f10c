import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failureTraits, traitsOf } from '../../../electron/shared/failure-traits.ts';
import type { Failure, FailureCode } from '../../../electron/shared/failure.ts';
import { failureExamples } from '../failure-examples.ts';

const failures: readonly Failure[] = Object.values(failureExamples);

const codes = new Set<string>(Object.keys(failureTraits));

/** Those that may list codes: the types, the traits and the words. */
const owners = /^electron\/shared\/(failure|failure-traits)\.ts$|^electron\/shared\/messages\//;

/** So many codes in one list, switch or comparison are a set of their own. */
const longestList = 1;

const root = join(import.meta.dirname, '../../..');

function sources(): readonly string[] {
  return ['electron', 'renderer'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
      .filter((path) => /\.(ts|svelte)$/.test(path) && !owners.test(path)),
  );
}

/** Lists of texts, the cases of each switch, and comparisons of `code` that are joined. */
function listsIn(text: string): readonly (readonly string[])[] {
  const quoted = (part: string): string[] =>
    [...part.matchAll(/'([a-z-]+)'/g)].map(([, word]) => word ?? '');
  const patterns = [
    /\[\s*(?:'[a-z-]+',?\s*)+\]/g,
    /(?:case '[a-z-]+':\s*(?:\/\/.*\s*)?)+/g,
    /(?:code [!=]== '[a-z-]+'\s*(?:&&|\|\|)?\s*(?:\w+\.)*)+/g,
  ];
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([part]) => quoted(part)));
}

function isCode(word: string): word is FailureCode {
  return codes.has(word);
}

test('no other file lists failure codes: what depends on a code stands in the table', () => {
  const found = sources().flatMap((path) =>
    listsIn(readFileSync(join(root, path), 'utf8'))
      .filter((list) => list.filter(isCode).length > longestList)
      .map((list) => `${path}: ${list.join(', ')}`),
  );
  expect(found).toEqual([]);
});

test.each([
  `new Set<FailureCode>([\n  'disk-full',\n  'rate-limited',\n])`,
  `case 'disk-full': // why\n    case 'disk-error':\n      return 'folder';`,
  `return code === 'file-missing' || failure.code === 'file-changed';`,
  `if (failure.code !== 'disk-full' && failure.code !== 'disk-reserve') return;`,
])('a list is found in %s', (text) => {
  expect(listsIn(text).some((list) => list.filter(isCode).length > longestList)).toBe(true);
});

test.each(failures)('$code: its traits agree with each other', (failure) => {
  const { transfer, severity, blocks, account, archiveFiles, mayBeOnePath } = traitsOf(failure);
  if (transfer === 'archive' || transfer === 'space') expect(blocks).toBe('archive');
  if (blocks === 'archive') expect(severity).toBe('error');
  if (blocks === 'account') expect(account).toBeDefined();
  if (archiveFiles !== undefined) expect(blocks).toBe('archive');
  if (mayBeOnePath === true) expect([blocks, 'path' in failure]).toEqual(['archive', true]);
});

test.each(failures)('$code: one that costs nothing is set right nowhere', (failure) => {
  const { severity, mend } = traitsOf(failure);
  if (severity === 'info') expect(mend).toBe('nowhere');
});

test('the page leads to the settings of an account for its key and its address only', () => {
  const at = (...places: readonly string[]) =>
    failures.filter((each) => places.includes(traitsOf(each).mend)).map(({ code }) => code);
  expect(at('key', 'address').sort()).toEqual([
    'account-no-key',
    'key-refused',
    'keyring-failed',
    'not-the-provider',
    'sub-key-limit',
  ]);
  expect(at('space').sort()).toEqual(['disk-full', 'disk-reserve']);
});

test('an account is left alone until it is changed for no more than what only a user can change', () => {
  const stopped = failures.filter((each) => traitsOf(each).account === 'until-changed');
  expect(stopped.map(({ code }) => code).sort()).toEqual([
    'account-no-key',
    'account-unknown',
    'key-refused',
  ]);
});
