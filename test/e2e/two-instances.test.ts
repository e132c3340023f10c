import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { systemClock } from '../../electron/core/platform/clock.ts';
import { DataLock } from '../../electron/core/instance/data-lock.ts';
import { test } from './app-test.ts';

const projectDir = fileURLToPath(new URL('../../', import.meta.url));

test('an app whose data folder another process works with says so, and reads and writes nothing', async ({
  aTempFolder,
}) => {
  const userDataDir = await aTempFolder();
  const held = DataLock.acquire({ folder: userDataDir, clock: systemClock });
  if (!held.ok) throw new Error('An empty folder is free');
  const isRoot = process.getuid?.() === 0;
  const execPath = process.env['ELECTRON_EXEC_PATH'] ?? '';
  const args = [projectDir, `--user-data-dir=${userDataDir}`, ...(isRoot ? ['--no-sandbox'] : [])];
  const app = spawn(execPath, args, { stdio: 'ignore' });
  try {
    const log = join(userDataDir, 'logs', 'reelkeep.log');
    await expect
      .poll(async () => (existsSync(log) ? await readFile(log, 'utf8') : ''))
      .toContain(`process ${String(process.pid)}`);
    for (const name of ['settings.json', 'run.json', 'ledger']) {
      expect(existsSync(join(userDataDir, name))).toBe(false);
    }
  } finally {
    const ended = once(app, 'exit');
    app.kill('SIGKILL');
    await ended;
  }
});

test('an app that cannot have its data folder says so on the terminal too, and ends with an exit code', async ({
  aTempFolder,
}) => {
  const file = join(await aTempFolder(), 'film.mp4');
  await writeFile(file, 'a film');
  const isRoot = process.getuid?.() === 0;
  const execPath = process.env['ELECTRON_EXEC_PATH'] ?? '';
  const wish = `--user-data-dir=${join(file, 'data')}`;
  const args = [projectDir, wish, ...(isRoot ? ['--no-sandbox'] : [])];
  const app = spawn(execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  app.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const ended = once(app, 'exit');
  try {
    await expect.poll(() => said).toMatch(/can't be created in [^]*film\.mp4\. [^]*ENOTDIR/);
  } finally {
    app.kill('SIGTERM');
  }
  expect(await ended).toEqual([1, null]);
});

test('a quit gives the data folder back, and a crash does not keep it', async ({
  launch,
  aTempFolder,
}) => {
  const userDataDir = await aTempFolder();
  const first = await launch({ userDataDir });
  expect(DataLock.acquire({ folder: userDataDir, clock: systemClock }).ok).toBe(false);
  await first.kill();
  const second = await launch({ userDataDir });
  expect(DataLock.acquire({ folder: userDataDir, clock: systemClock }).ok).toBe(false);
  await second.close();
  expect(DataLock.acquire({ folder: userDataDir, clock: systemClock }).ok).toBe(true);
});

test('a start that is to end the running app ends it, and never becomes it', async ({
  launch,
  aTempFolder,
}) => {
  const userDataDir = await aTempFolder();
  const first = await launch({ userDataDir });
  const isOver = first.app.waitForEvent('close');
  const isRoot = process.getuid?.() === 0;
  const args = [projectDir, `--user-data-dir=${userDataDir}`, '--action=quit'];
  const second = spawn(
    process.env['ELECTRON_EXEC_PATH'] ?? '',
    [...args, ...(isRoot ? ['--no-sandbox'] : [])],
    {
      stdio: 'ignore',
    },
  );
  try {
    expect(await once(second, 'exit')).toEqual([0, null]);
    await isOver;
  } finally {
    second.kill('SIGKILL');
  }
  const log = await readFile(join(userDataDir, 'logs', 'reelkeep.log'), 'utf8');
  expect(log.match(/on Electron/g)).toHaveLength(1);
});
