// node scripts/icons.ts
// Draws the icon in every size that a system asks for, from the one SVG, with the Chromium of the Electron that
// is here. What it writes is committed, so that packing needs no display; a test says when it is stale.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInDesktop } from './desktop.ts';
import { electronArgs, electronEnvironment } from './electron-runtime.ts';
import { ico, icns } from './icons/containers.ts';

/** What hicolor, and Windows’ and macOS’ icons, know. Pixels. */
const sizesPx = [16, 22, 24, 32, 48, 64, 96, 128, 256, 512, 1024];
const icoSizesPx = [16, 24, 32, 48, 64, 128, 256];

const icons = fileURLToPath(new URL('../electron/icon', import.meta.url));
const svg = join(icons, 'icon.svg');
const folder = join(icons, 'png');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
const app = fileURLToPath(new URL('icons/app', import.meta.url));
const args = [`--svg=${svg}`, `--into=${folder}`, `--sizes=${sizesPx.join(',')}`];
process.exitCode = await runInDesktop('electron', [...electronArgs(), app, ...args], {
  env: electronEnvironment(),
});
if (process.exitCode === 0) {
  const pictures = sizesPx.map((sizePx) => ({
    sizePx,
    png: readFileSync(join(folder, `${sizePx}x${sizePx}.png`)),
  }));
  writeFileSync(
    join(icons, 'icon.ico'),
    ico(pictures.filter(({ sizePx }) => icoSizesPx.includes(sizePx))),
  );
  writeFileSync(join(icons, 'icon.icns'), icns(pictures));
  renameSync(join(folder, '1024x1024.png'), join(icons, 'icon.png')); // hicolor ends at 512
  const sha256 = createHash('sha256').update(readFileSync(svg)).digest('hex');
  writeFileSync(join(folder, 'drawn-from.txt'), `${sha256}  icon.svg\n`);
}
