import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, Platform } from 'electron-builder';
import { debDepends, debRecommends, rpmRequires } from './dependencies.ts';
import { writeLinuxFiles } from './linux-files.ts';
import { builderConfig, type PackOptions } from './pack.ts';

/** What deb and rpm are made of. */
export interface PackageOptions extends PackOptions {
  /** The app’s folder, packed. */
  readonly folder: string;
  /** For what is written on the way. */
  readonly work: string;
  readonly version: string;
  readonly isFast: boolean;
}

const shim = fileURLToPath(new URL('fpm.ts', import.meta.url));
const afterInstall = 'scripts/dist/linux/after-install.sh';
const afterRemove = 'scripts/dist/linux/after-remove.sh';

/** What is only about one kind of package, and what tells fpm to be quick. */
function special(kind: 'deb' | 'rpm', isFast: boolean): object {
  const level = isFast ? [`--${kind}-compression-level=1`] : [];
  const scripts = { afterInstall, afterRemove, fpm: level };
  if (kind === 'rpm') {
    // Else they would be left behind, empty.
    const folders = ['/opt/Reelkeep', '/usr/share/doc/reelkeep'].map(
      (each) => `--directories=${each}`,
    );
    return { ...scripts, fpm: [...level, ...folders], depends: [...rpmRequires()] };
  }
  return {
    ...scripts,
    depends: [...debDepends()],
    recommends: [...debRecommends],
    ...(isFast && { compression: 'zst' }),
  };
}

/**
 * Makes a deb or an rpm with electron-builder: with its own fpm, or with the one that uses the system’s tools.
 * @returns the package’s path
 */
export async function makePackage(
  kind: 'deb' | 'rpm',
  options: PackageOptions,
  by: 'builder' | 'system',
): Promise<string> {
  const { projectDir, outDir, folder, work, isFast } = options;
  const files = writeLinuxFiles({ ...options, kind, into: join(work, kind) });
  // electron-builder writes into the folder who will update it: each package needs one of its own.
  const own = join(outDir, `.${kind}-unpacked`);
  rmSync(own, { recursive: true, force: true });
  execFileSync('cp', ['-al', folder, own]);
  if (by === 'system') process.env['CUSTOM_FPM_PATH'] = shim;
  const base = special(kind, isFast) as { fpm: string[] };
  const fpm = [...base.fpm, ...files.map(({ from, to }) => `${from}=${to}`)];
  try {
    const made = await build({
      projectDir,
      prepackaged: own,
      targets: Platform.LINUX.createTarget(kind),
      publish: 'never',
      config: { ...builderConfig({ ...options }), [kind]: { ...base, fpm } },
    });
    const [path] = made.filter((each) => each.endsWith(`.${kind}`));
    if (path === undefined) throw new Error(`electron-builder made no ${kind}`);
    return path;
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}
