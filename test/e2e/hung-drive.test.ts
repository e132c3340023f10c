import { join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { startFakeProvider, type FakeProvider } from '../fake/provider/server.ts';
import { canHang, HungDrive } from '../fake/hung-drive.ts';
import { test } from './app-test.ts';
import type { RunningApp } from './launch.ts';
import { accountOf, addVideos, expectState, onboard } from './window.ts';

test.skip(!canHang, 'Needs root and FUSE.');

/** Quitting, the user waits no longer, whatever a drive does: a bound that was promised. */
const quitsWithinMs = 5_000;

function aVideo(provider: FakeProvider, prompt: string): string {
  const script = [{ state: 'success', video: 'lagoon.mp4', thumbnail: 'lagoon.jpg' }] as const;
  return provider.addTask({ endpoint: 'runway', prompt, script });
}

async function quitInTime({ close }: RunningApp): Promise<void> {
  const startedMs = performance.now();
  await close();
  expect(performance.now() - startedMs).toBeLessThan(quitsWithinMs);
}

function saysCrash(page: Page) {
  return page.getByRole('alert').filter({ hasText: /unexpectedly|carefully/ });
}

test('with an archive on a drive that hangs Reelkeep starts, asks, tells and quits, and goes on later', async ({
  launch,
  aTempFolder,
}) => {
  test.setTimeout(150_000);
  const [userDataDir, archive] = [await aTempFolder(), join(await aTempFolder(), 'films')];
  await mkdir(archive);
  await using provider = await startFakeProvider();
  const first = await launch({ userDataDir });
  await onboard(first.page, accountOf(provider), archive);
  await addVideos(first.page, [aVideo(provider, 'A quiet lake')]);
  await expectState(first.page, 'A quiet lake', 'Archived');
  await first.close();

  const drive = await HungDrive.mount(archive);
  try {
    const second = await launch({ userDataDir });
    await expectState(second.page, 'A quiet lake', 'Archived');
    const id = aVideo(provider, 'A loud lake');
    const asked = provider.answered((request) => request.taskId === id);
    await addVideos(second.page, [id]);
    await asked;
    await second.page.getByRole('button', { name: 'Settings' }).click();
    const dialog = second.page.getByRole('dialog', { name: 'Settings' });
    await dialog.getByRole('tab', { name: 'Archive' }).click();
    await expect(dialog.getByRole('textbox', { name: 'Archive folder' })).toHaveValue(archive);
    await second.page.keyboard.press('Escape');
    const banner = second.page.getByRole('alert').filter({ hasText: "isn't responding" });
    await expect(banner).toHaveCount(1, { timeout: 40_000 });
    await expect(banner).toContainText(archive);
    await quitInTime(second);

    // And once more, while the first look at the drive still waits.
    const third = await launch({ userDataDir });
    await expectState(third.page, 'A quiet lake', 'Archived');
    await quitInTime(third);
  } finally {
    drive.unmount();
  }

  const fourth = await launch({ userDataDir });
  await expectState(fourth.page, 'A loud lake', 'Archived');
  await expect(saysCrash(fourth.page)).toHaveCount(0);
  await fourth.close();
});

test('a drive that hangs in the middle of everything is told once, and all goes on when it is back', async ({
  launch,
  aTempFolder,
}) => {
  test.setTimeout(150_000);
  const archive = join(await aTempFolder(), 'films');
  await mkdir(archive);
  await using provider = await startFakeProvider();
  const { page, close } = await launch();
  await onboard(page, accountOf(provider), archive);
  await addVideos(page, [aVideo(provider, 'A quiet lake')]);
  await expectState(page, 'A quiet lake', 'Archived');
  const drive = await HungDrive.mount(archive);
  try {
    const prompts = ['A loud lake', 'A deep lake', 'A cold lake'];
    await addVideos(
      page,
      prompts.map((prompt) => aVideo(provider, prompt)),
    );
    const banner = page.getByRole('alert').filter({ hasText: "isn't responding" });
    await expect(banner).toHaveCount(1, { timeout: 40_000 });
    drive.unmount();
    await expect(banner).toHaveCount(0, { timeout: 40_000 });
    for (const prompt of prompts) await expectState(page, prompt, 'Archived');
  } finally {
    drive.unmount();
  }
  await close();
});
