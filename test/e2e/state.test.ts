import { readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { startFakeProvider } from '../fake/provider/server.ts';
import { test } from './app-test.ts';
import { accountOf, addVideos, expectState, onboard, taskItem } from './window.ts';

const prompt = 'A lighthouse in a storm';

test('a ledger file damaged between two starts costs nothing, and the banner says what came from where', async ({
  launch,
  aTempFolder,
}, info) => {
  const [userDataDir, archive] = [await aTempFolder(), await aTempFolder()];
  await using provider = await startFakeProvider();
  const id = provider.addTask({
    endpoint: 'runway',
    prompt,
    script: [{ state: 'success', video: 'aurora.mp4', thumbnail: 'aurora.jpg' }],
  });
  const first = await launch({ userDataDir });
  await onboard(first.page, accountOf(provider), archive);
  await addVideos(first.page, [id]);
  await expectState(first.page, prompt, 'Archived');
  await first.close();

  const ledger = join(userDataDir, 'ledger');
  const done = (await readdir(ledger)).find((name) => /^done-[\d-]+\.json$/.test(name));
  await truncate(join(ledger, done ?? 'none'), 40);
  const second = await launch({ userDataDir });
  await expectState(second.page, prompt, 'Archived');
  const banner = second.page.getByText(/part of the library list was damaged/i);
  await expect(banner).toContainText('It was restored from a copy. Nothing was lost.');
  await expect(
    second.page.getByText(/The damaged file was kept as .*done-.*damaged-/),
  ).toBeVisible();
  await second.page.setViewportSize({ width: 1280, height: 800 });
  await second.page.emulateMedia({ colorScheme: 'light' });
  await second.page.screenshot({ path: info.outputPath('restored-light.png') });
  await second.page.setViewportSize({ width: 900, height: 600 });
  await second.page.emulateMedia({ colorScheme: 'dark' });
  await second.page.screenshot({ path: info.outputPath('restored-dark.png') });
  await second.close();

  // Said once: both files are whole again.
  const third = await launch({ userDataDir });
  await expect(taskItem(third.page, prompt)).toBeVisible();
  await expect(third.page.getByText(/library list was damaged/)).toHaveCount(0);
});
