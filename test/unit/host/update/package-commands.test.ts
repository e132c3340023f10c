import { expect, test } from 'vitest';
import {
  installedVersion,
  packageCommand,
  pkexecEnd,
  shellQuoted,
  versionQuery,
} from '../../../../electron/host/update/package-commands.ts';

const path = '/home/u/.config/Reelkeep/updates/reelkeep_0.2.0_amd64.deb';
const has =
  (...names: readonly string[]) =>
  (name: string) =>
    names.includes(name) ? `/usr/bin/${name}` : undefined;

test.each([
  ['deb', ['apt-get', 'dpkg'], '/usr/bin/apt-get', `sudo apt install ${path}`],
  ['deb', ['dpkg'], '/usr/bin/dpkg', `sudo dpkg -i ${path}`],
  ['rpm', ['rpm', 'dnf', 'zypper'], '/usr/bin/dnf', `sudo dnf install ${path}`],
  ['rpm', ['rpm', 'zypper'], '/usr/bin/zypper', `sudo zypper install --allow-unsigned-rpm ${path}`],
  ['rpm', ['rpm'], '/usr/bin/rpm', `sudo rpm -U ${path}`],
] as const)('a %s is installed by the best of %j', (...[kind, names, program, typed]) => {
  const command = packageCommand(kind, path, has(...names));
  expect(command?.root[0]).toBe(program);
  expect(command?.root.at(-1)).toBe(path);
  expect(command?.typed).toBe(typed);
});

test('where there is no package manager of its kind there is no command', () => {
  expect(packageCommand('deb', path, has('dnf', 'rpm'))).toBeUndefined();
  expect(packageCommand('rpm', path, has('apt-get'))).toBeUndefined();
  expect(versionQuery('deb', has())).toBeUndefined();
});

test('nothing in a folder’s name becomes a word of the shell', () => {
  for (const folder of ['/home/a b/', "/home/it's/", '/home/$(rm -rf ~)/', '/home/`x`/', '/h/;x/'])
    expect(packageCommand('deb', `${folder}a.deb`, has('dpkg'))?.typed).toBe(
      `sudo dpkg -i '${folder.replace("'", String.raw`'\''`)}a.deb'`,
    );
  expect(shellQuoted('/plain/path-1.0_x.deb')).toBe('/plain/path-1.0_x.deb');
  expect(shellQuoted('')).toBe("''");
});

test.each([
  ['installed 0.2.0', '0.2.0'],
  ['installed 0.2.0-1', '0.2.0'],
  ['installed 0.3.0~beta.2', '0.3.0-beta.2'],
  ['installed 0.3.0~beta.2-1', '0.3.0-beta.2'],
  ['half-installed 0.2.0', undefined],
  ['config-files 0.2.0', undefined],
  ['', undefined],
])('%j says that the version is %j', (answer, version) => {
  expect(installedVersion(answer)).toBe(version);
});

test.each([
  [0, 'done'],
  [126, 'declined'],
  [127, 'nobody-asks'],
  [1, 'failed'],
  [100, 'failed'],
  [-1, 'failed'],
])('pkexec’s code %i means: %s', (code, end) => {
  expect(pkexecEnd(code)).toBe(end);
});
