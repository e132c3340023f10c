import { expect } from '@playwright/test';
import { startFakeProvider } from '../fake/provider/server.ts';
import { test } from './app-test.ts';
import { accountOf, addVideos, expectState, onboard } from './window.ts';

test('after two crashes in a row Reelkeep fetches nothing until the user says so', async ({
  launch,
  aTempFolder,
}) => {
  const [userDataDir, archive] = [await aTempFolder(), await aTempFolder()];
  await using provider = await startFakeProvider();
  const id = provider.addTask({
    endpoint: 'runway',
    prompt: 'A large one',
    script: [{ state: 'success', video: 'large.mp4', thumbnail: 'large.jpg' }],
  });
  const slow = provider.fault('throttle', {
    taskId: id,
    file: 'video',
    with: { bytesPerSecond: 100_000 },
  });
  const first = await launch({ userDataDir });
  await onboard(first.page, accountOf(provider), archive);
  await addVideos(first.page, [id]);
  await expectState(first.page, 'A large one', 'Downloading');
  await first.kill();

  const second = await launch({ userDataDir });
  await expectState(second.page, 'A large one', 'Downloading');
  await expect(second.page.getByText('It starts carefully')).toHaveCount(0);
  await second.kill();
  slow.clear();

  provider.clearRequests();
  const third = await launch({ userDataDir });
  const warning = third.page.getByRole('alert').filter({ hasText: 'ended unexpectedly' });
  await expect(warning).toContainText('reelkeep.log');
  await expectState(third.page, 'A large one', 'Ready');
  expect(provider.requestsOf(id).filter(({ file }) => file === 'video')).toEqual([]);
  await warning.getByRole('button', { name: 'Go on' }).click();
  await expect(warning).toHaveCount(0);
  // In hand at both ends, it is set aside now; the user has it tried again.
  await third.page.getByText('A large one').first().click();
  await expect(third.page.getByText('set aside').first()).toBeVisible();
  await third.page.getByRole('button', { name: 'Try again' }).click();
  await expectState(third.page, 'A large one', 'Archived');
  await third.close();

  const fourth = await launch({ userDataDir });
  await expectState(fourth.page, 'A large one', 'Archived');
  await expect(fourth.page.getByRole('alert').filter({ hasText: 'unexpectedly' })).toHaveCount(0);
});
