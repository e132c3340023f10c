import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { startFakeProvider } from '../fake/provider/server.ts';
import { test } from './app-test.ts';
import { startAgain } from './command-line.ts';
import { accountOf, onboard } from './window.ts';

const id = 'ee603959-debb-48d1-98c4-a6d1c717eba6';
const other = 'c0d088df35254cc3e7187fb7116b2efa';

test('links and files of a second start only open the Add dialog; anything else is left', async ({
  launch,
  aTempFolder,
}) => {
  await using provider = await startFakeProvider();
  const [userDataDir, folder] = [await aTempFolder(), await aTempFolder()];
  await writeFile(join(folder, 'ids.txt'), `taskId: ${other}`);
  await writeFile(join(folder, 'clip.mp4'), Buffer.alloc(9));
  const { page } = await launch({ userDataDir });
  await onboard(page, accountOf(provider), await aTempFolder());
  const dialog = page.getByRole('dialog', { name: 'Add videos' });
  const found = dialog.getByRole('list', { name: 'Found' }).getByRole('listitem');

  await startAgain(userDataDir, [`reelkeep://remove?ids=${id}`, `reelkeep://add?ids=${id}`]);
  await expect(found).toHaveCount(1);
  await expect(found.first()).toContainText(id);
  await startAgain(userDataDir, ['ids.txt', 'clip.mp4'], folder);
  await expect(found).toHaveCount(2);
  await expect(found.last()).toContainText(other);
  await expect(dialog).toContainText('“clip.mp4” was not read: it contains no text.');
  await page.screenshot({ path: 'test-results/opened-files.png' });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('main', { name: 'Videos' }).getByRole('listitem')).toHaveCount(0);
});
