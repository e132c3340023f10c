import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { filesIn } from '../e2e/files.ts';
import { addVideos, expectState, taskItem } from '../e2e/window.ts';
import { test } from './journey.ts';

const prompt = 'A golden retriever running through a field of wildflowers';

test('an id becomes a video on the disk, with its way there shown, and plays from any place', async ({
  ready: page,
  backend,
  provider,
}) => {
  const id = provider.addTask({
    endpoint: 'runway',
    prompt,
    script: [{ state: 'generating' }],
  });
  await addVideos(page, [id]);
  await expectState(page, prompt, 'Generating');
  const stalled = provider.fault('stall', { taskId: id, file: 'video' });
  provider.setTask(id, { state: 'success', video: 'aurora.mp4', thumbnail: 'aurora.jpg' });
  await expectState(page, prompt, 'Downloading');
  const bar = taskItem(page, prompt).getByRole('progressbar', { name: 'Download progress' });
  await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(0);
  await expect(page.getByRole('contentinfo', { name: 'Status' })).toContainText('1 download');
  stalled.release();
  await expectState(page, prompt, 'Archived');
  await expect(bar).toHaveCount(0);
  const archive = join(backend.folder, 'archive');
  const [path = 'none'] = await filesIn(archive, '.mp4');
  expect(await readFile(join(archive, path))).toEqual(Buffer.from(provider.bytesOf('aurora.mp4')));

  await taskItem(page, prompt).click();
  const details = page.getByRole('complementary', { name: 'Details' });
  await expect(details.getByText(prompt).first()).toBeVisible();
  const player = details.locator('video');
  await player.evaluate(async (element: HTMLVideoElement) => {
    element.muted = true;
    await element.play();
    element.currentTime = element.duration / 2;
    await new Promise((resolve) => element.addEventListener('seeked', resolve, { once: true }));
  });
  expect(await player.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeGreaterThan(
    1,
  );
});
