import { expect, type Page } from '@playwright/test';
import type { FakeProvider } from '../fake/provider/server.ts';
import { moderatorMessage } from '../fake/provider/scene.ts';
import { addVideos, expectState, taskItem } from '../e2e/window.ts';
import { test } from './journey.ts';

const [fox, waves, tram] = ['A fox in the snow', 'Waves at night', 'An old tram in the rain'];

function aVideo(provider: FakeProvider, prompt: string): string {
  const script = [{ state: 'success', video: 'tide.mp4', thumbnail: 'tide.jpg' } as const];
  return provider.addTask({ endpoint: 'runway', prompt, script });
}

/** One that is archived, one that goes on for ever, and one that has failed. */
async function addThree(page: Page, provider: FakeProvider): Promise<void> {
  const failed = { state: 'fail', code: 400, message: moderatorMessage } as const;
  await addVideos(
    page,
    [
      aVideo(provider, fox),
      provider.addTask({ endpoint: 'runway', prompt: waves, script: [{ state: 'generating' }] }),
      provider.addTask({ endpoint: 'runway', prompt: tram, script: [failed] }),
    ],
    'Runway',
  );
  await expectState(page, fox, 'Archived');
  await expectState(page, waves, 'Generating');
  await expectState(page, tram, 'Failed');
}

const details = (page: Page) => page.getByRole('complementary', { name: 'Details' });
const library = (page: Page) => page.getByRole('navigation', { name: 'Library' });
const rows = (page: Page) =>
  page.getByRole('list', { name: 'Tracked videos' }).getByRole('listitem');

test('filters, search and order show what they say', async ({ ready: page, provider }) => {
  await addThree(page, provider);
  await library(page).getByRole('button', { name: 'Archived 1' }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(taskItem(page, fox)).toBeVisible();
  await library(page).getByRole('button', { name: 'In progress 1' }).click();
  await expect(taskItem(page, waves)).toBeVisible();
  await expect(taskItem(page, fox)).toHaveCount(0);
  await library(page).getByRole('button', { name: 'All 3' }).click();

  await page.keyboard.press('Control+f');
  await page.keyboard.type('RAIN');
  await expect(rows(page)).toHaveCount(1);
  await expect(taskItem(page, tram)).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search' }).fill('');
  await page.getByRole('combobox', { name: 'Sort' }).selectOption('Name');
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).first()).toHaveAccessibleName(new RegExp(`^${fox}`));
  await expect(rows(page).last()).toHaveAccessibleName(new RegExp(`^${waves}`));
});

test('a removed video is back by Undo, by its key, and out of Removed', async ({
  ready: page,
  backend,
  provider,
}) => {
  await addThree(page, provider);
  const remove = async (withFiles: boolean) => {
    await taskItem(page, fox).click();
    await page.keyboard.press('Delete');
    const dialog = page.getByRole('dialog', { name: 'Remove from the library?' });
    if (withFiles) await dialog.getByRole('checkbox', { name: /system trash/ }).check();
    await dialog.getByRole('button', { name: /^Remove/ }).click();
    await expect(taskItem(page, fox)).toHaveCount(0);
  };
  await remove(false);
  await page.keyboard.press('Control+z');
  await expectState(page, fox, 'Archived');
  await remove(false);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectState(page, fox, 'Archived');

  await remove(true);
  await library(page).getByRole('button', { name: 'Removed 1' }).click();
  await taskItem(page, fox).click();
  await details(page).getByRole('button', { name: 'Move files now' }).click();
  await expect(details(page)).toContainText('3 files in the system trash');
  expect(backend.ports.trash.paths.filter((path) => path.endsWith('.mp4'))).toHaveLength(1);
  await details(page).getByRole('button', { name: 'Restore' }).click();
  await library(page).getByRole('button', { name: 'All 3' }).click();
  await expect(taskItem(page, fox)).toBeVisible();
});

test('several are selected by the keyboard, held and released together', async ({
  ready: page,
  provider,
}) => {
  const ids = [waves, tram].map((prompt) =>
    provider.addTask({ endpoint: 'runway', prompt, script: [{ state: 'generating' }] }),
  );
  await addVideos(page, ids, 'Runway');
  await expectState(page, waves, 'Generating');
  await expectState(page, tram, 'Generating');
  await rows(page).first().click();
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByRole('status', { name: 'Selection' })).toHaveText('2 videos selected');
  await details(page).getByRole('button', { name: 'Pause' }).click();
  await expectState(page, waves, 'Paused');
  await expectState(page, tram, 'Paused');
  await details(page).getByRole('button', { name: 'Resume' }).click();
  await expectState(page, waves, 'Generating');
  await rows(page).first().click();
  await expect(page.getByRole('status', { name: 'Selection' })).toHaveCount(0);
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('status', { name: 'Selection' })).toHaveText('2 videos selected');
});

test('a failed video says why and what helps; buttons lead into the system', async ({
  ready: page,
  backend,
  provider,
}) => {
  await addThree(page, provider);
  await taskItem(page, tram).click();
  await expect(details(page)).toContainText(moderatorMessage);
  await details(page).getByRole('button', { name: 'Copy prompt' }).click();
  await expect.poll(() => backend.system.copied).toBe(tram);

  await taskItem(page, fox).click();
  await details(page).getByRole('button', { name: 'Show in folder' }).click();
  await details(page).getByRole('button', { name: 'Open', exact: true }).click();
  await expect.poll(() => backend.system.opened).toHaveLength(2);
  for (const path of backend.system.opened) expect(path).toMatch(/archive\/.*fox.*\.mp4$/);
});

test('tags and notes are kept, and found by search', async ({ ready: page, backend, provider }) => {
  await addVideos(page, [aVideo(provider, fox)], 'Runway');
  await taskItem(page, fox).click();
  const tags = page.getByRole('textbox', { name: 'Tags' });
  await tags.pressSequentially('winter,for the film');
  await tags.press('Enter');
  await page.getByRole('textbox', { name: 'Notes' }).fill('the second take');
  await page.getByRole('textbox', { name: 'Notes' }).blur();
  const task = () => [...backend.core.tasks.tasks()][0];
  await expect.poll(() => task()?.tags).toEqual(['winter', 'for the film']);
  await expect.poll(() => task()?.notes).toBe('the second take');
  const search = page.getByRole('searchbox', { name: 'Search' });
  await search.fill('second take');
  await expect(taskItem(page, fox)).toBeVisible();
  await search.fill('third take');
  await expect(taskItem(page, fox)).toHaveCount(0);
});

test('thousands of pasted ids are in at once, and the list makes rows for a page of them only', async ({
  ready: page,
  backend,
}) => {
  const count = 3_000;
  const ids = Array.from(
    { length: count },
    (_, n) => `7d2c58e1${n.toString(16).padStart(24, '0')}`,
  );
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData }));
  }, ids.join('\n'));
  const dialog = page.getByRole('dialog', { name: 'Add videos' });
  await expect(dialog.getByRole('status', { name: 'Found so far' })).toHaveText('3,000 new');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(library(page).getByRole('button', { name: 'All 3,000' })).toBeVisible();
  expect([...backend.core.tasks.tasks()]).toHaveLength(count);

  await rows(page).first().click();
  await page.keyboard.press('End');
  await expect(rows(page).last()).toBeInViewport();
  await expect(rows(page).last()).toHaveAccessibleName(new RegExp(`^${ids.at(-1) ?? ''}`));
  expect(await rows(page).count()).toBeLessThan(60);
});
