import { expect } from '@playwright/test';
import { startFakeProvider } from '../fake/provider/server.ts';
import { test } from './app-test.ts';
import type { RunningApp } from './launch.ts';
import { accountOf, addVideos, expectState, onboard } from './window.ts';

// Playwright lets go of a page whose process has ended: what is shown then is asked of the main process.
// What is handed to `evaluate` runs there and closes over nothing.

function shownTitles({ app }: RunningApp): Promise<string> {
  return app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined || window.webContents.isCrashed()) return '';
    return (await window.webContents.executeJavaScript('document.body.innerText')) as string; // a text
  });
}

/** Ends the page's process, and waits until it is loaded again. */
function killPage({ app }: RunningApp): Promise<void> {
  return app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    await new Promise<void>((resolve) => {
      contents?.once('render-process-gone', () => contents.once('dom-ready', () => resolve()));
      contents?.forcefullyCrashRenderer();
    });
  });
}

/** How often a box of the system's has said that the window keeps failing. */
async function complaints({ app }: RunningApp): Promise<number> {
  const said = await app.evaluate(() => globalThis.reelkeepBoxes?.said ?? []);
  return said.filter((text) => text.includes('keeps crashing')).length;
}

test('a page that dies comes back, downloads go on, and one that keeps dying asks once', async ({
  launch,
  aTempFolder,
}) => {
  await using provider = await startFakeProvider();
  const id = provider.addTask({
    endpoint: 'runway',
    prompt: 'Survivor',
    script: [{ state: 'success', video: 'large.mp4', thumbnail: 'large.jpg' }],
  });
  const running = await launch();
  await onboard(running.page, accountOf(provider), await aTempFolder());
  await addVideos(running.page, [id]);
  await expectState(running.page, 'Survivor', 'Archived');

  for (let times = 0; times < 3; times += 1) {
    await killPage(running);
    await expect.poll(() => shownTitles(running)).toContain('Survivor');
  }
  expect(await complaints(running)).toBe(0);
  // Whoever presses the box's button has the page again, and the count begins anew.
  await killPage(running);
  await expect.poll(() => shownTitles(running)).toContain('Survivor');
  expect(await complaints(running)).toBe(1);
});

test('a page that is stuck is ended and loaded again', async ({ launch }) => {
  const running = await launch();
  await running.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    void window?.webContents.executeJavaScript('setTimeout(() => { for (;;); }, 0)');
    // Chromium does not tell of a stuck page that somebody debugs, as Playwright does.
    window?.emit('unresponsive');
  });
  const answers = () =>
    running.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const answer = contents?.executeJavaScript('"alive"') as Promise<string>; // what it is told to say
      return Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 200, 'stuck'))]);
    });
  await expect.poll(answers).toBe('stuck');
  await expect.poll(answers, { timeout: 40_000 }).toBe('alive');
});
