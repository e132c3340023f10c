// npm run screenshots [-- FOLDER]
// Takes the README's screenshots: a library with tasks in every state, light and dark.
import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { launchApp } from '../../test/e2e/launch.ts';
import { accountOf, addVideos, onboard, taskItem } from '../../test/e2e/window.ts';
import { showcaseScene } from '../../test/fake/provider/showcase.ts';
import { startFakeProvider } from '../../test/fake/provider/server.ts';
import { electronEnvironment } from '../electron-runtime.ts';

Object.assign(process.env, electronEnvironment());
const folder = process.argv[2] ?? 'docs';
const data = mkdtempSync(join(tmpdir(), 'reelkeep-screenshots-'));
mkdirSync(folder, { recursive: true });

await using provider = await startFakeProvider({ seed: 'screenshots' });
const tasks = showcaseScene(provider);
const running = await launchApp({ userDataDir: join(data, 'profile') });
const { page } = running;
await onboard(page, { ...accountOf(provider), name: 'Studio' }, join(data, 'archive'));
await addVideos(
  page,
  tasks.map(({ id }) => id),
);
const archived = page.getByRole('listitem').getByText('Archived', { exact: true });
await archived.nth(3).waitFor({ timeout: 60_000 });
const unknown = tasks.find(({ prompt }) => prompt === '');
if (unknown) {
  const notFound = taskItem(page, unknown.id).getByText('Not found', { exact: true });
  // It was pasted last, so it is far down in the list.
  const search = page.getByRole('searchbox', { name: 'Search' });
  await search.fill(unknown.id);
  await notFound.waitFor({ timeout: 120_000 });
  await search.fill('');
}
await archived.nth(1).click();
await page.locator('video').evaluate(async (video: HTMLVideoElement) => {
  while (video.readyState < video.HAVE_ENOUGH_DATA) {
    await new Promise((resolve) => video.addEventListener('progress', resolve, { once: true }));
  }
});
for (const colorScheme of ['light', 'dark'] as const) {
  await page.emulateMedia({ colorScheme });
  await delay(1_000); // colours fade over, and the player's own spinner goes
  await page.screenshot({ path: join(folder, `window-${colorScheme}.png`) });
}
await running.close();
rmSync(data, { recursive: true, force: true });
