import { expect } from '@playwright/test';
import { startFakeProvider } from '../fake/provider/server.ts';
import { test } from './app-test.ts';
import { downloadLarge, largeTitle } from './large-download.ts';
import { expectState } from './window.ts';

test('after two crashes in a row Reelkeep fetches nothing until the user says so', async ({
  launch,
  aTempFolder,
}) => {
  const [userDataDir, archive] = [await aTempFolder(), await aTempFolder()];
  await using provider = await startFakeProvider();
  const first = await launch({ userDataDir });
  const { id, slow } = await downloadLarge(first, { provider, archive, bytesPerSecond: 100_000 });
  await first.kill();

  const second = await launch({ userDataDir });
  await expectState(second.page, largeTitle, 'Downloading');
  await expect(second.page.getByText('started in safe mode')).toHaveCount(0);
  await second.kill();
  slow.clear();

  provider.clearRequests();
  const third = await launch({ userDataDir });
  const warning = third.page.getByRole('alert').filter({ hasText: 'started in safe mode' });
  await expect(warning).toContainText('reelkeep.log');
  await expectState(third.page, largeTitle, 'Ready');
  expect(provider.requestsOf(id).filter(({ file }) => file === 'video')).toEqual([]);
  await warning.getByRole('button', { name: 'Resume now' }).click();
  await expect(warning).toHaveCount(0);
  // In hand at both ends, it is set aside now; the user has it tried again.
  await third.page.getByText(largeTitle).first().click();
  await expect(third.page.getByText('Skipped:').first()).toBeVisible();
  await third.page.getByRole('button', { name: 'Try again' }).click();
  await expectState(third.page, largeTitle, 'Archived');
  await third.close();

  const fourth = await launch({ userDataDir });
  await expectState(fourth.page, largeTitle, 'Archived');
  await expect(fourth.page.getByRole('alert').filter({ hasText: 'safe mode' })).toHaveCount(0);
});
