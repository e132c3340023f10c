import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { makeAppDir, makeAppImage } from './app-image.ts';
import { makeTar, makeZip } from './archives.ts';
import { readBundled } from './bundled.ts';
import { checksums } from './checksums.ts';
import { feed, feedFile, feedName } from './feed.ts';
import type { DistOptions, LinuxTarget } from './options.ts';
import { makePackage, type PackageOptions } from './packages.ts';
import type { PackOptions } from './pack.ts';
import { wayOf, type Way } from './plan.ts';
import { sbom } from './sbom.ts';
import { readThirdParty } from './third-party.ts';
import { findTools } from './tools.ts';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** Makes one target. @returns what was made, if it is a file that can be passed on */
async function make(
  target: LinuxTarget,
  way: Exclude<Way, { by: 'none' }>,
  options: PackageOptions & { readonly name: string },
): Promise<string | undefined> {
  if (target === 'tar.gz') return makeTar(options);
  if (target === 'zip') return makeZip(options);
  if (target === 'AppImage') {
    if (way.by === 'builder') return await makeAppImage(options);
    console.log(`dist: made for the AppImage: ${await makeAppDir(options)}`);
    return undefined;
  }
  return await makePackage(target, options, way.by === 'builder' ? 'builder' : 'system');
}

/**
 * Makes everything for Linux that can be made here out of the packed folder, and says in a line each what cannot
 * be, and why.
 * @returns whether everything that was asked for was made
 */
export async function makeLinux(
  folder: string,
  packing: PackOptions,
  { targets, isFast }: DistOptions,
): Promise<boolean> {
  const { projectDir, outDir, epochSeconds } = packing;
  const { name, version, license } = JSON.parse(
    await readFile(join(projectDir, 'package.json'), 'utf8'),
  ) as Manifest; // our own
  process.env['SOURCE_DATE_EPOCH'] = String(epochSeconds);
  mkdirSync(outDir, { recursive: true });
  const tools = await findTools();
  const work = join(outDir, '.linux-files');
  const options = {
    ...packing,
    folder,
    work,
    version,
    isFast,
    name: `${name}-${version}-${process.arch}`,
  };
  const made: string[] = [];
  let isWhole = true;
  for (const target of targets) {
    const way = wayOf(target, tools);
    if (way.by === 'none' || way.by === 'part') {
      isWhole = false;
      console.log(
        `dist: ${target}: ${way.by === 'none' ? 'not made' : 'made in part'}: ${way.why}`,
      );
    }
    const path = way.by === 'none' ? undefined : await make(target, way, options);
    if (path !== undefined) made.push(path);
  }
  rmSync(work, { recursive: true, force: true });
  const papers = await writePapers(made, { ...packing, name, version, license });
  writeFileSync(join(outDir, 'SHA256SUMS'), await checksums([...made, ...papers]));
  for (const path of made) console.log(`dist: made ${basename(path)}`);
  return isWhole;
}

/** Writes what goes with the files: the bill of materials and the feed. @returns their paths */
async function writePapers(
  made: readonly string[],
  options: PackOptions & Manifest,
): Promise<readonly string[]> {
  const { projectDir, outDir, runtime, epochSeconds, version } = options;
  const builtAtMs = epochSeconds * 1000;
  const bill = join(outDir, `${options.name}-${version}.cdx.json`);
  const packages = readBundled().map((each) => readThirdParty(projectDir, each));
  writeFileSync(bill, sbom({ ...options, electronVersion: runtime.version, builtAtMs }, packages));
  // electron-builder's own, of each of its runs.
  for (const name of readdirSync(outDir)) {
    if (/^(.*-linux.*|builder-(debug|effective-config))\.ya?ml$/.test(name))
      rmSync(join(outDir, name));
  }
  const updatable = made.filter((path) => /\.(AppImage|deb|rpm)$/.test(path));
  const path = join(outDir, feedName(version, process.arch));
  writeFileSync(path, feed(version, await Promise.all(updatable.map(feedFile)), builtAtMs));
  return [bill, path];
}
