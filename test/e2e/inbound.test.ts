import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { startNotificationService } from '../fake/notifications/service.ts';
import { startFakeProvider } from '../fake/provider/server.ts';
import { test } from './app-test.ts';
import { accountOf, lookAway, onboard } from './window.ts';

const id = 'ee603959-debb-48d1-98c4-a6d1c717eba6';
const other = 'c0d088df35254cc3e7187fb7116b2efa';
const third = 'a0d088df35254cc3e7187fb7116b2ef0';

test('what lies in the watched folder is added if the user wishes it, and what is copied is offered', async ({
  launch,
  aTempFolder,
}, info) => {
  await using provider = await startFakeProvider();
  const desktop = await startNotificationService();
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
  await page.getByRole('checkbox', { name: 'Add task IDs found there automatically' }).check();
  await page.getByRole('checkbox', { name: 'Offer task IDs that I copy' }).check();
  await page.screenshot({ path: info.outputPath('ways-in.png') });
  await page.keyboard.press('Escape');
  const copy = (text: string) =>
    app.evaluate(async ({ clipboard }, copied) => {
      await clipboard.writeText(copied);
    }, text);
  const list = page.getByRole('main', { name: 'Videos' }).getByRole('listitem');
  await writeFile(join(folder, 'session.har'), JSON.stringify({ taskId: id }));
  await expect(list).toHaveCount(1, { timeout: 20_000 });
  await expect(list.first()).toContainText(id);

  // Copied in another program: a notification, whose click leads to the ids.
  await lookAway(app);
  await copy(`{"taskId":"${other}"}`);
  const offer = await desktop.waitFor(({ summary }) => summary === '1 new video copied');
  desktop.click(offer.id);
  const dialog = page.getByRole('dialog', { name: 'Add videos' });
  await expect(dialog.getByRole('list', { name: 'Found' })).toContainText(other);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Inbox/ }).click();
  await page.screenshot({ path: info.outputPath('inbox-offer.png') });
  await page.getByRole('button', { name: /^1 new video copied/ }).click();
  await expect(dialog.getByRole('list', { name: 'Found' })).toContainText(other);
  await page.keyboard.press('Escape');

  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getFocusedWindow = () => BrowserWindow.getAllWindows()[0] ?? null;
  });
  await copy(`{"taskId":"${third}"}`);
  await page.getByRole('button', { name: 'Look' }).click();
  await expect(dialog.getByRole('list', { name: 'Found' })).toContainText(third);
  await expect(list).toHaveCount(1);
  await desktop.stop();
});
