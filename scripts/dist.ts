// node scripts/dist.ts [--dir] [--packed] [--fast] [--out=FOLDER] [--with-unsupported-electron] [TARGET…]
// Builds the app and makes what people install: on Linux all targets in one run, with electron-builder's own tools
// where they can be had and the system's elsewhere. With --dir only the folder with the app, ready to run.
// An Electron that gets no security fixes any more is packed only if told to, for a test of the packing itself.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'electron-builder';
import { runCommand } from './desktop.ts';
import { sourceDateEpoch } from './dist/build-time.ts';
import { isOutOfSupport, refusal } from './dist/electron-age.ts';
import { makeLinux } from './dist/linux.ts';
import { readOptions, type DistOptions } from './dist/options.ts';
import { builderConfig, pack } from './dist/pack.ts';
import { electronRuntime } from './electron-runtime.ts';
import { electronVersion } from './setup/record.mjs';

const projectDir = fileURLToPath(new URL('..', import.meta.url));

/** @returns the exit code */
async function dist(options: DistOptions): Promise<number> {
  const runtime = electronRuntime();
  const age = { ...runtime, wanted: electronVersion() };
  if (isOutOfSupport(age)) {
    if (!options.isUnsupportedAllowed) {
      for (const line of refusal(age)) console.error(line);
      return 1;
    }
    console.log(
      `dist: for tests only: Electron ${runtime.version} is packed, which gets no security fixes`,
    );
  }
  const outDir = resolve(projectDir, options.outDir);
  const epochSeconds = sourceDateEpoch(projectDir);
  const packing = { projectDir, runtime, outDir, epochSeconds };
  const packed = join(projectDir, 'dist', 'linux-unpacked');
  if (options.isPacked && process.platform === 'linux' && existsSync(packed)) {
    await makeLinux(packed, packing, options);
    return 0;
  }
  const code = await runCommand('electron-vite', ['build']);
  if (code !== 0) return code;
  if (process.platform !== 'linux' && !options.isFolderOnly) {
    await build({ projectDir, publish: 'never', config: builderConfig(packing) });
    return 0;
  }
  const folder = await pack(packing);
  console.log(`packed with Electron ${runtime.version} (${runtime.kind}): ${folder}`);
  if (!options.isFolderOnly) await makeLinux(folder, packing, options);
  return 0;
}

const options = readOptions(process.argv.slice(2));
if (typeof options === 'string') {
  console.error(`dist: ${options}`);
  process.exitCode = 2;
} else {
  process.exitCode = await dist(options);
}
