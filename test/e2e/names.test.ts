import { readdir } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { startFakeProvider } from '../fake/provider/server.ts';
import { test } from './app-test.ts';
import { accountOf, addVideos, expectState, onboard } from './window.ts';

test('a template of names is seen before it is saved, used, and given to older videos', async ({
  launch,
  aTempFolder,
}, info) => {
  const archive = await aTempFolder();
  await using provider = await startFakeProvider();
  const aVideo = (prompt: string) =>
    provider.addTask({
      endpoint: 'runway',
      prompt,
      script: [{ state: 'success', video: 'tide.mp4' }],
    });
  const videos = async () =>
    (await readdir(archive, { recursive: true })).filter((path) => path.endsWith('.mp4')).sort();
  const { page } = await launch();
  await onboard(page, accountOf(provider), archive);
  await addVideos(page, [aVideo('Surf at dusk')]);
  await expectState(page, 'Surf at dusk', 'Archived');

  await page.getByRole('button', { name: 'Settings' }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('tab', { name: 'Archive' }).click();
  const field = settings.getByRole('textbox', { name: 'File names' });
  await field.fill('{mood}');
  await expect(
    settings.getByRole('alert').getByText(/{mood}, which isn't a known placeholder/),
  ).toBeVisible();
  await page.screenshot({ path: info.outputPath('refused.png') });
  await field.fill('{endpoint}/');
  await settings.getByRole('button', { name: 'Insert Prompt' }).click();
  await expect(field).toHaveValue('{endpoint}/{prompt}');
  const preview = settings.getByRole('list', { name: 'Preview of file names' });
  await expect(preview.getByText('runway/Surf at dusk.mp4')).toBeVisible();
  await settings.getByRole('button', { name: 'Save file names' }).click();
  await page.screenshot({ path: info.outputPath('names.png') });

  await settings.getByRole('button', { name: 'Rename 1 existing video…' }).click();
  await expect(settings.getByRole('list', { name: 'Examples' })).toContainText(
    'runway/Surf at dusk',
  );
  await page.screenshot({ path: info.outputPath('rename.png') });
  await settings.getByRole('button', { name: 'Rename 1 video', exact: true }).click();
  await expect.poll(videos).toEqual(['runway/Surf at dusk.mp4']);
  await page.keyboard.press('Escape');

  await addVideos(page, [aVideo('Dunes at noon')]);
  await expectState(page, 'Dunes at noon', 'Archived');
  expect(await videos()).toEqual(['runway/Dunes at noon.mp4', 'runway/Surf at dusk.mp4']);
});
