// Stands in for Electron's own `default_app.asar`, which a packaged app like the fallback's source lacks:
// `electron FOLDER` runs the app in that folder.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const folder = resolve(process.argv.slice(1).find((arg) => !arg.startsWith('-')) ?? '.');
/** @type {{ name: string, productName?: string, version: string, main: string }} */
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

Object.assign(process, { defaultApp: true });
app.name = manifest.productName ?? manifest.name;
// Not in Electron's public types, but what its own default app calls.
/** @type {Electron.App & { setAppPath(path: string): void, setVersion(version: string): void }} */
const internals = Object.assign(app);
internals.setVersion(manifest.version);
internals.setAppPath(folder);
if (!app.commandLine.hasSwitch('user-data-dir')) {
  app.setPath('userData', join(app.getPath('appData'), app.name));
}

await import(pathToFileURL(join(folder, manifest.main)).href);
