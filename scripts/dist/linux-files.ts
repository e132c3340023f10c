import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { metainfo, releasesIn } from './metainfo.ts';

/** A file that a package brings along outside of the app’s folder. */
export interface LinuxFile {
  /** Where it lies now, absolute. */
  readonly from: string;
  /** Where it will lie, absolute. */
  readonly to: string;
}

/** What the files say. */
export interface LinuxFilesOptions {
  readonly projectDir: string;
  readonly kind: 'deb' | 'rpm';
  /** A folder of their own; made here. */
  readonly into: string;
  readonly version: string;
  readonly epochSeconds: number;
}

/** Where zsh looks for what packages bring: Debian has a place of its own. */
const zshFolders = {
  deb: '/usr/share/zsh/vendor-completions',
  rpm: '/usr/share/zsh/site-functions',
};

/** Debian wants the empty lines of a licence marked. */
const indented = (text: string): string =>
  text
    .trim()
    .split('\n')
    .map((line) => ` ${line.trim() || '.'}`)
    .join('\n');

/** Writes the files that deb and rpm bring along beside the app, and says where each goes. */
export function writeLinuxFiles(options: LinuxFilesOptions): readonly LinuxFile[] {
  const { projectDir, kind, into, version, epochSeconds } = options;
  mkdirSync(into, { recursive: true });
  const source = (path: string): string => readFileSync(join(projectDir, path), 'utf8');
  const templates = 'scripts/dist/linux';
  const date = new Date(epochSeconds * 1000).toISOString().slice(0, 10);
  const texts: readonly (readonly [to: string, content: string | Buffer])[] = [
    ['/usr/bin/reelkeep', source(`${templates}/command.sh`)],
    ['/usr/share/man/man1/reelkeep.1.gz', gzipSync(source('docs/cli/reelkeep.1'), { level: 9 })],
    ['/usr/share/bash-completion/completions/reelkeep', source('docs/cli/reelkeep.bash')],
    [`${zshFolders[kind]}/_reelkeep`, source('docs/cli/_reelkeep')],
    ['/usr/share/fish/vendor_completions.d/reelkeep.fish', source('docs/cli/reelkeep.fish')],
    ['/usr/share/mime/packages/reelkeep.xml', source(`${templates}/mime.xml`)],
    [
      '/usr/share/metainfo/io.github.reelkeep.app.metainfo.xml',
      metainfo(source(`${templates}/metainfo.xml`), releasesIn(source('CHANGELOG.md')), {
        version,
        date,
      }),
    ],
    [
      '/usr/share/doc/reelkeep/copyright',
      source(`${templates}/copyright`).replace('@license@', indented(source('LICENSE'))),
    ],
    ['/usr/share/doc/reelkeep/changelog.gz', gzipSync(source('CHANGELOG.md'), { level: 9 })],
  ];
  const written = texts.map(([to, content]) => {
    const from = join(into, to.slice(1).replaceAll('/', '-'));
    writeFileSync(from, content, { mode: to.startsWith('/usr/bin/') ? 0o755 : 0o644 });
    return { from, to };
  });
  const svg = join(into, 'reelkeep.svg');
  copyFileSync(join(projectDir, 'electron/icon/icon.svg'), svg);
  return [...written, { from: svg, to: '/usr/share/icons/hicolor/scalable/apps/reelkeep.svg' }];
}
