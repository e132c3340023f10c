import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { filesIn } from '../e2e/files.ts';
import {
  accountOf,
  addVideos,
  expectState,
  openSettings,
  saveAccount,
  taskItem,
} from '../e2e/window.ts';
import { test } from './journey.ts';

const background = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test('the first steps keep no key that is refused, and no folder that the user does not confirm', async ({
  page,
  backend,
  provider,
}) => {
  await saveAccount(page, { ...accountOf(provider), key: 'not-the-key' });
  await expect(page.getByRole('alert').filter({ hasText: 'refused the API key' })).toBeVisible();
  expect(backend.core.accounts.views()).toHaveLength(0);
  await page.getByRole('textbox', { name: 'API key' }).fill(provider.key);
  await page.getByRole('button', { name: 'Save', exact: true }).click();

  const folder = page.getByRole('textbox', { name: 'Archive folder' });
  const typed = join(backend.folder, 'typed');
  backend.system.isFolderConfirmed = false;
  await folder.fill(typed);
  await folder.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: /./ })).toBeVisible();
  expect(backend.system.asked).toContain(typed);
  await expect(stat(typed)).rejects.toThrow();

  const chosen = join(backend.folder, 'chosen');
  backend.system.chosenFolder = chosen;
  await page.getByRole('button', { name: 'Choose folder' }).click();
  await expect(folder).toHaveValue(chosen);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('contentinfo', { name: 'Status' })).toContainText('chosen');
  expect(backend.core.settings.current().archiveFolder).toBe(chosen);
});

test('the appearance follows the choice, and the system where there is none', async ({
  ready: page,
  backend,
}) => {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await background(page);
  const settings = await openSettings(page, 'General');
  await settings.getByText('Dark', { exact: true }).click();
  await expect.poll(() => background(page)).not.toBe(light);
  const dark = await background(page);
  expect(backend.core.settings.current().appearance).toBe('dark');
  await page.reload();
  await expect.poll(() => background(page)).toBe(dark);

  await openSettings(page, 'General');
  await settings.getByText('System', { exact: true }).click();
  await expect.poll(() => background(page)).toBe(light);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => background(page)).toBe(dark);
});

test('the language follows the choice in the whole window at once', async ({
  ready: page,
  backend,
}) => {
  const settings = await openSettings(page, 'General');
  await settings.getByRole('combobox', { name: 'Language' }).selectOption({ label: 'Русский' });
  const russian = page.getByRole('dialog', { name: 'Настройки' });
  await expect(russian.getByRole('combobox', { name: 'Язык' })).toHaveValue('ru');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
  expect(backend.core.settings.current().language).toBe('ru');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Добавить', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Настройки', exact: true }).click();
  await russian.getByRole('tab', { name: 'Общие' }).click();
  await russian.getByRole('combobox', { name: 'Язык' }).selectOption({ label: '简体中文' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('dialog', { name: '设置' })).toBeVisible();
});

test('a limit, a switch and a template of names take effect where they are used', async ({
  ready: page,
  backend,
  provider,
}) => {
  const settings = await openSettings(page, 'Downloads');
  await settings.getByRole('combobox', { name: 'Speed limit' }).selectOption({ index: 2 });
  await settings.getByRole('checkbox', { name: /^Also save the input/ }).check();
  await expect.poll(() => backend.core.settings.current().saveInputs).toBe(true);
  expect(backend.core.settings.current().speedLimitBytesPerSecond).toBeGreaterThan(0);

  await settings.getByRole('tab', { name: 'Archive' }).click();
  const names = settings.getByRole('textbox', { name: 'File names' });
  await names.fill('{mood}');
  await expect(
    settings.getByRole('alert').getByText(/{mood}, which isn't a known placeholder/),
  ).toBeVisible();
  await names.fill('films/{prompt}');
  await settings.getByRole('button', { name: 'Save file names' }).click();
  await expect(settings.getByRole('status', { name: 'File names status' })).not.toBeEmpty();
  await page.keyboard.press('Escape');
  const script = [{ state: 'success', video: 'tide.mp4' } as const];
  await addVideos(
    page,
    [provider.addTask({ endpoint: 'runway', prompt: 'Surf', script })],
    'Runway',
  );
  await expectState(page, 'Surf', 'Archived');
  expect(await filesIn(join(backend.folder, 'archive'), '.mp4')).toEqual(['films/Surf.mp4']);
});

test('what is kept is there after the page was loaded again; a file that is gone is told, and repaired', async ({
  ready: page,
  backend,
  provider,
}) => {
  const script = [{ state: 'success', video: 'tide.mp4', thumbnail: 'tide.jpg' } as const];
  const prompt = 'A lighthouse in a storm';
  await addVideos(page, [provider.addTask({ endpoint: 'runway', prompt, script })], 'Runway');
  await expectState(page, prompt, 'Archived');
  await page.reload();
  await expectState(page, prompt, 'Archived');

  const archive = join(backend.folder, 'archive');
  const [path = 'none'] = await filesIn(archive, '.mp4');
  await rm(join(archive, path));
  await taskItem(page, prompt).click(); // its player asks for the file
  await expectState(page, prompt, 'Missing');
  await taskItem(page, prompt).getByRole('button', { name: 'Repair' }).click();
  await expectState(page, prompt, 'Archived');
  const video = page.getByRole('complementary', { name: 'Details' }).locator('video');
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.readyState))
    .toBeGreaterThan(0);
});
