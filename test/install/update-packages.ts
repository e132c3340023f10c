import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { artefact, artefacts } from './artefacts.ts';

// What packs the archive is electron-builder's: found from there, and pinned by the lock file.
const fromBuilder = createRequire(
  createRequire(createRequire(import.meta.url).resolve('electron-builder')).resolve(
    'app-builder-lib',
  ),
);

interface Asar {
  extractAll(archive: string, folder: string): void;
  createPackage(folder: string, archive: string): Promise<void>;
}

/** What the packages are made for. */
export interface Updatable {
  readonly versions: readonly string[];
  /** The key that feeds are believed by. */
  readonly key: string;
  /** Where the releases lie. */
  readonly releases: string;
}

/** Replaces what stands once in a text. */
function replaced(text: string, from: string | RegExp, to: string): string {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`${String(from)} stands ${parts.length - 1} times there`);
  return parts.join(to);
}

/** The name of such a package. */
export const packageOf = (version: string): string => `update_${version}.deb`;

/**
 * The deb under other versions, whose feeds come from a server of the test and are signed with its key: as if the
 * founders had other releases. All else is what was packed.
 */
export async function updatableDebs({ versions, key, releases }: Updatable): Promise<void> {
  const asar = (await import(fromBuilder.resolve('@electron/asar'))) as Asar;
  const work = mkdtempSync(join(artefacts, '.update-'));
  const [root, app] = [join(work, 'root'), join(work, 'app')];
  const archive = join(root, 'opt/Reelkeep/resources/app.asar');
  const change = (path: string, by: (text: string) => string) => {
    writeFileSync(path, by(readFileSync(path, 'utf8')));
  };
  try {
    execFileSync('dpkg-deb', ['--raw-extract', join(artefacts, artefact('_amd64.deb')), root]);
    asar.extractAll(archive, app);
    change(join(app, 'out/main/main.js'), (text) =>
      replaced(
        replaced(text, 'feedKeys = [];', `feedKeys = [${JSON.stringify(key)}];`),
        'releases = "https://github.com/reelkeep/reelkeep/releases/download"',
        `releases = ${JSON.stringify(releases)}`,
      ),
    );
    for (const version of versions) {
      change(join(root, 'DEBIAN/control'), (text) =>
        text.replace(/^Version: .*$/m, `Version: ${version}`),
      );
      change(join(app, 'package.json'), (text) =>
        JSON.stringify({ ...(JSON.parse(text) as object), version }),
      );
      await asar.createPackage(app, archive);
      // The sums are those of other files now.
      rmSync(join(root, 'DEBIAN/md5sums'), { force: true });
      const how = ['--root-owner-group', '-Zzstd', '-z1', '--build'];
      const path = join(artefacts, packageOf(version));
      execFileSync('dpkg-deb', [...how, root, path], { stdio: 'ignore' });
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
