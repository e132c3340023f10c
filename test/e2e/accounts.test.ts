import { expect, type Page } from '@playwright/test';
import { startFakeProvider, type FakeProvider } from '../fake/provider/server.ts';
import { test } from './app-test.ts';
import { accountOf, addVideos, expectState, onboard, saveAccount, taskItem } from './window.ts';

function aVideo(provider: FakeProvider, prompt: string): string {
  return provider.addTask({
    endpoint: 'runway',
    prompt,
    script: [{ state: 'success', video: 'aurora.mp4', thumbnail: 'aurora.jpg' }],
  });
}

async function openSettings(page: Page) {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  return page.getByRole('dialog', { name: 'Settings' });
}

/** Counts how often an alert with this text is put into the page from now on. */
async function countAlerts(page: Page, text: string): Promise<() => Promise<number>> {
  await page.evaluate((wanted) => {
    const counted = Object.assign(window, { alertCount: 0 });
    new MutationObserver((records) => {
      for (const { addedNodes, target } of records) {
        const nodes = [target, ...addedNodes];
        const alerts = nodes.filter(
          (node) => node instanceof Element && node.closest('[role=alert]') !== null,
        );
        const inside = [...addedNodes].flatMap((node) =>
          node instanceof Element ? [...node.querySelectorAll('[role=alert]')] : [],
        );
        const isTold = [...alerts, ...inside].some((node) => node.textContent?.includes(wanted));
        if (isTold) counted.alertCount += 1;
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  }, text);
  return () => page.evaluate(() => (window as unknown as { alertCount: number }).alertCount);
}

test('a refused key is told once, and a new key lets its task go on', async ({
  launch,
  aTempFolder,
}, info) => {
  await using studio = await startFakeProvider();
  await using lab = await startFakeProvider();
  const { page } = await launch();
  await onboard(page, { ...accountOf(studio), name: 'Studio' }, await aTempFolder());

  const settings = await openSettings(page);
  await settings.getByRole('button', { name: 'Add account' }).click();
  await saveAccount(page, { baseUrl: lab.baseUrl, key: 'not-the-key-of-lab', name: 'Lab' });
  await expect(
    settings.getByRole('alert').filter({ hasText: 'refused the API key' }),
  ).toBeVisible();
  await page.screenshot({ path: info.outputPath('refused.png') });
  const anyway = settings.getByRole('button', { name: 'Save anyway' });
  await settings.getByRole('textbox', { name: 'API key' }).fill('nor-is-this-the-key');
  await expect(anyway).toHaveCount(0);
  await settings.getByRole('button', { name: 'Save' }).click();
  await anyway.click();
  await expect(settings.getByText('Key not usable')).toBeVisible();
  await page.screenshot({ path: info.outputPath('saved-anyway.png') });
  await expect(settings.getByRole('list', { name: 'Accounts' }).getByRole('listitem')).toHaveCount(
    2,
  );
  await settings.getByRole('button', { name: 'Test connection of Studio' }).click();
  await expect(settings.getByText('5,916.25 credits')).toBeVisible();
  await expect(settings.getByText(/^Connected, /)).toBeVisible();
  await settings.getByRole('button', { name: 'Close' }).click();

  const told = await countAlerts(page, 'Lab:');
  const slow = studio.addTask({ endpoint: 'runway', script: [{ state: 'generating' }] });
  await addVideos(page, [aVideo(studio, 'One of the studio'), slow], 'Runway');
  const id = aVideo(lab, 'One of the lab');
  await page.getByRole('button', { name: 'Add videos' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add videos' });
  await dialog.getByRole('textbox', { name: 'Task IDs' }).fill(id);
  await dialog.getByRole('combobox', { name: 'Account' }).selectOption({ label: 'Lab' });
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();

  const videos = page.getByRole('main', { name: 'Videos' });
  const banner = videos.getByRole('alert').filter({ hasText: 'Lab:' });
  await expect(banner).toHaveCount(1);
  await expect(banner).toContainText('refused the API key');
  await expectState(page, 'One of the studio', 'Archived');
  await expect(banner).toHaveCount(1);
  expect(await told()).toBe(1);

  await banner.getByRole('button', { name: 'Fix Lab' }).click();
  await settings.getByRole('textbox', { name: 'API key' }).fill(lab.key);
  await settings.getByRole('button', { name: 'Save' }).click();
  await settings.getByRole('button', { name: 'Close' }).click();
  await expect(banner).toHaveCount(0);
  await expectState(page, 'One of the lab', 'Archived');
});

test('a removed account leaves its tasks, and says what becomes of them', async ({
  launch,
  aTempFolder,
}) => {
  await using provider = await startFakeProvider();
  const { page } = await launch();
  await onboard(page, { ...accountOf(provider), name: 'Studio' }, await aTempFolder());
  const running = provider.addTask({
    endpoint: 'runway',
    prompt: 'Still at work',
    script: [{ state: 'generating' }],
  });
  await addVideos(page, [aVideo(provider, 'Done and safe'), running], 'Runway');
  await expectState(page, 'Done and safe', 'Archived');
  await expectState(page, 'Still at work', 'Generating');

  const settings = await openSettings(page);
  await settings.getByRole('button', { name: 'Remove Studio' }).click();
  await expect(settings).toContainText('1 archived video stays in your archive.');
  await expect(settings).toContainText(
    '1 unfinished task stays in your library, but is not checked',
  );
  await settings.getByRole('button', { name: 'Remove account' }).click();
  await expect(settings.getByText('Studio is removed.')).toBeVisible();
  await expect(settings.getByText('No account yet')).toBeVisible();
  await settings.getByRole('button', { name: 'Close' }).click();
  await expect(taskItem(page, 'Done and safe')).toBeVisible();
  await expect(taskItem(page, 'Still at work')).toContainText('no longer exists');
});
