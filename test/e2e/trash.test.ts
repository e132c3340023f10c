import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { startFakeProvider } from '../fake/provider/server.ts';
import { test } from './app-test.ts';
import { filesIn } from './files.ts';
import { accountOf, addVideos, expectState, onboard, taskItem } from './window.ts';

const [gone, stays] = ['A fox in the snow', 'Waves at night'];

async function removeWithFiles(page: Page, start: string): Promise<void> {
  await taskItem(page, start).click();
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('dialog', { name: 'Remove from the library?' });
  await expect(dialog).toContainText('3 files');
  await dialog.getByRole('checkbox', { name: /system trash/ }).check();
  await dialog.getByRole('button', { name: 'Remove with files' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(taskItem(page, start)).toHaveCount(0);
}

test("removed files can be had back at once, and later lie in the system's own trash", async ({
  launch,
  aTempFolder,
}, info) => {
  test.skip(process.platform !== 'linux', 'only Linux lets a test have a trash of its own');
  const [archive, dataHome] = [await aTempFolder(), await aTempFolder()];
  await using provider = await startFakeProvider();
  const ids = [gone, stays].map((prompt, index) =>
    provider.addTask({
      endpoint: 'runway',
      prompt,
      script: [
        {
          state: 'success',
          video: index === 0 ? 'aurora.mp4' : 'tide.mp4',
          thumbnail: index === 0 ? 'aurora.jpg' : 'tide.jpg',
        },
      ],
    }),
  );
  const { page } = await launch({ env: { XDG_DATA_HOME: dataHome } });
  await onboard(page, accountOf(provider), archive);
  await addVideos(page, ids);
  await expectState(page, gone, 'Archived');
  await expectState(page, stays, 'Archived');
  const [path = ''] = (await filesIn(archive, '.mp4')).filter((each) => each.includes('fox'));

  await removeWithFiles(page, gone);
  await page.keyboard.press('Control+z');
  await expectState(page, gone, 'Archived');
  expect(await readFile(join(archive, path))).toEqual(Buffer.from(provider.bytesOf('aurora.mp4')));
  await removeWithFiles(page, gone);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectState(page, gone, 'Archived');

  await removeWithFiles(page, gone);
  await page
    .getByRole('navigation', { name: 'Library' })
    .getByRole('button', { name: /^Removed/ })
    .click();
  await taskItem(page, gone).click();
  await page.screenshot({ path: info.outputPath('trash-light.png') });
  const details = page.getByRole('complementary', { name: 'Details' });
  await details.getByRole('button', { name: 'Move files now' }).click();
  await expect(details).toContainText('3 files in the system trash');
  const trashed = await filesIn(join(dataHome, 'Trash', 'files'), '.mp4');
  expect(trashed).toHaveLength(1);
  expect(await readFile(join(dataHome, 'Trash', 'files', trashed[0] ?? ''))).toEqual(
    Buffer.from(provider.bytesOf('aurora.mp4')),
  );
  expect((await filesIn(archive, '.mp4')).every((each) => each.includes('Waves'))).toBe(true);
  expect(await filesIn(archive, '.mp4')).toHaveLength(1);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 900, height: 600 });
  await page.screenshot({ path: info.outputPath('trash-dark.png') });

  await details.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByRole('status', { name: 'Messages' })).toContainText('system trash');
  await page
    .getByRole('navigation', { name: 'Library' })
    .getByRole('button', { name: /^All/ })
    .click();
  await expect(taskItem(page, gone)).toHaveCount(1);
  await page.screenshot({ path: info.outputPath('put-back-dark.png') });
});
