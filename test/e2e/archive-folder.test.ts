import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { startFakeProvider } from '../fake/provider/server.ts';
import { test } from './app-test.ts';
import {
  accountOf,
  addVideos,
  expectState,
  onboard,
  openSettings,
  saveAccount,
  taskItem,
} from './window.ts';

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

  const dialog = await openSettings(page, 'Archive');
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

test('nothing is added before the folder is chosen, also after a restart; then it stays in sight', async ({
  launch,
  aTempFolder,
}, info) => {
  const [userDataDir, archive] = [await aTempFolder(), join(await aTempFolder(), 'films')];
  await using provider = await startFakeProvider();
  const first = await launch({ userDataDir });
  await saveAccount(first.page, accountOf(provider));
  await expect(first.page.getByRole('textbox', { name: 'Archive folder' })).toBeVisible();
  await first.close();

  const { app, page } = await launch({ userDataDir });
  const folder = page.getByRole('textbox', { name: 'Archive folder' });
  await expect(folder).toBeVisible();
  await page.keyboard.press('ControlOrMeta+n');
  await expect(page.getByRole('heading', { name: 'One more thing' })).toBeFocused();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.screenshot({ path: info.outputPath('one-more-thing.png') });
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData }));
  }, provider.unknownId());
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await folder.fill(archive);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Add it now' }).click();
  const found = page.getByRole('dialog').getByRole('list', { name: 'Found' });
  await expect(found.getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('Escape');

  await app.evaluate(({ shell }) => {
    shell.openPath = (path) => {
      (globalThis as { opened?: string }).opened = path;
      return Promise.resolve('');
    };
  });
  await page
    .getByRole('contentinfo', { name: 'Status' })
    .getByRole('button', { name: 'Open the archive folder' })
    .click();
  const opened = () => app.evaluate(() => (globalThis as { opened?: string }).opened);
  await expect.poll(opened).toBe(`${archive}/`);
});

test('an archive folder that is away is told everywhere, and nothing is called safe, until it is back', async ({
  launch,
  aTempFolder,
}, info) => {
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
  const status = page.getByRole('contentinfo', { name: 'Status' });
  await expect(status.getByRole('button', { name: /not connected.*films/ })).toBeVisible();
  await expect(taskItem(page, 'A loud lake')).toContainText('Ready');
  await expect(taskItem(page, 'A loud lake')).toContainText(archive);
  await taskItem(page, 'A quiet lake').click();
  const details = page.getByRole('complementary', { name: 'Details' });
  await expect(details).toContainText("can't be checked right now");
  await expect(details).not.toContainText(/safe|verified/i);
  await page.screenshot({ path: info.outputPath('away.png') });
  await rename(`${archive} away`, archive);
  await expect(banner).toHaveCount(0, { timeout: 15_000 });
  await expectState(page, 'A loud lake', 'Archived');
});
