import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { FpmRequest } from './request.ts';
import { walk } from './stage.ts';

/**
 * Debian’s control file.
 * @param installedKib the size of what is installed, as Debian counts it
 * @see https://www.debian.org/doc/debian-policy/ch-controlfields.html
 */
export function control(request: FpmRequest, installedKib: number): string {
  const option = (name: string): string => (request.options.get(name) ?? '').trim();
  const [synopsis = '', ...description] = option('--description').split('\n');
  const fields: readonly (readonly [name: string, value: string])[] = [
    ['Package', option('--name')],
    ['Version', option('--version')],
    ['Section', option('--category')],
    ['Priority', option('--deb-priority') || 'optional'],
    ['Architecture', option('--architecture')],
    ['Installed-Size', String(installedKib)],
    ['Depends', request.depends.join(', ')],
    ['Recommends', request.recommends.join(', ')],
    ['Maintainer', option('--maintainer')],
    ['Homepage', option('--url')],
    [
      'Description',
      [synopsis.trim(), ...description.map((line) => ` ${line.trim() || '.'}`)].join('\n'),
    ],
  ];
  const lines = fields
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`);
  return `${lines.join('\n')}\n`;
}

/** The maintainer’s scripts, by fpm’s options. */
const scripts = [
  ['--before-install', 'preinst'],
  ['--after-install', 'postinst'],
  ['--before-remove', 'prerm'],
  ['--after-remove', 'postrm'],
] as const;

const compressors: Readonly<Record<string, string | undefined>> = {
  gz: 'gzip',
  none: 'none',
  xz: 'xz',
  zst: 'zstd',
};

/** dpkg-deb’s words for how fpm was told to compress. */
function compression(request: FpmRequest): readonly string[] {
  const level = request.options.get('--deb-compression-level');
  const name = compressors[request.options.get('--deb-compression') ?? 'xz'] ?? 'xz';
  return [`-Z${name}`, ...(level === undefined ? [] : [`-z${level}`])];
}

/** Makes the package out of a staged root, with Debian’s own dpkg-deb. */
export function makeDeb(request: FpmRequest, root: string): void {
  const entries = [...walk(root)];
  const files = entries.filter(({ kind }) => kind === 'file');
  const kib = files.reduce((sum, { sizeBytes }) => sum + Math.ceil(sizeBytes / 1024), 0);
  const folders = entries.filter(({ kind }) => kind === 'folder').length;
  const sums = files.map(({ path }) => {
    const md5 = createHash('md5').update(readFileSync(path)).digest('hex');
    return `${md5}  ${relative(root, path)}\n`;
  });
  const folder = join(root, 'DEBIAN');
  mkdirSync(folder);
  writeFileSync(join(folder, 'control'), control(request, kib + folders), { mode: 0o644 });
  writeFileSync(join(folder, 'md5sums'), sums.join(''), { mode: 0o644 });
  for (const [option, name] of scripts) {
    const from = request.options.get(option);
    if (from === undefined) continue;
    cpSync(from, join(folder, name));
    chmodSync(join(folder, name), 0o755);
  }
  execFileSync(
    'dpkg-deb',
    ['--root-owner-group', ...compression(request), '--build', root, request.output],
    {
      stdio: 'inherit',
    },
  );
}
