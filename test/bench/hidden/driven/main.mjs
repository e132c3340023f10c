// The very app, which its input drives: a line `close` closes its window as the X does, and `show` brings it
// back and prints, as a line of JSON, how long that has taken.
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { app, BrowserWindow } from 'electron';

const projectDir = join(import.meta.dirname, '../../../..');

/** Runs in the page: settles once a row is on the screen. */
const untilList = `new Promise((resolve) => {
  const look = () => {
    const list = document.querySelector('main ul[role=list]');
    if (list?.querySelector('li')) {
      resolve();
    } else setTimeout(look, 5);
  };
  look();
})`;

function bringBack() {
  const startedAtMs = performance.now();
  const sinceStart = () => Math.round(performance.now() - startedAtMs);
  app.once('browser-window-created', (_event, window) => {
    const times = { createdMs: sinceStart() };
    window.webContents.once('dom-ready', () => (times.domMs = sinceStart()));
    window.once('show', () => (times.shownMs = sinceStart()));
    window.webContents.once('did-finish-load', () => {
      times.loadedMs = sinceStart();
      void window.webContents.executeJavaScript(untilList).then(() => {
        times.listMs = sinceStart();
        console.log(JSON.stringify(times));
      });
    });
  });
  app.emit('activate');
}

createInterface({ input: process.stdin }).on('line', (line) => {
  if (line === 'show') bringBack();
  else BrowserWindow.getAllWindows()[0]?.close();
});
app.setAppPath?.(projectDir);
await import(pathToFileURL(join(projectDir, 'out/main/main.js')).href);
