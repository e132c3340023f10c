import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { autostartEntry } from '../../electron/host/desktop/autostart-entry.ts';
import { hasCommand } from '../../scripts/dist/tools.ts';
import { type FakeProvider, startFakeProvider } from '../fake/provider/server.ts';
import { artefact, artefacts, olderDeb, olderVersion, packed } from './artefacts.ts';
import { depends, desktopSystem, minimalSystem } from './base.ts';
import { CleanDebian } from './clean-debian.ts';
import { archiveFolder, dataFolder, giveAccount, processesOf, startSession } from './user.ts';

// One story, from a clean system to a clean system: each test goes on where the one before has ended.

const app = '/opt/Reelkeep';
let debian: CleanDebian;
let provider: FakeProvider;
const first = { id: '', prompt: 'Fireflies over a summer meadow', file: 'fireflies' };
const second = { id: '', prompt: 'Still water at dawn', file: 'lagoon' };
const third = { id: '', prompt: 'Dunes in the wind', file: 'dunes' };

function addTask(video: { id: string; prompt: string; file: string }): void {
  video.id = provider.addTask({
    endpoint: 'aleph',
    prompt: video.prompt,
    script: [
      {
        state: 'success',
        video: provider.fileUrl(`${video.file}.mp4`),
        thumbnail: provider.fileUrl(`${video.file}.jpg`),
      },
    ],
  });
}

beforeAll(async () => {
  provider = await startFakeProvider();
  addTask(first);
  addTask(second);
  addTask(third);
  olderDeb();
  debian = await CleanDebian.start(await desktopSystem());
  await debian.addUser();
  await startSession(debian);
}, 900_000);

afterAll(async () => {
  await debian.stop();
  await provider.stop();
});

const install = (path: string, into = debian): Promise<string> =>
  into.succeed('root', 'apt-get', '--yes', '--no-install-recommends', 'install', path);

const archived = async (): Promise<readonly string[]> => {
  const { output } = await debian.run('user', 'find', archiveFolder, '-name', '*.mp4');
  return output
    .split('\n')
    .filter((line) => line.endsWith('.mp4'))
    .sort();
};

async function isArchived(video: typeof first): Promise<boolean> {
  const path = (await archived()).find((each) => each.includes(video.prompt));
  if (path === undefined) return false;
  return readFileSync(debian.path(path)).equals(Buffer.from(provider.bytesOf(`${video.file}.mp4`)));
}

test('apt installs it on a clean Debian 12, where the linker finds every library', async () => {
  const deb = join(artefacts, artefact('_amd64.deb'));
  const field = spawnSync('dpkg-deb', ['--field', deb, 'Depends'], { encoding: 'utf8' });
  expect(field.stdout.trim()).toBe(depends); // so that what was put there before proves something
  const minimal = await CleanDebian.start(await minimalSystem());
  try {
    await install(`/artefacts/${artefact('_amd64.deb')}`, minimal);
    const each = `for f in ${app}/reelkeep ${app}/chrome* ${app}/*.so*; do ldd $f; done`;
    const { output } = await minimal.run('root', 'sh', '-c', each);
    expect(output).toContain('libgbm.so.1 => /');
    expect(output.split('\n').filter((line) => line.includes('not found'))).toEqual([]);
  } finally {
    await minimal.stop();
  }
});

test('its older version is installed', async () => {
  await install(`/artefacts/older_${olderVersion}.deb`);
  const status = await debian.succeed('root', 'dpkg', '--status', 'reelkeep');
  expect(status).toContain(`Version: ${olderVersion}`);
});

test('every file is root’s, nobody else may write it, none gets root’s powers, and all are as packed', async () => {
  const files = await debian.succeed('root', 'dpkg', '--listfiles', 'reelkeep');
  const paths = files.split('\n').filter((path) => path.includes('eelkeep'));
  expect(paths.length).toBeGreaterThan(30);
  const odd = ['!', '-user', 'root', '-o', '!', '-group', 'root', '-o', '-perm', '/7022'];
  const found = await debian.succeed(
    'root',
    'find',
    ...paths,
    '-prune',
    '(',
    ...odd,
    ')',
    '!',
    '-type',
    'l',
  );
  expect(found).toBe('');
  expect(await debian.succeed('root', 'dpkg', '--verify', 'reelkeep')).toBe('');
});

test('the installed program has the fuses that ship, and the archive that was packed', async () => {
  const wire = await getCurrentFuseWire(debian.path(`${app}/reelkeep`));
  expect(wire[FuseV1Options.RunAsNode]).toBe(FuseState.DISABLE);
  expect(wire[FuseV1Options.EnableNodeCliInspectArguments]).toBe(FuseState.DISABLE);
  expect(wire[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(FuseState.ENABLE);
  expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(FuseState.ENABLE);
  const sha = (path: string): string =>
    createHash('sha256').update(readFileSync(path)).digest('hex');
  expect(sha(debian.path(`${app}/resources/app.asar`))).toBe(
    sha(join(packed, 'resources/app.asar')),
  );
});

test('desktop entry, links and file types are the system’s own now', async () => {
  const entry = '/usr/share/applications/reelkeep.desktop';
  expect(await debian.succeed('user', 'desktop-file-validate', entry)).toBe('');
  const handler = (type: string): Promise<string> =>
    debian.succeed('user', 'xdg-mime', 'query', 'default', type);
  expect(await handler('x-scheme-handler/reelkeep')).toBe('reelkeep.desktop\n');
  expect(await handler('application/har+json')).toBe('reelkeep.desktop\n');
  const known = readFileSync(debian.path('/usr/share/mime/globs2'), 'utf8');
  expect(known).toContain('application/har+json:*.har\n');
  // Plain text stays with whoever has it.
  expect(
    (await debian.run('user', 'xdg-mime', 'query', 'default', 'text/plain')).output,
  ).not.toContain('reelkeep');
});

// Where it is not there: apt-get install appstream.
test.runIf(hasCommand('appstreamcli'))('software centres can read what it says of itself', () => {
  const path = debian.path('/usr/share/metainfo/io.github.reelkeep.app.metainfo.xml');
  const { stdout, status } = spawnSync('appstreamcli', ['validate', '--no-net', path], {
    encoding: 'utf8',
  });
  expect(status, stdout).toBe(0);
});

test('man page, completions and licences are where they are looked for', async () => {
  await debian.succeed('user', 'gzip', '-t', '/usr/share/man/man1/reelkeep.1.gz');
  await debian.succeed('user', 'bash', '-n', '/usr/share/bash-completion/completions/reelkeep');
  for (const path of [
    '/usr/share/doc/reelkeep/copyright',
    `${app}/THIRD-PARTY-NOTICES.txt`,
    `${app}/LICENSES.chromium.html`,
  ]) {
    expect(debian.exists(path), path).toBe(true);
  }
});

test('a common user starts it with the sandbox on, and the command reaches it: the video is archived', async () => {
  await giveAccount(debian, provider);
  debian.start('user', 'reelkeep', '--hidden');
  await expect.poll(() => processesOf(debian, app).length, { timeout: 60_000 }).toBeGreaterThan(3);
  await expect
    .poll(async () => (await debian.run('user', 'reelkeep', 'add', first.id)).code, {
      timeout: 60_000,
    })
    .toBe(0);
  await expect.poll(() => isArchived(first), { timeout: 120_000 }).toBe(true);
  const listed = await debian.succeed('user', 'reelkeep', 'list', '--json');
  expect(listed).toContain(first.id);
  expect(listed).toContain('archived');
});

test('its pages run in user namespaces of their own, under seccomp, and nobody switched that off', async () => {
  const pages = () =>
    processesOf(debian, app).filter(({ command }) => command.includes('--type=renderer'));
  // Where no tray comes for a while the window does, minimised.
  await expect.poll(() => pages().length, { timeout: 60_000 }).toBeGreaterThan(0);
  const commands = processesOf(debian, app).map(({ command }) => command);
  expect(commands.join()).not.toContain('--no-sandbox');
  const [renderer] = pages();
  expect(renderer?.status).toMatch(/^Seccomp:\s2$/m);
  expect(renderer?.status).toMatch(/^NoNewPrivs:\s1$/m);
  const namespaceOf = (pid: number): string => readlinkSync(debian.path(`/proc/${pid}/ns/user`));
  expect(renderer && namespaceOf(renderer.pid)).not.toBe(namespaceOf(1));
});

test('a link reaches the app that runs, which asks, and adds it when the user says so', async () => {
  const list = (): Promise<string> => debian.succeed('user', 'reelkeep', 'list', '--json');
  await debian.succeed('user', 'xdg-open', `reelkeep://add?ids=${second.id}`);
  expect(await list()).not.toContain(second.id);
  const window = ['search', '--onlyvisible', '--name', 'Reelkeep', 'windowfocus'];
  const confirm = async (): Promise<string> => {
    await debian.run('user', 'xdotool', ...window, 'key', 'ctrl+Return');
    return await list();
  };
  await expect.poll(confirm, { timeout: 60_000, interval: 1_000 }).toContain(second.id);
  await expect.poll(() => isArchived(second), { timeout: 120_000 }).toBe(true);
});

test('an upgrade while it runs keeps everything, and its start at login starts the new one', async () => {
  // As the settings write it, hidden.
  await debian.succeed('user', 'mkdir', '-p', '/home/user/.config/autostart');
  const entry = debian.path('/home/user/.config/autostart/reelkeep.desktop');
  writeFileSync(entry, autostartEntry([`${app}/reelkeep`], 'hidden'));
  const before = {
    archived: await archived(),
    list: await debian.succeed('user', 'reelkeep', 'list'),
  };
  await install(`/artefacts/${artefact('_amd64.deb')}`);
  expect(await debian.succeed('root', 'dpkg', '--verify', 'reelkeep')).toBe('');
  await debian.succeed('root', 'sh', '-c', `kill -TERM $(pgrep -o -f '^${app}/reelkeep')`);
  await expect.poll(() => processesOf(debian, app).length, { timeout: 60_000 }).toBe(0);
  const [, exec = ''] = /^Exec=(.*)$/m.exec(readFileSync(entry, 'utf8')) ?? [];
  debian.start('user', ...exec.split(' '));
  await expect.poll(() => processesOf(debian, app).length, { timeout: 60_000 }).toBeGreaterThan(3);
  await expect
    .poll(async () => (await debian.run('user', 'reelkeep', 'list')).output, { timeout: 60_000 })
    .toBe(before.list);
  expect(await archived()).toEqual(before.archived);
  // The key is still there too.
  await debian.succeed('user', 'reelkeep', 'add', third.id);
  await expect.poll(() => isArchived(third), { timeout: 120_000 }).toBe(true);
});

test('once it is purged nothing is left but what is the user’s own', async () => {
  await debian.succeed('root', 'sh', '-c', `kill -TERM $(pgrep -o -f '^${app}/reelkeep')`);
  await expect.poll(() => processesOf(debian, app).length, { timeout: 60_000 }).toBe(0);
  const kept = await archived();
  await debian.succeed('root', 'apt-get', '--yes', 'purge', 'reelkeep');
  const everywhere = [
    '/',
    '(',
    '-path',
    '/proc',
    '-o',
    '-path',
    '/home',
    '-o',
    '-path',
    '/artefacts',
  ];
  const skipped = [
    '-o',
    '-path',
    '/dev',
    '-o',
    '-path',
    '/var/cache/apt/archives',
    ')',
    '-prune',
    '-o',
  ];
  const left = await debian.succeed(
    'root',
    'find',
    ...everywhere,
    ...skipped,
    '-iname',
    '*reelkeep*',
    '-print',
  );
  // Sockets and the like of the session end with it.
  expect(left.split('\n').filter((path) => path !== '' && !/^\/(tmp|run)\//.test(path))).toEqual(
    [],
  );
  expect(await archived()).toEqual(kept);
  expect(readdirSync(debian.path(dataFolder))).toContain('settings.json');
});
