import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { startFakeProvider, type FakeProvider } from '../fake/provider/server.ts';
import { rot } from '../fake/rot.ts';
import { test } from './app-test.ts';
import { filesIn } from './files.ts';
import { accountOf, addVideos, expectState, onboard, openSettings, taskItem } from './window.ts';

const prompt = 'A lighthouse in a storm';

function aTask(provider: FakeProvider): string {
  return provider.addTask({
    endpoint: 'runway',
    prompt,
    script: [{ state: 'success', video: 'aurora.mp4', thumbnail: 'aurora.jpg' }],
  });
}

/** Sets Reelkeep up, and archives the one video. */
async function archiveOne(page: Page, provider: FakeProvider, archive: string): Promise<void> {
  await onboard(page, accountOf(provider), archive);
  await addVideos(page, [aTask(provider)]);
  await expectState(page, prompt, 'Archived');
}

async function onlyVideoIn(archive: string): Promise<string> {
  const [name = 'no video'] = await filesIn(archive, '].mp4');
  return join(archive, name);
}

test('a file that the player or Open refuses gets its badge by itself, and is shown again once repaired', async ({
  launch,
  aTempFolder,
}, info) => {
  const archive = await aTempFolder();
  await using provider = await startFakeProvider();
  const { page } = await launch();
  await archiveOne(page, provider, archive);
  const path = await onlyVideoIn(archive);

  // Only its row is pressed: the player asks for the file.
  await rm(path);
  await taskItem(page, prompt).click();
  await expectState(page, prompt, 'Missing');
  await page.screenshot({ path: info.outputPath('missing.png') });
  await expect(
    page.getByRole('navigation').getByRole('button', { name: 'Archived 0' }),
  ).toBeVisible();
  await expect(taskItem(page, prompt).getByRole('button', { name: 'Repair' })).toBeVisible();
  const details = page.getByRole('complementary', { name: 'Details' });
  await details.getByRole('button', { name: 'Repair' }).click();
  await expectState(page, prompt, 'Archived');
  const video = details.getByLabel('Video', { exact: true });
  await expect
    .poll(() => video.evaluate((element) => (element as HTMLVideoElement).readyState))
    .toBeGreaterThan(0);

  const picture = taskItem(page, prompt).locator('img');
  const width = () => picture.evaluate((element) => (element as HTMLImageElement).naturalWidth);
  await expect.poll(width).toBeGreaterThan(0);
  await writeFile(path.replace(/mp4$/, 'jpg'), 'no picture');
  await page.reload();
  await expectState(page, prompt, 'Damaged');
  await expect(picture).toHaveCount(0);
  await taskItem(page, prompt).getByRole('button', { name: 'Repair' }).click();
  await expectState(page, prompt, 'Archived');
  await expect.poll(width).toBeGreaterThan(0);
  await page.screenshot({ path: info.outputPath('repaired.png') });
});

test('a file damaged on disk is found by a check, shown, and repaired', async ({
  launch,
  aTempFolder,
}, info) => {
  const archive = await aTempFolder();
  await using provider = await startFakeProvider();
  const { page } = await launch();
  await archiveOne(page, provider, archive);

  const path = await onlyVideoIn(archive);
  await rot(path);
  await openSettings(page, 'Archive');
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText(/^Last check: .*, 1 video, 1 damaged\.$/)).toBeVisible();
  await page.screenshot({ path: info.outputPath('settings.png') });
  await page.keyboard.press('Escape');
  await expectState(page, prompt, 'Damaged');
  await expect(page.getByRole('alert').getByText(/Archive check: 1 video damaged/)).toBeVisible();

  await taskItem(page, prompt).click();
  const details = page.getByRole('complementary', { name: 'Details' });
  await expect(details.getByText(/was changed by the disk or another program/)).toBeVisible();
  await page.screenshot({ path: info.outputPath('damaged.png') });
  await details.getByRole('button', { name: 'Repair' }).click();
  await expectState(page, prompt, 'Archived');
  await expect(page.getByText('1 video repaired.')).toBeVisible();
  await page.screenshot({ path: info.outputPath('repaired.png') });
  expect(await filesIn(archive, '.damaged-1.mp4')).toHaveLength(1);
});

test('tags and notes are edited by keyboard, found by search, and back after the ledger was lost', async ({
  launch,
  aTempFolder,
}, info) => {
  const [archive, userDataDir] = [await aTempFolder(), await aTempFolder()];
  await using provider = await startFakeProvider();
  const first = await launch({ userDataDir });
  await archiveOne(first.page, provider, archive);
  await taskItem(first.page, prompt).click();
  const tags = first.page.getByRole('textbox', { name: 'Tags' });
  await tags.pressSequentially('coast,storm');
  await tags.press('Enter');
  await first.page.getByRole('textbox', { name: 'Notes' }).fill('for the long cut');
  await tags.focus();
  await tags.press('Backspace');
  const list = first.page.getByRole('list', { name: 'Tags of this video' });
  await expect(list.getByRole('listitem')).toHaveText(['coast']);
  await first.page.screenshot({ path: info.outputPath('tags.png') });
  await first.page.getByRole('searchbox').fill('long cut');
  await expect(taskItem(first.page, prompt)).toBeVisible();
  await first.close();

  await rm(join(userDataDir, 'ledger'), { recursive: true });
  const { page } = await launch({ userDataDir });
  await expectState(page, prompt, 'Archived');
  await expect(page.getByText('Archive scanned: 1 video added to your library.')).toBeVisible();
  await taskItem(page, prompt).click();
  await expect(page.getByRole('list', { name: 'Tags of this video' })).toHaveText('coast');
  await expect(page.getByRole('textbox', { name: 'Notes' })).toHaveValue('for the long cut');
});
