import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { startFakeProvider } from '../fake/provider/server.ts';
import { test } from './app-test.ts';
import { accountOf, onboard } from './window.ts';

const id = 'ee603959-debb-48d1-98c4-a6d1c717eba6';
const other = 'c0d088df35254cc3e7187fb7116b2efa';

test('what lies in the watched folder is added if the user wishes it, and what is copied is offered', async ({
  launch,
  aTempFolder,
}) => {
  await using provider = await startFakeProvider();
  const folder = await aTempFolder();
  const { app, page } = await launch();
  await onboard(page, accountOf(provider), await aTempFolder());
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, folder);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'General' }).click();
  await page.getByRole('button', { name: 'Choose watched folder' }).click();
  await expect(page.getByRole('dialog')).toContainText(folder);
  await page.getByRole('checkbox', { name: 'Add what is found there by itself' }).check();
  await page.getByRole('checkbox', { name: 'Offer task IDs that I copy' }).check();
  await page.screenshot({ path: 'test-results/ways-in.png' });
  await page.keyboard.press('Escape');
  const list = page.getByRole('main', { name: 'Videos' }).getByRole('listitem');
  await writeFile(join(folder, 'session.har'), JSON.stringify({ taskId: id }));
  await expect(list).toHaveCount(1, { timeout: 20_000 });
  await expect(list.first()).toContainText(id);

  await app.evaluate(async ({ BrowserWindow, clipboard }, text) => {
    BrowserWindow.getFocusedWindow = () => BrowserWindow.getAllWindows()[0] ?? null;
    await clipboard.writeText(text);
  }, `{"taskId":"${other}"}`);
  await page.getByRole('button', { name: 'Look' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add videos' });
  await expect(dialog.getByRole('list', { name: 'Found' })).toContainText(other);
  await expect(list).toHaveCount(1);
});
