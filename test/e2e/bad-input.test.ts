import { mkdir, writeFile } from 'node:fs/promises';
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

test('a base URL without https is refused with the address, the reason and the remedy', async ({
  launch,
}) => {
  const { page } = await launch();
  await saveAccount(page, { baseUrl: 'http://gateway.example', key: 'sk-1' });
  const alert = page.getByRole('main', { name: 'Videos' });
  await expect(alert).toContainText('http://gateway.example');
  await expect(alert).toContainText('https');
});

test('a wrong key, a page of HTML and a dead address each get their own sentence', async ({
  launch,
}) => {
  await using provider = await startFakeProvider();
  const { page } = await launch();
  const main = page.getByRole('main', { name: 'Videos' });
  const tryConnection = async (baseUrl: string, key: string): Promise<string> => {
    await page.getByRole('combobox', { name: 'Provider' }).selectOption({ label: 'Custom' });
    await page.getByRole('textbox', { name: 'Base URL' }).fill(baseUrl);
    await page.getByRole('textbox', { name: 'API key' }).fill(key);
    const button = page.getByRole('button', { name: 'Test connection' });
    await button.click();
    await expect(button).toBeEnabled();
    return main.innerText();
  };
  expect(await tryConnection(provider.baseUrl, provider.key)).toMatch(/5,?916/);
  expect(await tryConnection(provider.baseUrl, 'wrong-key')).toMatch(/key/i);
  const page200 = provider.fault('html-200', { endpoint: 'credit' });
  expect(await tryConnection(provider.baseUrl, provider.key)).toMatch(/web page|HTML/i);
  page200.clear();
  const dead = provider.baseUrl.replace(/:\d+$/, ':9');
  expect(await tryConnection(dead, provider.key)).toContain(':9');
});

test('lines that hold no id are named before anything is added', async ({ onboarded }) => {
  const { page, provider } = await onboarded();
  const id = provider.unknownId();
  await addVideos(page, [id]);
  await page.getByRole('button', { name: 'Add videos' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add videos' });
  await dialog
    .getByRole('textbox', { name: 'Task IDs' })
    .fill(`not an id at all\n${id}\n${provider.unknownId()}`);
  const found = dialog.getByRole('list', { name: 'Found' }).getByRole('listitem');
  await expect(found).toHaveCount(3);
  await expect(found.nth(0)).toContainText('Not a task ID');
  await expect(found.nth(1)).toContainText('Already tracked');
  await expect(found.nth(2)).toContainText('New');
});

test('an archive folder that cannot be written is refused, and the one before stays', async ({
  launch,
  aTempFolder,
}) => {
  await using provider = await startFakeProvider();
  const archive = await aTempFolder();
  const blocked = join(await aTempFolder(), 'file');
  await writeFile(blocked, 'not a folder');
  const { page } = await launch();
  await onboard(page, accountOf(provider), archive);
  const dialog = await openSettings(page, 'Archive');
  const folder = dialog.getByRole('textbox', { name: 'Archive folder' });
  await folder.fill(join(blocked, 'below'));
  await folder.press('Enter');
  await expect(dialog).toContainText(join(blocked, 'below'));
  await expect(dialog.getByRole('alert')).toBeVisible();
});

test('a provider that answers HTML loses nothing: the task goes on when it is back', async ({
  launch,
  aTempFolder,
}) => {
  await using provider = await startFakeProvider();
  const archive = await aTempFolder();
  await mkdir(archive, { recursive: true });
  const id = provider.addTask({
    endpoint: 'aleph',
    prompt: 'A dune at noon',
    script: [{ state: 'success', video: 'dunes.mp4', thumbnail: 'dunes.jpg' }],
  });
  const outage = provider.fault('html-200', { endpoint: 'aleph' });
  const { page } = await launch();
  await onboard(page, accountOf(provider), archive);
  await addVideos(page, [id], 'Aleph');
  await outage.reached;
  await expect(taskItem(page, id)).toContainText('Checking');
  outage.clear();
  await expectState(page, 'A dune at noon', 'Archived');
});
