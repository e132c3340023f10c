import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import { test } from './app-test.ts';

const run = promisify(execFile);

test.skip(process.platform !== 'linux', 'elsewhere the program itself has the icon');
test.skip(spawnSync('xprop', ['-version']).error !== undefined, 'xprop is missing (x11-utils)');

test('the window has an icon of its own, for a desktop that knows no desktop file of it', async ({
  launch,
}) => {
  const { app } = await launch();
  const id = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getNativeWindowHandle().readUInt32LE(),
  );
  // Electron's own stand-in, the blank window of GTK's theme, has 48 pixels.
  await expect
    .poll(async () => (await run('xprop', ['-id', String(id), '_NET_WM_ICON'])).stdout)
    .toContain('Icon (128 x 128)');
});
