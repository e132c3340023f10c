import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { startFakeProvider } from '../fake/provider/server.ts';
import { test } from './app-test.ts';
import { packagedPath } from './launch.ts';
import { accountOf, addVideos, expectState, onboard } from './window.ts';

test('the packaged app, with the fuses that ship, archives a video', async ({
  launchPackage,
  aTempFolder,
}) => {
  expect(packagedPath(), 'made by `npm run dist:dir`').toBeDefined();
  await using provider = await startFakeProvider();
  const prompt = 'Fireflies over a summer meadow';
  const id = provider.addTask({
    endpoint: 'aleph',
    prompt,
    script: [{ state: 'success', video: 'fireflies.mp4', thumbnail: 'fireflies.jpg' }],
  });
  // A typed folder is confirmed in a box of the system's, which nothing presses here: the proposed one is taken.
  const [config, videos] = [await aTempFolder(), await aTempFolder()];
  await writeFile(join(config, 'user-dirs.dirs'), `XDG_VIDEOS_DIR="${videos}"\n`);
  const { page } = await launchPackage({ env: { XDG_CONFIG_HOME: config } });
  await expect(page).toHaveTitle('Reelkeep');
  await onboard(page, accountOf(provider));
  await addVideos(page, [id]);
  await expectState(page, prompt, 'Archived');
});
