import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder with what `npm run dist` has made for the tests; absolute. */
export const artefacts = resolve(process.env['REELKEEP_ARTEFACTS'] ?? 'dist');

/** The app's folder, which all of it was made of; absolute. */
export const packed = resolve(process.env['REELKEEP_PACKED_DIR'] ?? 'dist/linux-unpacked');

/** The one file there with this ending, as it is called. @throws if there is none */
export function artefact(ending: string): string {
  const found = readdirSync(artefacts).find((name) => name.endsWith(ending));
  if (found === undefined)
    throw new Error(`no ${ending} in ${artefacts}: run npm run test:install`);
  return found;
}

/** The version that `olderDeb` has. */
export const olderVersion = '0.0.9';

/**
 * The deb once more under an older version, for an upgrade to begin from.
 * @returns its name in the same folder
 */
export function olderDeb(): string {
  const name = `older_${olderVersion}.deb`;
  const work = mkdtempSync(join(artefacts, '.older-'));
  try {
    const root = join(work, 'root');
    execFileSync('dpkg-deb', ['--raw-extract', join(artefacts, artefact('_amd64.deb')), root]);
    const control = join(root, 'DEBIAN/control');
    const text = readFileSync(control, 'utf8').replace(
      /^Version: .*$/m,
      `Version: ${olderVersion}`,
    );
    writeFileSync(control, text);
    const how = ['--root-owner-group', '-Zzstd', '-z1', '--build'];
    execFileSync('dpkg-deb', [...how, root, join(artefacts, name)], { stdio: 'ignore' });
    return name;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
