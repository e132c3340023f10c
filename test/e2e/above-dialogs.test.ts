import { join } from 'node:path';
import { expect } from '@playwright/test';
import { startFakeProvider } from '../fake/provider/server.ts';
import { test } from './app-test.ts';
import { accountOf, addVideos, expectState, onboard, taskItem } from './window.ts';

test('a message is read and pressed above an open dialog, and Ctrl+A in Removed selects its rows', async ({
  launch,
  aTempFolder,
}, info) => {
  await using provider = await startFakeProvider();
  const script = [{ state: 'success', video: 'lagoon.mp4', thumbnail: 'lagoon.jpg' }] as const;
  const prompts = ['A quiet lake', 'A loud lake'];
  const { page } = await launch();
  await onboard(page, accountOf(provider), join(await aTempFolder(), 'films'));
  const ids = prompts.map((prompt) => provider.addTask({ endpoint: 'runway', prompt, script }));
  await addVideos(page, ids);
  for (const prompt of prompts) await expectState(page, prompt, 'Archived');
  await taskItem(page, 'A quiet lake').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  const removal = page.getByRole('dialog', { name: /^Remove/ });
  await removal.getByRole('button', { name: /^Remove/ }).click();
  const messages = page.getByRole('status', { name: 'Messages' });
  await expect(messages.getByText('2 videos removed.')).toBeVisible();

  await page.keyboard.press('ControlOrMeta+,');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await expect(settings).toBeVisible();
  await page.screenshot({ path: info.outputPath('above.png') });
  const dismiss = messages
    .getByRole('group')
    .filter({ hasText: 'videos removed.' })
    .getByRole('button', { name: 'Dismiss message' });
  await dismiss.click({ timeout: 5_000 }); // fails if anything lies above it, or it is inert
  await expect(messages.getByText('2 videos removed.')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(settings).toHaveCount(0);
  await expect(messages).toBeAttached(); // the dialog has not taken them with it

  await page.getByRole('button', { name: /^Removed/ }).click();
  await expect(page.getByRole('button', { name: 'Restore all' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByRole('button', { name: 'Restore 2 videos' })).toBeVisible();
  expect(await page.evaluate(() => getSelection()?.toString() ?? '')).toBe('');
  await page.getByRole('button', { name: 'Restore 2 videos' }).click();
  await expect(messages.getByText('2 videos restored.')).toBeVisible();
});
