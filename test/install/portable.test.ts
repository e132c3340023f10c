import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { artefact, artefacts } from './artefacts.ts';
import { desktopSystem } from './base.ts';
import { CleanDebian } from './clean-debian.ts';
import { processesOf, startSession } from './user.ts';

let debian: CleanDebian;

beforeAll(async () => {
  debian = await CleanDebian.start(await desktopSystem());
  await debian.addUser();
  await startSession(debian);
}, 900_000);

afterAll(() => debian.stop());

/** Waits until an app that was started says so in its log, then ends it. */
async function expectRuns(folder: string, data: string): Promise<void> {
  const log = debian.path(`${data}/logs/reelkeep.log`);
  await expect
    .poll(() => (debian.exists(`${data}/logs/reelkeep.log`) ? readFileSync(log, 'utf8') : ''), {
      timeout: 60_000,
    })
    .toContain('on Electron');
  const processes = processesOf(debian, folder);
  expect(processes.map(({ command }) => command).join()).not.toContain('--no-sandbox');
  await debian.succeed('root', 'sh', '-c', `kill -TERM $(pgrep -o -f '^${folder}/reelkeep')`);
  await expect.poll(() => processesOf(debian, folder).length, { timeout: 60_000 }).toBe(0);
}

test('the AppImage’s folder starts as a common user, with the sandbox on', async () => {
  debian.start('user', '/artefacts/Reelkeep.AppDir/AppRun', '--user-data-dir=/home/user/one');
  await expectRuns('/artefacts/Reelkeep.AppDir', '/home/user/one');
});

test('the tar.gz is unpacked by a common user and starts', async () => {
  const name = artefact('.tar.gz').replace(/\.tar\.gz$/, '');
  await debian.succeed('user', 'tar', '-xzf', `/artefacts/${name}.tar.gz`, '-C', '/home/user');
  const folder = `/home/user/${name}`;
  expect(await debian.succeed('user', `${folder}/reelkeep.sh`, '--version')).toMatch(
    /\d+\.\d+\.\d+/,
  );
  debian.start('user', `${folder}/reelkeep.sh`, '--user-data-dir=/home/user/two');
  await expectRuns(folder, '/home/user/two');
});

test('the rpm is installed and removed, and leaves nothing', async () => {
  // Debian's dpkg knows nothing of what an rpm provides: the libraries are there, as the deb's.
  await debian.succeed('root', 'rpm', '--install', '--nodeps', `/artefacts/${artefact('.rpm')}`);
  expect(await debian.succeed('root', 'rpm', '--query', '--list', 'reelkeep')).toContain(
    '/usr/share/zsh/site-functions/_reelkeep',
  );
  expect(await debian.succeed('root', 'rpm', '--verify', '--nodeps', 'reelkeep')).toBe('');
  debian.start('user', 'reelkeep', '--user-data-dir=/home/user/three');
  await expectRuns('/opt/Reelkeep', '/home/user/three');
  await debian.succeed('root', 'rpm', '--erase', 'reelkeep');
  const where = ['/opt', '/usr', '/etc', '/var/lib'];
  expect(await debian.succeed('root', 'find', ...where, '-iname', '*reelkeep*')).toBe('');
});

test('what the rpm requires is what its programs ask the linker for, by the names of any distribution', () => {
  const path = `${artefacts}/${artefact('.rpm')}`;
  const requires = execFileSync('rpm', ['--query', '--requires', '--package', path], {
    encoding: 'utf8',
  });
  expect(requires).toContain('libgbm.so.1()(64bit)\n');
});
