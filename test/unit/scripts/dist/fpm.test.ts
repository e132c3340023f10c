import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { control } from '../../../../scripts/dist/fpm/deb.ts';
import { readRequest } from '../../../../scripts/dist/fpm/request.ts';
import { spec } from '../../../../scripts/dist/fpm/rpm.ts';
import { stage, walk } from '../../../../scripts/dist/fpm/stage.ts';

const given = [
  ...['-s', 'dir', '--force', '-t', 'deb', '-d', 'libc6', '--depends', 'a | b'],
  ...['--deb-recommends', 'gnome-keyring', '--deb-compression', 'zst', '--architecture', 'amd64'],
  ...['--description', 'Keeps videos\n First line\n\n Second line', '--version', '0.2.0~beta.1'],
  ...['--package', '/out/x.deb', '--name', 'reelkeep', '--maintainer', 'Us <us@example.org>'],
  ...['--url', 'https://example.org/?a=b', '--deb-compression-level=1'],
  ...['/app/=/opt/Reelkeep', '/a=b/c.png=/usr/share/c.png'],
];

test('fpm’s arguments are read as electron-builder writes them', () => {
  const request = readRequest(given);
  expect(request).toMatchObject({ type: 'deb', output: '/out/x.deb' });
  expect(request.depends).toEqual(['libc6', 'a | b']);
  expect(request.recommends).toEqual(['gnome-keyring']);
  expect(request.options.get('--url')).toBe('https://example.org/?a=b');
  expect(request.options.get('--deb-compression-level')).toBe('1');
  expect(request.files).toEqual([
    ['/app/', '/opt/Reelkeep'],
    ['/a=b/c.png', '/usr/share/c.png'],
  ]);
});

test.each([
  [['-t', 'deb'], '--package is missing'],
  [['--package', 'x'], '-t or --package is missing'],
  [['-t', 'deb', '--package', 'x', '--url'], '--url has no value'],
])('the arguments %j are refused', (args, words) => {
  expect(() => readRequest(args)).toThrow(words);
});

test('the control file has Debian’s fields, and a description’s empty lines are marked', () => {
  expect(control(readRequest(given), 232_628)).toBe(
    [
      'Package: reelkeep',
      'Version: 0.2.0~beta.1',
      'Priority: optional',
      'Architecture: amd64',
      'Installed-Size: 232628',
      'Depends: libc6, a | b',
      'Recommends: gnome-keyring',
      'Maintainer: Us <us@example.org>',
      'Homepage: https://example.org/?a=b',
      'Description: Keeps videos',
      ' First line',
      ' .',
      ' Second line',
      '',
    ].join('\n'),
  );
});

test('the spec file takes no percent sign of ours for a macro, and no dash in a version', () => {
  const args = ['-t', 'rpm', '--package', 'x', '--name', 'reelkeep', '--version', '0.2.0-beta.1'];
  const more = [
    '--description',
    '100 % yours',
    '-d',
    'libX11.so.6()(64bit)',
    '--directories=/doc',
    '--directories=/opt/Reelkeep',
    '/app/=/opt/Reelkeep/',
  ];
  const scripts = new Map([['--after-install', '#!/bin/sh\nprintf %s x']]);
  const text = spec(readRequest([...args, ...more]), scripts);
  expect(text).toContain('Version: 0.2.0~beta.1\n');
  expect(text).toContain('100 %% yours');
  expect(text).toContain('Requires: libX11.so.6()(64bit)\n');
  expect(text).toContain('%post -p /bin/sh\n#!/bin/sh\nprintf %%s x\n');
  expect(text).not.toContain('%postun');
  expect(text).toContain('\n%dir "/doc"\n"/opt/Reelkeep"\n');
});

test('what is staged has the usual permissions, whatever the umask was, and keeps its links', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stage-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const app = join(folder, 'app');
  mkdirSync(join(app, 'locales'), { recursive: true, mode: 0o700 });
  writeFileSync(join(app, 'run'), '', { mode: 0o700 });
  writeFileSync(join(app, 'data'), '', { mode: 0o600 });
  chmodSync(join(app, 'data'), 0o666);
  symlinkSync('run', join(app, 'link'));
  const root = join(folder, 'root');
  stage(root, [
    [`${app}/`, '/opt/Reelkeep'],
    [join(app, 'data'), '/usr/share/doc/'],
  ]);
  const modes = [...walk(root)].map(({ path, kind }) => [
    path.slice(root.length),
    kind,
    (lstatSync(path).mode & 0o7777).toString(8),
  ]);
  expect(modes.filter(([, kind]) => kind !== 'folder')).toEqual([
    ['/opt/Reelkeep/data', 'file', '644'],
    ['/opt/Reelkeep/link', 'other', '777'],
    ['/opt/Reelkeep/run', 'file', '755'],
    ['/usr/share/doc/data', 'file', '644'],
  ]);
  expect(new Set(modes.flatMap(([, kind, mode]) => (kind === 'folder' ? [mode] : [])))).toEqual(
    new Set(['755']),
  );
});
