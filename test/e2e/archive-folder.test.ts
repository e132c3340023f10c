import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { startFakeProvider } from '../fake/provider/server.ts';
import { test } from './app-test.ts';
import { accountOf, addVideos, expectState, onboard } from './window.ts';

test('the archive moves to another folder, and the old copy goes when the user says so', async ({
  launch,
  aTempFolder,
}) => {
  const [before, after] = [join(await aTempFolder(), 'old'), join(await aTempFolder(), 'new')];
  await using provider = await startFakeProvider();
  const script = [{ state: 'success', video: 'lagoon.mp4', thumbnail: 'lagoon.jpg' }] as const;
  const id = provider.addTask({ endpoint: 'runway', prompt: 'A quiet lake', script });
  const { page } = await launch();
  await onboard(page, accountOf(provider), before);
  await addVideos(page, [id]);
  await expectState(page, 'A quiet lake', 'Archived');

  await page.getByRole('button', { name: 'Settings' }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('tab', { name: 'Archive' }).click();
  const folder = dialog.getByRole('textbox', { name: 'Archive folder' });
  await folder.fill(after);
  await folder.press('Enter');
  const question = dialog.getByRole('region', { name: 'Change the archive folder' });
  await expect(question).toContainText('1 video');
  await question.getByRole('button', { name: 'Move everything' }).click();
  await expect(folder).toHaveValue(after);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Delete the old copy/ }).click();
  await expect(page.getByRole('button', { name: /^Delete the old copy/ })).toHaveCount(0);
  await expect.poll(() => readdir(before).catch(() => [])).toEqual([]);
  expect(
    (await readdir(after, { recursive: true })).filter((path) => path.endsWith('.mp4')),
  ).toHaveLength(1);
});

test('an archive folder that is away is told, and the banner goes when it is back', async ({
  launch,
  aTempFolder,
}) => {
  const archive = join(await aTempFolder(), 'films');
  await using provider = await startFakeProvider();
  const script = [{ state: 'success', video: 'lagoon.mp4', thumbnail: 'lagoon.jpg' }] as const;
  const ids = ['A quiet lake', 'A loud lake'].map((prompt) =>
    provider.addTask({ endpoint: 'runway', prompt, script }),
  );
  const { page } = await launch();
  await onboard(page, accountOf(provider), archive);
  await addVideos(page, ids.slice(0, 1));
  await expectState(page, 'A quiet lake', 'Archived');
  await rename(archive, `${archive} away`);
  await addVideos(page, ids.slice(1));
  const banner = page.getByRole('alert').filter({ hasText: archive });
  await expect(banner).toBeVisible();
  await rename(`${archive} away`, archive);
  await expect(banner).toHaveCount(0, { timeout: 15_000 });
  await expectState(page, 'A loud lake', 'Archived');
});
