import { readdir } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { startFakeProvider } from '../fake/provider/server.ts';
import { test } from './app-test.ts';
import { accountOf, addVideos, expectState, onboard, taskItem } from './window.ts';

test('every result of a market task is archived and listed, and a picture is shown', async ({
  launch,
  aTempFolder,
}, info) => {
  const archive = await aTempFolder();
  await using provider = await startFakeProvider();
  const [videos, pictures] = ['Two takes of a cup of coffee', 'A banana floats in space'];
  const ids = [
    provider.addTask({
      endpoint: 'market',
      prompt: videos,
      script: [{ state: 'success', video: 'aurora.mp4', results: ['tide.mp4'] }],
    }),
    provider.addTask({
      endpoint: 'market',
      prompt: pictures,
      script: [{ state: 'success', video: 'still.png' }],
    }),
  ];
  const { page } = await launch();
  await onboard(page, accountOf(provider), archive);
  await addVideos(page, ids);
  await expectState(page, videos, 'Archived');
  await expectState(page, pictures, 'Archived');

  const details = page.getByRole('complementary', { name: 'Details' });
  await taskItem(page, videos).click();
  await expect(details.getByRole('heading', { name: 'Video file 2' })).toBeVisible();
  await expect(details.locator('video')).toBeVisible();
  await page.screenshot({ path: info.outputPath('videos.png') });
  await taskItem(page, pictures).click();
  const picture = details.getByRole('img', { name: pictures });
  await expect(picture).toBeVisible();
  expect(
    await picture.evaluate((element: HTMLImageElement) => element.naturalWidth),
  ).toBeGreaterThan(0);
  await page.screenshot({ path: info.outputPath('picture.png') });

  const files = (await readdir(archive, { recursive: true })).filter((path) =>
    /\.(mp4|png)$/.test(path),
  );
  expect(files.map((path) => path.replace(/^.*\]/, '')).sort()).toEqual([' 2.mp4', '.mp4', '.png']);
});
