import { expect } from '@playwright/test';
import type { FakeProvider } from '../fake/provider/server.ts';
import { test } from './app-test.ts';
import { addVideos, expectState, openSettings, taskItem } from './window.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** A finished video whose link dies after so long. */
function aTask(provider: FakeProvider, prompt: string, leftMs: number): string {
  const startedAtMs = Date.now() - 14 * dayMs + leftMs;
  const data = { generateTime: String(Math.floor(startedAtMs / 1000)) };
  return provider.addTask({
    endpoint: 'runway',
    prompt,
    script: [{ state: 'success', video: 'large.mp4', data }],
  });
}

test('a low limit is lifted for a near deadline, and paused videos at risk are resumed', async ({
  onboarded,
}, info) => {
  const { page, provider } = await onboarded();
  await page.setViewportSize({ width: 1280, height: 800 });
  await openSettings(page, 'Downloads');
  await page.getByLabel('Speed limit').selectOption({ label: '100 kB/s' });
  await page.screenshot({ path: info.outputPath('downloads-light.png') });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 900, height: 600 });
  await page.screenshot({ path: info.outputPath('downloads-dark.png') });
  await page.keyboard.press('Escape');

  await addVideos(page, [aTask(provider, 'A tide that waits', (20 * dayMs) / 2)]);
  await expectState(page, 'A tide that waits', 'Downloading');
  await taskItem(page, 'A tide that waits').click();
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  provider.fault('throttle');
  await addVideos(page, [aTask(provider, 'Fireflies at dusk', 8 * minuteMs)]);
  await expect(page.getByRole('alert').getByText(/Speed limit lifted/)).toBeVisible();
  await taskItem(page, 'Fireflies at dusk').click();
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByRole('alert').getByText(/1 paused video expires/)).toBeVisible();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.screenshot({ path: info.outputPath('alerts-dark.png') });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.screenshot({ path: info.outputPath('alerts-light.png') });
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Resume them' }).click();
  await expectState(page, 'Fireflies at dusk', 'Archived');
  await expect(page.getByRole('alert').getByText(/Speed limit lifted/)).toBeHidden();
});
