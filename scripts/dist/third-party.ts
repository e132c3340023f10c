import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package whose code is in the app. */
export interface ThirdParty {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly license: string;
  readonly homepage?: string;
  /** As npm writes it: `sha512-…` in base64; absent where the lockfile has none. */
  readonly integrity?: string;
  /** Its licence file, whole. */
  readonly licenseText: string;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly homepage?: string;
}

interface Lock {
  readonly packages: Readonly<Record<string, { version?: string; integrity?: string } | undefined>>;
}

/** Licences that may be passed on within an app under MIT, with their notice. */
export const goodLicenses = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD'];

/**
 * Reads what has to be said about a package.
 *
 * @param projectDir the folder with package-lock.json
 * @param folder the package’s, below the project, as the lockfile names it
 * @throws if its licence is none of the good ones, its text is missing, or the lockfile means another version
 */
export function readThirdParty(projectDir: string, folder: string): ThirdParty {
  const at = join(projectDir, folder);
  const manifest = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8')) as Manifest;
  const lock = JSON.parse(readFileSync(join(projectDir, 'package-lock.json'), 'utf8')) as Lock;
  const locked = lock.packages[folder];
  const { name, version, license = 'none', homepage } = manifest;
  const who = `${name} ${version}`;
  if (!goodLicenses.includes(license))
    throw new Error(`${who}: the licence “${license}” is unknown here`);
  if (locked?.version !== version) throw new Error(`${who}: the lockfile means another version`);
  const file = readdirSync(at).find((entry) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(entry));
  const licenseText =
    file === undefined ? fromReadme(at, who) : readFileSync(join(at, file), 'utf8');
  return {
    name,
    version,
    license,
    licenseText: licenseText.replaceAll('\r\n', '\n').trim(),
    ...(homepage !== undefined && { homepage }),
    ...(locked.integrity !== undefined && { integrity: locked.integrity }),
  };
}

/** Some packages have theirs in the readme alone. */
function fromReadme(folder: string, who: string): string {
  const file = readdirSync(folder).find((entry) => /^readme(\.md)?$/i.test(entry));
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8');
  const found = /^#+ *licen[cs]e[^\n]*\n([\s\S]*?)(?=^#|$(?![\s\S]))/im.exec(text)?.[1]?.trim();
  if (found === undefined || found === '')
    throw new Error(`${who}: no licence text in its package`);
  return found;
}

/** The notices that are passed on with the app. */
export function notices(packages: readonly ThirdParty[]): string {
  const rule = '='.repeat(78);
  const head = [
    'Reelkeep is made with the work of others, and passes it on under their licences.',
    '',
    'Electron: LICENSE.electron.txt beside this file. Chromium, Node.js and everything',
    'in them: LICENSES.chromium.html beside this file.',
  ];
  const each = packages.map(({ name, version, license, homepage, licenseText }) =>
    [
      rule,
      `${name} ${version} (${license})`,
      ...(homepage === undefined ? [] : [homepage]),
      '',
      licenseText,
    ].join('\n'),
  );
  return `${[head.join('\n'), ...each].join('\n\n')}\n`;
}
