import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import type { FakeProvider } from '../fake/provider/server.ts';

/** What a new account is made of. */
export interface AccountInput {
  readonly baseUrl: string;
  readonly key: string;
  readonly name?: string;
}

/** The account of a fake provider. */
export function accountOf(provider: FakeProvider): AccountInput {
  return { baseUrl: provider.baseUrl, key: provider.key, name: 'Test account' };
}

/** Fills the account form that is on the screen, and saves it. */
export async function saveAccount(page: Page, account: AccountInput): Promise<void> {
  await page.getByRole('combobox', { name: 'Provider' }).selectOption({ label: 'Custom' });
  await page.getByRole('textbox', { name: 'Name' }).fill(account.name ?? 'Test account');
  await page.getByRole('textbox', { name: 'Base URL' }).fill(account.baseUrl);
  await page.getByRole('textbox', { name: 'API key' }).fill(account.key);
  await page.getByRole('button', { name: 'Save' }).click();
}

/** Goes through the first start: account, folder (the proposed one unless it is named), done. */
export async function onboard(
  page: Page,
  account: AccountInput,
  archiveFolder?: string,
): Promise<void> {
  await saveAccount(page, account);
  if (archiveFolder !== undefined) {
    const folder = page.getByRole('textbox', { name: 'Archive folder' });
    await folder.fill(archiveFolder);
    await folder.press('Enter');
  }
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('button', { name: 'Done' })).toHaveCount(0);
}

/** Opens the settings at one of their tabs. @returns the dialog */
export async function openSettings(page: Page, tab: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('tab', { name: tab }).click();
  return dialog;
}

/** Adds ids through the dialog, and waits until it has closed: then they are on disk. */
export async function addVideos(
  page: Page,
  ids: readonly string[],
  endpoint = 'Auto-detect',
): Promise<void> {
  await page.getByRole('button', { name: 'Add videos' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add videos' });
  await dialog.getByRole('textbox', { name: 'Task IDs' }).fill(ids.join('\n'));
  await dialog.getByRole('combobox', { name: 'Endpoint' }).selectOption({ label: endpoint });
  await expect(dialog.getByRole('list', { name: 'Found' }).getByRole('listitem')).toHaveCount(
    ids.length,
  );
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

/** The entry of a task whose name begins like this. */
export function taskItem(page: Page, start: string): Locator {
  const name = new RegExp(`^${start.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
  return page.getByRole('main', { name: 'Videos' }).getByRole('listitem', { name });
}

/** Waits until a task shows a state's word. */
export async function expectState(page: Page, start: string, word: string): Promise<void> {
  await expect(taskItem(page, start).getByText(word, { exact: true })).toBeVisible({
    timeout: 40_000,
  });
}

/** Takes the focus from the window, which goes on showing all: the user works in another program. */
export async function lookAway(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.blur();
  });
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() === null))
    .toBe(true);
}
