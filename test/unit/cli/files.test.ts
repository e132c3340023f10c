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

test.each([
  ['a folder', (path: string) => path],
  ['a name in no folder', (path: string) => join(path, 'none', 'all.json')],
  ['a name that no disk takes', (path: string) => join(path, 'x'.repeat(300))],
  ['a disk that is full', () => '/dev/full'],
])('output to %s is refused by its name, with the reason', async (_name, outputIn) => {
  const output = outputIn(folder);
  await expect(writeTo(output)).rejects.toThrow(`“${output}” cannot be written: E`);
});
