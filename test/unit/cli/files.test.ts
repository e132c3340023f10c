import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openOutputFile } from '../../../electron/cli/files.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rk-out-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function writeTo(output: string): Promise<void> {
  const file = await openOutputFile(output);
  try {
    await file.write('{}');
    await file.finish();
  } catch (error) {
    await file.drop();
    throw error;
  }
}

async function expectRefused(output: string, code: string): Promise<void> {
  await expect(writeTo(output)).rejects.toThrow(`“${output}” cannot be written: ${code}: `);
}

// Windows says of a name that is too long that there is no such file.
const tooLong = process.platform === 'win32' ? 'ENOENT' : 'ENAMETOOLONG';

test.each([
  ['a folder', '.', 'EISDIR'],
  ['a name in no folder', join('none', 'all.json'), 'ENOENT'],
  ['a name that no disk takes', 'x'.repeat(300), tooLong],
])('output to %s is refused by its name, with the reason', async (_name, name, code) => {
  await expectRefused(join(folder, name), code);
});

test.runIf(process.platform === 'linux')('output to a full disk is refused likewise', async () => {
  await expectRefused('/dev/full', 'ENOSPC');
});
