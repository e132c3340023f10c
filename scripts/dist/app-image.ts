import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, Platform } from 'electron-builder';
import { clamp } from './clamp.ts';
import { builderConfig } from './pack.ts';
import type { PackageOptions } from './packages.ts';

/**
 * Makes the AppImage with electron-builder’s own tools.
 * @returns its path
 */
export async function makeAppImage(options: PackageOptions): Promise<string> {
  const made = await runBuilder(options);
  const path = made.find((each) => each.endsWith('.AppImage'));
  if (path === undefined) throw new Error('electron-builder made no AppImage');
  return path;
}

async function runBuilder(options: PackageOptions): Promise<readonly string[]> {
  const { projectDir, outDir, folder } = options;
  const own = join(outDir, '.appimage-unpacked');
  rmSync(own, { recursive: true, force: true });
  execFileSync('cp', ['-al', folder, own]);
  try {
    return await build({
      projectDir,
      prepackaged: own,
      targets: Platform.LINUX.createTarget('AppImage'),
      publish: 'never',
      config: builderConfig(options),
    });
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

/**
 * Makes the folder that an AppImage holds, where its runtime cannot be had: electron-builder is given a
 * mksquashfs that puts aside what it should squash.
 * @returns the folder
 */
export async function makeAppDir(options: PackageOptions): Promise<string> {
  const tools = join(options.outDir, '.appimage-tools');
  const path = join(options.outDir, 'Reelkeep.AppDir');
  const host = join(tools, `linux-${process.arch}`);
  rmSync(tools, { recursive: true, force: true });
  rmSync(path, { recursive: true, force: true });
  mkdirSync(join(tools, 'lib', 'x64'), { recursive: true });
  mkdirSync(host, { recursive: true });
  const kept = join(tools, 'kept');
  const script = `#!/bin/sh\ncp -a "$1" '${kept}' && : > "$2"\n`;
  for (const name of ['mksquashfs', 'desktop-file-validate']) {
    writeFileSync(join(host, name), script);
    chmodSync(join(host, name), 0o755);
  }
  writeFileSync(join(tools, `runtime-${process.arch}`), '');
  process.env['APPIMAGE_TOOLS_PATH'] = tools;
  try {
    const made = await runBuilder(options);
    for (const each of made) rmSync(each, { force: true }); // it has no runtime, so it is none
    clamp(kept, options.epochSeconds);
    renameSync(kept, path);
    return path;
  } finally {
    delete process.env['APPIMAGE_TOOLS_PATH'];
    rmSync(tools, { recursive: true, force: true });
  }
}
