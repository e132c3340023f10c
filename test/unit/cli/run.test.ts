import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openOutputFile, readTextFile } from '../../../electron/cli/files.ts';
import { parseCommandLine } from '../../../electron/cli/parse.ts';
import { runCommandLine } from '../../../electron/cli/run.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rk-run-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** What a command says, with nobody there to answer it. */
async function saidOf(args: readonly string[]): Promise<readonly string[]> {
  const line = parseCommandLine(['reelkeep', ...args], {
    hasAppPath: false,
    isForeignSwitch: () => false,
  });
  if (line.kind === 'app') throw new Error('A window');
  const said: string[] = [];
  await runCommandLine(line, {
    version: '0.0.0',
    print: () => Promise.resolve(),
    say: (sentence) => said.push(sentence),
    showProgress: () => undefined,
    readFile: (path) => readTextFile(path, Readable.from([])),
    openOutput: openOutputFile,
    connect: () => Promise.resolve(undefined),
    openData: () => Promise.resolve({ ok: false, failure: `“${hostile}” is in use` }),
    wait: () => Promise.resolve(),
  });
  return said;
}

/** A title, a cleared screen, a turned direction and a second line: what a name may hold on Linux. */
const hostile = 'x\u001b]0;owned\u0007\u001b[2J\u009b2J\u202e\r\nreelkeep: All is well.txt';

/** Control characters, and what turns the direction of a line. */
const obeyed = /[\p{Cc}\u202e]/u;

test.each([
  ['a file that is not there', (path: string) => ['add', '--file', path]],
  ['a word that is no option', () => ['list', `--${hostile}`]],
  ['a word that is no command’s', () => ['list', hostile]],
  ['whoever has the data', () => ['list']],
])('of %s no terminal obeys the name', async (_what, args) => {
  const said = await saidOf(args(join(folder, hostile)));
  expect(said).not.toEqual([]);
  expect(said.join('')).not.toMatch(obeyed);
});

test('of a file without text no terminal obeys the name', async () => {
  const path = join(folder, hostile);
  await writeFile(path, new Uint8Array([0, 1, 2]));
  const said = await saidOf(['add', '--file', path]);
  expect(said.join('')).toContain('does not hold text');
  expect(said.join('')).not.toMatch(obeyed);
});
