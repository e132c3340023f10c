import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { walk } from './fpm/stage.ts';

/** What is archived. */
export interface ArchiveOptions {
  /** The app’s folder, packed and clamped. */
  readonly folder: string;
  readonly outDir: string;
  /** The archive’s name without its ending, and the name of the one folder in it. */
  readonly name: string;
  readonly epochSeconds: number;
  readonly isFast: boolean;
}

/**
 * Makes the tar.gz: names in order, one time, nobody’s user and group.
 * @see https://reproducible-builds.org/docs/archives/
 */
export function makeTar({ folder, outDir, name, epochSeconds, isFast }: ArchiveOptions): string {
  const path = join(outDir, `${name}.tar.gz`);
  const args = [
    '--sort=name',
    `--mtime=@${epochSeconds}`,
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    '--format=gnu',
    `--transform=flags=r;s,^${basename(folder)},${name},`,
    `--use-compress-program=gzip -n -${isFast ? 1 : 9}`,
    `--directory=${join(folder, '..')}`,
    `--create`,
    `--file=${path}`,
    basename(folder),
  ];
  execFileSync('tar', args, { stdio: ['ignore', 'inherit', 'inherit'] });
  return path;
}

/** Makes the zip, with the files right in it, as electron-updater’s others have it. */
export function makeZip({ folder, outDir, name, isFast }: ArchiveOptions): string {
  const path = join(outDir, `${name}.zip`);
  rmSync(path, { force: true }); // 7za adds to what is there
  const files = [...walk(folder)]
    .filter(({ kind }) => kind === 'file')
    .map(({ path: each }) => each.slice(folder.length + 1));
  const args = [
    'a',
    '-tzip',
    '-mm=Deflate',
    `-mx=${isFast ? 1 : 9}`,
    '-mtc=off',
    '-mmt=1',
    '-bd',
    '-bso0',
  ];
  execFileSync('7za', [...args, path, ...files], {
    cwd: folder,
    env: { ...process.env, TZ: 'UTC' }, // a zip’s times are local
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return path;
}
