import { expect } from '@playwright/test';
import { startNotificationService } from '../fake/notifications/service.ts';
import { startFakeProvider } from '../fake/provider/server.ts';
import { test } from './app-test.ts';
import type { RunningApp } from './launch.ts';
import { seedReady } from './seeded-ledger.ts';
import {
  accountOf,
  addVideos,
  expectState,
  lookAway,
  onboard,
  openSettings,
  taskItem,
} from './window.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Notes the files that the file manager is asked to show from now on, instead of starting it. */
async function heedShownFiles({ app }: RunningApp): Promise<() => Promise<readonly string[]>> {
  const shown = await app.evaluateHandle(({ shell }) => {
    const paths: string[] = [];
    shell.showItemInFolder = (path) => void paths.push(path);
    return paths;
  });
  return () => shown.evaluate((paths) => paths);
}

test('what is in front is not told, and a click finds its video after a restart', async ({
  launch,
  aTempFolder,
}, info) => {
  test.setTimeout(240_000); // three hundred downloads, and notices that wait for quiet
  await using provider = await startFakeProvider();
  const desktop = await startNotificationService({
    capabilities: ['body', 'body-markup', 'actions'],
  });
  const userDataDir = await aTempFolder();
  const script = [{ state: 'success', video: 'aurora.mp4', thumbnail: 'aurora.jpg' } as const];
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

  // A desktop that is not to be disturbed is told of what is nearly gone, and of nothing else.
  desktop.inhibit(true);
  const data = {
    generateTime: String(Math.floor((Date.now() - 14 * dayMs + 6 * hourMs) / 1000) + 20),
  };
  const late = provider.addTask({
    ...{ endpoint: 'runway', prompt: 'A late one' },
    script: [{ state: 'success', video: 'large.mp4', data }],
  });
  const refusal = provider.fault('file-404', { taskId: late, file: 'video' });
  await addVideos(page, [late], 'Runway');
  await lookAway(app);
  const expiring = await desktop.waitFor(
    ({ summary }) => /^Video expires in/.test(summary),
    90_000,
  );
  expect(expiring.hints['urgency']).toBe(2);
  expect(expiring.actions.map(({ label }) => label)).toEqual(['Open', 'Retry']);
  const tries = () => provider.requestsOf(late).length;
  const triesBefore = tries();
  desktop.click(expiring.id, 'retry');
  await expect.poll(tries).toBeGreaterThan(triesBefore);
  expect(desktop.notifications).toHaveLength(1);
  desktop.inhibit(false);

  await lookAway(app);
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
  desktop.inhibit(true);
  await close();
  refusal.clear();

  // Three hundred that are ready, and end at once.
  await seedReady(
    userDataDir,
    Array.from({ length: 300 }, (_, n) => ({
      taskId: provider.addTask({ endpoint: 'runway', prompt: `Wave ${String(n)}`, script }),
      ...{ prompt: `Wave ${String(n)}`, videoUrl: provider.fileUrl('aurora.mp4') },
    })),
  );
  const again = await launch({ userDataDir });
  await lookAway(again.app);
  const shownFiles = await heedShownFiles(again);
  desktop.press(single.id, 'show-in-folder');
  await expect.poll(shownFiles).toEqual([expect.stringMatching(/pepper.*\.mp4$/)]);
  desktop.click(single.id);
  const details = again.page.getByRole('complementary', { name: 'Details' });
  await expect(details.getByText('Salt & <b>pepper</b>').first()).toBeVisible({ timeout: 20_000 });
  await lookAway(again.app);
  const archived = again.page.getByRole('button', { name: /^Archived/ });
  await expect(archived).toContainText('303', { timeout: 120_000 });
  const told = () => desktop.notifications.map(({ summary }) => summary);
  const before = told();
  desktop.inhibit(false);
  const digest = await desktop.waitFor(
    ({ summary }) => /30\d videos archived/.test(summary),
    30_000,
  );
  expect(told()).toEqual([...before, digest.summary]);

  // Another daemon takes over, which can do nothing, and is slow to answer.
  await desktop.stop();
  const plain = await startNotificationService({ capabilities: [] });
  const answer = plain.hold();
  await openSettings(again.page, 'Notifications');
  await again.page.screenshot({ path: info.outputPath('settings-dark.png') });
  await again.page.getByRole('button', { name: 'Send a test notification' }).click();
  const test1 = await plain.waitFor(({ summary }) =>
    summary.startsWith('This is how Reelkeep notifies'),
  );
  expect(test1).toMatchObject({ body: '', actions: [] });
  await again.page.keyboard.press('Escape');
  plain.click(test1.id);
  answer();
  await expect(again.page.getByRole('dialog', { name: 'Inbox' })).toBeVisible();
  await plain.stop();
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
