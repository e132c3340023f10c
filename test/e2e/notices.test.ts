import { expect } from '@playwright/test';
import { startNotificationService } from '../fake/notifications/service.ts';
import { startFakeProvider } from '../fake/provider/server.ts';
import { test } from './app-test.ts';
import { accountOf, addVideos, expectState, lookAway, onboard, taskItem } from './window.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

test('what is in front is not told, many ends are one, and a click finds its video after a restart', async ({
  launch,
  aTempFolder,
}, info) => {
  test.setTimeout(180_000); // thirteen ids at one a second, and digests that wait for quiet
  await using provider = await startFakeProvider();
  const desktop = await startNotificationService({
    capabilities: ['body', 'body-markup', 'actions'],
  });
  const userDataDir = await aTempFolder();
  const script = [{ state: 'success', video: 'aurora.mp4', thumbnail: 'aurora.jpg' } as const];
  const many = Array.from({ length: 12 }, (_, n) =>
    provider.addTask({ endpoint: 'runway', prompt: `Wave ${String(n)}`, script }),
  );
  const { app, page, close } = await launch({ userDataDir });
  await onboard(page, accountOf(provider), await aTempFolder());
  await page.setViewportSize({ width: 1280, height: 800 });
  const seen = provider.addTask({ endpoint: 'runway', prompt: 'Seen at once', script });
  await addVideos(page, [seen], 'Runway');
  await expectState(page, 'Seen at once', 'Archived');
  await expect(page.getByRole('button', { name: 'Inbox, 1 unread' })).toBeVisible({
    timeout: 20_000,
  });
  expect(desktop.notifications).toEqual([]);

  await lookAway(app);
  await addVideos(page, many, 'Runway');
  await lookAway(app);
  // With the first one, where that ended less than ten seconds before.
  const digest = await desktop.waitFor(
    ({ summary }) => /^1[23] videos archived$/.test(summary),
    90_000,
  );
  expect(desktop.notifications.map(({ id }) => id)).toEqual([digest.id]);
  const odd = provider.addTask({ endpoint: 'runway', prompt: 'Salt & <b>pepper</b>', script });
  await addVideos(page, [odd], 'Runway');
  await lookAway(app);
  const single = await desktop.waitFor(({ body }) => body.includes('pepper'), 60_000);
  expect(single.body).toBe('Salt &amp; &lt;b&gt;pepper&lt;/b&gt;');
  expect(single.hints['image-path']).toMatch(/\.jpg$/);
  expect(single.actions.map(({ label }) => label)).toEqual(['Open', 'Show in folder']);

  await page.getByRole('button', { name: /^Inbox/ }).click();
  const inbox = page.getByRole('dialog', { name: 'Inbox' });
  await expect(inbox.getByRole('listitem').first()).toContainText('Video archived');
  await page.screenshot({ path: info.outputPath('inbox-light.png') });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 900, height: 600 });
  await page.screenshot({ path: info.outputPath('inbox-dark.png') });
  await inbox.getByRole('button', { name: 'Mark all read' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Inbox', exact: true })).toBeFocused();
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('tab', { name: 'Notifications' }).click();
  await page.screenshot({ path: info.outputPath('settings-dark.png') });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: 'Send a test notification' }).click();
  await desktop.waitFor(({ summary }) => summary === 'This is how Reelkeep tells you');
  await page.screenshot({ path: info.outputPath('settings-light.png') });

  await close();
  const again = await launch({ userDataDir });
  await expect(taskItem(again.page, 'Wave 0')).toBeVisible();
  desktop.click(single.id);
  const details = again.page.getByRole('complementary', { name: 'Details' });
  await expect(details.getByText('Salt & <b>pepper</b>').first()).toBeVisible({ timeout: 20_000 });
  await desktop.stop();
});

test('a deadline is told once over a restart, to a desktop without markup and buttons', async ({
  launch,
  aTempFolder,
}) => {
  test.setTimeout(150_000); // on a slow computer the six hours have passed by then, and it has a minute to come in
  await using provider = await startFakeProvider();
  const desktop = await startNotificationService({ capabilities: ['body'] });
  const userDataDir = await aTempFolder();
  const data = {
    generateTime: String(Math.floor((Date.now() - 14 * dayMs + 6 * hourMs) / 1000) + 20),
  };
  const script = [{ state: 'success', video: 'large.mp4', data } as const];
  const id = provider.addTask({ endpoint: 'runway', prompt: 'Salt & <b>sand</b>', script });
  provider.fault('throttle');
  const first = await launch({ userDataDir });
  await onboard(first.page, accountOf(provider), await aTempFolder());
  await addVideos(first.page, [id], 'Runway');
  await taskItem(first.page, 'Salt').click({ timeout: 40_000 });
  await first.page.getByRole('button', { name: 'Pause', exact: true }).click();
  await lookAway(first.app);
  const told = await desktop.waitFor(({ summary }) => /^Video expires in/.test(summary), 100_000);
  expect(told.body).toBe('Salt & <b>sand</b>\nIt is paused. Resume it to keep it.');
  expect(told.actions).toEqual([]);
  expect(told.hints['urgency']).toBe(2);
  await first.close();

  const second = await launch({ userDataDir });
  await lookAway(second.app);
  await expect(second.page.getByRole('button', { name: 'Inbox, 1 unread' })).toBeVisible();
  expect(desktop.notifications).toHaveLength(1);
  await desktop.stop();
});
