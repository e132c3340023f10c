// What the tests start in the app's place: the very app, but its window waits until the test lets it come.
// Playwright hangs when it attaches to Chromium just while the first document arrives
// (chromium.connectOverCDP), and the app does not wait for it.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const projectDir = join(import.meta.dirname, '../../..');
const ready = app.whenReady();
const attached = new Promise((resolve) => {
  globalThis.reelkeepAttached = resolve;
});
app.whenReady = async () => {
  await ready;
  await attached;
};
app.setAppPath?.(projectDir);
await import(pathToFileURL(join(projectDir, 'out/main/main.js')).href);
