import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isOnlyOurs, ownFolder, sweep } from '../../../../electron/host/update/own-folder.ts';

let base: string;
let folder: string;
let other: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'reelkeep-own-'));
  folder = join(base, 'updates');
  other = join(base, 'other');
  mkdirSync(other);
  writeFileSync(join(other, 'theirs'), 'x');
});
afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

const mode = () => lstatSync(folder).mode & 0o777;

test('the folder is this user’s alone, also where it was open to others before', async () => {
  await ownFolder(folder);
  expect(mode()).toBe(0o700);
  writeFileSync(join(folder, 'kept.part'), 'x');
  chmodSync(folder, 0o777);
  expect(await isOnlyOurs(folder)).toBe(false);
  await ownFolder(folder);
  expect(mode()).toBe(0o700);
  expect(await isOnlyOurs(folder)).toBe(true);
  expect(readdirSync(folder)).toEqual(['kept.part']);
});

test('a link in its place goes, and what it leads to stays', async () => {
  symlinkSync(other, folder);
  expect(await isOnlyOurs(folder)).toBe(false);
  await sweep(folder, undefined);
  expect(readdirSync(other)).toEqual(['theirs']);
  await ownFolder(folder);
  expect(lstatSync(folder).isDirectory()).toBe(true);
  expect(readdirSync(other)).toEqual(['theirs']);
});

test('a file in its place goes', async () => {
  writeFileSync(folder, 'x');
  await ownFolder(folder);
  expect(lstatSync(folder).isDirectory()).toBe(true);
});

test('what is not needed any more goes, and links in it go without what they lead to', async () => {
  await ownFolder(folder);
  for (const name of ['new.deb', 'new.deb.part', 'old.deb']) writeFileSync(join(folder, name), 'x');
  symlinkSync(other, join(folder, 'link'));
  await sweep(folder, 'new.deb');
  expect(readdirSync(folder)).toEqual(['new.deb', 'new.deb.part']);
  expect(existsSync(join(other, 'theirs'))).toBe(true);
});
