import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import { startNotificationService } from '../fake/notifications/service.ts';
import { startFakeProvider } from '../fake/provider/server.ts';
import { test } from './app-test.ts';
import { accountOf, addVideos, expectState, lookAway, onboard, taskItem } from './window.ts';

const run = promisify(execFile);
const prompt = 'A golden retriever running through a field of wildflowers';

test('a task id becomes a proven video, told by a notification and played with a seek', async ({
  launch,
  aTempFolder,
}) => {
  const archive = await aTempFolder();
  await using provider = await startFakeProvider();
  const desktop = await startNotificationService();
  const id = provider.addTask({
    endpoint: 'runway',
    prompt,
    script: [
      { state: 'generating', forMs: 1_000 },
      { state: 'success', video: 'aurora.mp4', thumbnail: 'aurora.jpg' },
    ],
  });
  const { app, page } = await launch();
  await onboard(page, accountOf(provider), archive);
  await addVideos(page, [id]);
  await lookAway(app); // what the window in front shows is not told once more
  await expectState(page, prompt, 'Archived');

  const months = await readdir(join(archive), { recursive: true });
  const manifest = months.find((path) => path.endsWith('manifest-sha256.txt')) ?? '';
  const folder = join(archive, manifest, '..');
  const checked = await run('sha256sum', ['-c', 'manifest-sha256.txt'], { cwd: folder });
  expect(checked.stdout).toContain('.mp4: OK');
  const video = months.find((path) => path.endsWith('.mp4')) ?? '';
  expect(await readFile(join(archive, video))).toEqual(Buffer.from(provider.bytesOf('aurora.mp4')));

  const notice = await desktop.waitFor((each) => each.summary === 'Video archived');
  expect(notice.body).toContain(prompt);
  desktop.click(notice.id);
  const details = page.getByRole('complementary', { name: 'Details' });
  await expect(details.getByText(prompt).first()).toBeVisible();
  const player = details.locator('video');
  await player.evaluate((element: HTMLVideoElement) => {
    element.muted = true;
    element.currentTime = element.duration / 2;
    return new Promise((resolve) => element.addEventListener('seeked', resolve, { once: true }));
  });
  expect(await player.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeGreaterThan(
    1,
  );
  await expect(taskItem(page, prompt)).toBeVisible();
  await desktop.stop();
});
