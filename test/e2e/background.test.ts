import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { type FakeProvider, startFakeProvider } from '../fake/provider/server.ts';
import { startLogind } from '../fake/power/logind.ts';
import { metered, startNetworkManager } from '../fake/power/network-manager.ts';
import { startTrayHost } from '../fake/tray/host.ts';
import { test } from './app-test.ts';
import { filesIn } from './files.ts';
import type { RunningApp } from './launch.ts';
import { accountOf, addVideos, expectState, onboard, taskItem } from './window.ts';

test.skip(process.platform !== 'linux', 'its tray is a D-Bus service, which only Linux has');

const projectDir = fileURLToPath(new URL('../../', import.meta.url));

/** Closes the window as a click on its X does. */
async function pressX({ app }: RunningApp): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close();
  });
}

/** How many windows there are, and how many of them are mapped: on the screen, or in a taskbar. */
function windows({ app }: RunningApp): Promise<{ open: number; shown: number }> {
  return app.evaluate(({ BrowserWindow }) => {
    const all = BrowserWindow.getAllWindows();
    return { open: all.length, shown: all.filter((window) => window.isVisible()).length };
  });
}

/** Counts wishes to minimise from now on: the private desktop has no window manager that would carry them out. */
async function countMinimised({ app }: RunningApp): Promise<() => Promise<number>> {
  const counter = await app.evaluateHandle(({ BrowserWindow }) => {
    const counted = { times: 0 };
    BrowserWindow.prototype.minimize = () => void (counted.times += 1);
    return counted;
  });
  return () => counter.evaluate(({ times }) => times);
}

/** A video of 2.4 MB that takes its time. */
function aSlowVideo(provider: FakeProvider, bytesPerSecond: number) {
  const id = provider.addTask({
    endpoint: 'runway',
    prompt: 'A slow one',
    script: [{ state: 'success', video: 'large.mp4', thumbnail: 'large.jpg' }],
  });
  provider.fault('throttle', { taskId: id, file: 'video', with: { bytesPerSecond } });
  return id;
}

/** `undefined` while there is no such file: it comes and goes. */
async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Starts the app a second time, as a click on its launcher does. */
async function startAgain(userDataDir: string, ...args: string[]): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  const own = [projectDir, `--user-data-dir=${userDataDir}`, ...(isRoot ? ['--no-sandbox'] : [])];
  const second = spawn(process.env['ELECTRON_EXEC_PATH'] ?? '', [...own, ...args], {
    stdio: 'ignore',
  });
  await once(second, 'exit');
}

const nextPage = (running: RunningApp): Promise<Page> => running.app.waitForEvent('window');

test('with a tray, X asks once, keeps downloading, and a click on the icon leads back to the same place', async ({
  launch,
  aTempFolder,
}, info) => {
  test.slow(); // it waits for the download
  const tray = await startTrayHost();
  try {
    const archive = await aTempFolder();
    await using provider = await startFakeProvider();
    const id = aSlowVideo(provider, 90_000);
    const running = await launch();
    const { page } = running;
    await onboard(page, accountOf(provider), archive);
    await addVideos(page, [id]);
    await expectState(page, 'A slow one', 'Downloading');
    await expect.poll(async () => (await tray.icon())?.tooltip).toBe('Reelkeep: 1 downloading');
    // The system says that the connection's data are counted, and takes it back.
    const network = await startNetworkManager();
    const status = page.getByRole('contentinfo', { name: 'Status' });
    network.say(metered.yes);
    await expect(status).toContainText('Metered connection: checking less often');
    await page.setViewportSize({ width: 900, height: 600 });
    await page.screenshot({ path: info.outputPath('metered.png') });
    await page.setViewportSize({ width: 1280, height: 800 });
    await network.stop();
    await expect(status).not.toContainText('checking less often');
    await page.getByRole('searchbox', { name: 'Search' }).fill('slow');
    await taskItem(page, 'A slow one').click();

    await pressX(running);
    const sheet = page.getByRole('dialog', { name: 'Keep watching in the background?' });
    await expect(sheet).toContainText('1 video is still on its way.');
    await sheet.getByRole('button', { name: 'Keep watching' }).click();
    await expect.poll(() => windows(running)).toEqual({ open: 0, shown: 0 });
    await expect.poll(() => filesIn(archive, '.mp4'), { timeout: 60_000 }).toHaveLength(1);
    await expect
      .poll(async () => (await tray.icon())?.tooltip)
      .toBe('Reelkeep: no video is on its way');

    const back = nextPage(running);
    await tray.click();
    const again = await back;
    await expectState(again, 'A slow one', 'Archived');
    await expect(again.getByRole('searchbox', { name: 'Search' })).toHaveValue('slow');
    await expect(again.getByRole('complementary', { name: 'Details' })).toContainText('A slow one');

    // It was asked once: the second X closes at once, and a second start brings the window back.
    await pressX(running);
    await expect.poll(() => windows(running)).toMatchObject({ open: 0 });
    const ended = once(running.app.process(), 'exit');
    await tray.choose('Quit Reelkeep');
    expect(await ended).toEqual([0, null]);
  } finally {
    await tray.stop();
  }
});

test('a dialog that is open is not lost, and a tray that goes away brings the window back', async ({
  launch,
  aTempFolder,
}) => {
  const tray = await startTrayHost();
  const [userDataDir, config] = [await aTempFolder(), await aTempFolder()];
  await using provider = await startFakeProvider();
  const running = await launch({ userDataDir, env: { XDG_CONFIG_HOME: config } });
  const { page } = running;
  await onboard(page, accountOf(provider), await aTempFolder());
  await page.getByRole('button', { name: 'Settings' }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('tab', { name: 'General' }).click();
  await settings
    .getByRole('combobox', { name: 'When the window is closed' })
    .selectOption({ label: 'Keep watching in the background' });
  const entry = join(config, 'autostart', 'reelkeep.desktop');
  const atLogin = settings.getByRole('combobox', { name: 'Start when I log in' });
  await expect(atLogin).toHaveValue('off');
  await atLogin.selectOption({ label: 'In the background' });
  await expect.poll(() => textOf(entry)).toContain(' --hidden\n');
  await atLogin.selectOption({ label: 'Off' });
  await expect.poll(() => textOf(entry)).toBeUndefined();
  await settings.getByRole('button', { name: 'Close' }).click();
  await expect.poll(async () => (await tray.icon())?.menu).toContain('Check now');

  await page.getByRole('button', { name: 'Add videos' }).click();
  const ids = page.getByRole('textbox', { name: 'Task IDs' });
  await ids.fill('half of an id');
  await pressX(running);
  await expect.poll(() => windows(running)).toEqual({ open: 1, shown: 0 });
  await startAgain(userDataDir);
  await expect.poll(() => windows(running)).toMatchObject({ open: 1, shown: 1 });
  await expect(ids).toHaveValue('half of an id');

  await pressX(running);
  await expect.poll(() => windows(running)).toMatchObject({ shown: 0 });
  const minimised = await countMinimised(running);
  await tray.stop();
  await expect.poll(minimised).toBe(1);
  expect(await windows(running)).toEqual({ open: 1, shown: 1 });
});

test('without a tray, X asks and then minimises while a video is on its way; one quit quits, and says what is not saved', async ({
  launch,
  aTempFolder,
}) => {
  const logind = await startLogind();
  await using provider = await startFakeProvider();
  const id = aSlowVideo(provider, 10_000);
  const running = await launch();
  const { page } = running;
  await onboard(page, accountOf(provider), await aTempFolder());
  await addVideos(page, [id]);
  await expectState(page, 'A slow one', 'Downloading');
  const minimised = await countMinimised(running);
  await pressX(running);
  const sheet = page.getByRole('dialog', { name: 'Keep watching in the background?' });
  await expect(sheet).toContainText('no tray icons');
  await sheet.getByRole('button', { name: 'Keep watching' }).click();
  await expect.poll(minimised).toBe(1);

  await running.app.evaluate(({ app }) => {
    if (globalThis.reelkeepBoxes) globalThis.reelkeepBoxes.answer = 'cancel';
    app.quit();
  });
  await expect
    .poll(() => running.app.evaluate(() => globalThis.reelkeepBoxes?.said.at(-1)))
    .toContain('1 video is not saved yet');
  expect(await windows(running)).toMatchObject({ open: 1 });
  // A sleep is heard of, and the end of a session is not asked about.
  const woken = await running.app.evaluateHandle(({ powerMonitor }) => {
    const counted = { times: 0 };
    powerMonitor.on('resume', () => (counted.times += 1));
    return counted;
  });
  logind.sleep();
  await expect.poll(() => woken.evaluate(({ times }) => times)).toBeGreaterThan(0);
  // A shutdown is put off for some seconds, and never kept from happening.
  await expect.poll(() => logind.wanted()).toContainEqual({ what: 'shutdown', mode: 'delay' });
  expect(logind.wanted().every(({ mode }) => mode === 'delay')).toBe(true);
  const ended = once(running.app.process(), 'exit');
  logind.shutDown();
  expect(await ended).toEqual([0, null]);
  await logind.stop();
});

test('a start without its window waits in the tray, and a second start shows it', async ({
  aTempFolder,
  launch,
}) => {
  const tray = await startTrayHost();
  try {
    const [userDataDir, config] = [await aTempFolder(), await aTempFolder()];
    // An older installation's, switched on.
    const entry = join(config, 'autostart', 'reelkeep.desktop');
    await mkdir(join(config, 'autostart'));
    await writeFile(entry, '[Desktop Entry]\nType=Application\nExec=/gone/reelkeep --hidden\n');
    const env = { XDG_CONFIG_HOME: config };
    const running = await launch({ userDataDir, env, args: ['--hidden'], isHidden: true });
    await expect.poll(() => textOf(entry)).not.toContain('/gone/');
    expect(await textOf(entry)).toContain(' --hidden\n');
    await expect.poll(async () => (await tray.icon())?.menu[0]).toBe('No video is on its way');
    expect(await windows(running)).toMatchObject({ open: 0 });
    const shown = nextPage(running);
    await startAgain(userDataDir, '--action=add');
    await expect((await shown).getByRole('button', { name: 'Add videos' })).toBeVisible();
    const child = running.app.process();
    const ended = once(child, 'exit');
    child.kill('SIGTERM'); // as a session ends that no logind watches over
    expect(await ended).toEqual([0, null]);
  } finally {
    await tray.stop();
  }
});
