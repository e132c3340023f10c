import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { startFakeProvider } from '../fake/provider/server.ts';
import { test } from './app-test.ts';
import { runReelkeep } from './command-line.ts';
import { accountOf, onboard } from './window.ts';

test('commands reach the running app, and its data when it does not run', async ({
  launch,
  aTempFolder,
}) => {
  await using provider = await startFakeProvider();
  const script = [{ state: 'success', video: 'aurora.mp4' } as const];
  const id = provider.addTask({ endpoint: 'runway', script });
  const userDataDir = await aTempFolder();
  const { page, close } = await launch({ userDataDir });
  await onboard(page, accountOf(provider), await aTempFolder());

  const added = await runReelkeep(userDataDir, ['add', '--file=-', '--json'], `taskId: ${id}\n`);
  expect(added.err).toBe('');
  expect(JSON.parse(added.out)).toMatchObject({ added: [id], isRunning: true });
  expect(added.code).toBe(0);
  const list = page.getByRole('main', { name: 'Videos' });
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect
    .poll(async () => (await runReelkeep(userDataDir, ['list', '--state=archived'])).out)
    .toContain(id);
  await close();

  const status = await runReelkeep(userDataDir, ['status', '--json']);
  expect(JSON.parse(status.out)).toMatchObject({ isRunning: false, states: { archived: 1 } });
  const verified = await runReelkeep(userDataDir, ['verify']);
  expect([verified.code, verified.out]).toEqual([0, '1 video read, all as archived.\n']);
  const file = join(userDataDir, 'all.csv');
  expect(
    (await runReelkeep(userDataDir, ['export', '--format=csv', `--output=${file}`])).code,
  ).toBe(0);
  expect(await readFile(file, 'utf8')).toContain(`\r\n${id},archived,`);
});
