import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './app-test.ts';
import { addVideos, taskItem } from './window.ts';

const runwayId = 'ee603959-debb-48d1-98c4-a6d1c717eba6';
const alephId = 'c0d088df35254cc3e7187fb7116b2efa';
const key = '9e107d9d372bb6826bd81d3542a419d6';

const pasted = `curl 'https://api.kie.ai/api/v1/runway/record-detail?taskId=${runwayId}' \\
  -H 'Authorization: Bearer ${key}' \\
  -H 'X-Request-Id: 0f8fad5b-d9cb-469f-a165-70867728950e'

${JSON.stringify({ code: 200, taskId: alephId, data: { result_video_url: `https://f.example/${key}.mp4` } }, undefined, 2)}
`;

/** The dialog, the box for what is pasted, and what was found in it. */
async function openAdd(
  page: Page,
): Promise<{ readonly dialog: Locator; readonly ids: Locator; readonly found: Locator }> {
  await page.getByRole('button', { name: 'Add videos' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add videos' });
  return {
    dialog,
    ids: dialog.getByRole('textbox', { name: 'Task IDs' }),
    found: dialog.getByRole('list', { name: 'Found' }).getByRole('listitem'),
  };
}

/** Drops a file on the window, as the file manager would. */
async function dropFile(page: Page, name: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([fileName, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content], fileName));
      return data;
    },
    [name, text] as const,
  );
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

test('a command and a callback give their ids only; a removed one is told when pasted again', async ({
  onboarded,
}) => {
  const { page } = await onboarded();
  const { dialog, ids, found } = await openAdd(page);
  await ids.fill(pasted);
  await expect(found).toHaveCount(2);
  await expect(found.nth(0)).toContainText(runwayId);
  await expect(found.nth(1)).toContainText(alephId);
  for (const line of await found.all()) await expect(line).toContainText('New');
  await page.keyboard.press('Escape');

  await openAdd(page);
  await ids.fill('');
  await page.keyboard.press('Escape');
  await addVideos(page, [runwayId, alephId]);
  await taskItem(page, alephId).click();
  await page
    .getByRole('button', { name: /^Remove from/ })
    .first()
    .click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Remove/ })
    .click();
  await expect(taskItem(page, alephId)).toHaveCount(0);

  await openAdd(page);
  await ids.fill(pasted);
  await expect(found.nth(0)).toContainText('Already tracked');
  await expect(found.nth(1)).toContainText('Previously removed');
  await expect(dialog).toContainText('1 previously removed');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(taskItem(page, alephId)).toBeVisible();
});

test('dropped files are read, long ones for their ids only; others are named with a reason', async ({
  onboarded,
}) => {
  const { app, page } = await onboarded();
  const dialog = page.getByRole('dialog', { name: 'Add videos' });
  const ids = dialog.getByRole('textbox', { name: 'Task IDs' });
  await dropFile(page, 'clip.mp4', 'x');
  await expect(dialog.getByRole('alert')).toContainText('“clip.mp4” was not read');
  const entry = {
    request: { url: `https://api.kie.ai/x?taskId=${runwayId}`, note: 'x'.repeat(400_000) },
  };
  await dropFile(page, 'session.har', JSON.stringify({ log: { entries: [entry] } }));
  await expect(ids).toHaveValue(runwayId);
  await expect(dialog.getByRole('alert')).toBeEmpty();
  const many = Array.from(
    { length: 5_000 },
    (_, n) => `7d2c58e1${n.toString(16).padStart(24, '0')}`,
  );
  // The newer Electron answers a promise here.
  await app.evaluate(async ({ clipboard }, text) => {
    await clipboard.writeText(text);
  }, many.join('\n'));
  await ids.fill('');
  const startedAtMs = Date.now();
  await ids.press('ControlOrMeta+V');
  await expect(dialog.getByRole('status', { name: 'Found so far' })).toHaveText('5,000 new');
  const description = `${Date.now() - startedAtMs} ms from the paste to the verdicts`;
  test.info().annotations.push({ type: '5,000 ids', description });
});

test('what may be an id is added by “Add anyway” only; a part of one is told', async ({
  onboarded,
}) => {
  const { page } = await onboarded();
  const { dialog, ids, found } = await openAdd(page);
  const ulid = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
  await ids.fill(`[36m${runwayId.toUpperCase()}[0m\n${ulid}\n${alephId.slice(0, 12)}…\nhello`);
  await expect(found).toHaveText([/New/, /Perhaps a task ID/, /Looks cut off/, /Not a task ID/]);
  await page.screenshot({ path: 'test-results/paste-perhaps.png' });
  await found.nth(1).getByRole('button', { name: 'Add anyway' }).click();
  await expect(found.nth(1)).toContainText('Will be added');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(taskItem(page, runwayId)).toBeVisible();
  await expect(taskItem(page, ulid)).toBeVisible();
});
