import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { UpdateStep } from '../../electron/cli/command-table.ts';
import { protocolVersion } from '../../electron/cli/protocol.ts';
import type { UpdateResult } from '../../electron/cli/update-command.ts';
import { startFakeProvider, type FakeProvider } from '../fake/provider/server.ts';
import { aFeedKey } from '../fake/feed-signer.ts';
import { artefacts } from './artefacts.ts';
import { askApp } from './ask-app.ts';
import { desktopSystem } from './base.ts';
import { CleanDebian } from './clean-debian.ts';
import { packageOf, updatableDebs } from './update-packages.ts';
import { feedText, publish, UpdateServer } from './update-server.ts';
import { archiveFolder, dataFolder, giveAccount, processesOf, startSession } from './user.ts';

// One story: an old version, a server that lies in every way, and at last the new version. After each lie the old
// one is at work as before. Each test goes on where the one before has ended.

const app = '/opt/Reelkeep';
const [older, newer] = ['0.2.0', '0.2.1'] as const;
const key = aFeedKey();
const server = new UpdateServer();
const name = packageOf(newer);
const filePath = `/v${newer}/${name}`;
const updates = `${dataFolder}/updates`;
const signedAt = '2026-11-27T10:00:00.000Z';
let debian: CleanDebian;
let provider: FakeProvider;
let deb: Buffer;
let id = '';

beforeAll(async () => {
  const releases = await server.start();
  await updatableDebs({ versions: [older, newer], key: key.line, releases });
  deb = readFileSync(join(artefacts, name));
  writeFileSync(join(artefacts, 'authority.pem'), server.authority);
  provider = await startFakeProvider();
  debian = await CleanDebian.start(await desktopSystem());
  await debian.addUser();
  await startSession(debian);
  await giveAccount(debian, provider);
}, 900_000);

afterAll(async () => {
  await debian.stop();
  await provider.stop();
  server.stop();
});

const offer = (change: Partial<Parameters<typeof feedText>[0]> = {}) => {
  publish(server, feedText({ version: newer, signedAt, name, bytes: deb, ...change }), key);
};

/** What a step of `reelkeep update` comes to; `undefined` while no app answers. */
async function update(step?: UpdateStep): Promise<UpdateResult | undefined> {
  const answer = await askApp(debian, { version: protocolVersion, command: 'update', step });
  return answer as UpdateResult | undefined; // of the same program's other end
}

const runningVersion = async (): Promise<string | undefined> => (await update())?.version;

async function startApp(): Promise<void> {
  // The server's authority is one that this user's system trusts.
  debian.start('user', 'env', 'SSL_CERT_FILE=/artefacts/authority.pem', 'reelkeep', '--hidden');
  await expect.poll(runningVersion, { timeout: 90_000 }).toBeDefined();
}

async function killApp(): Promise<void> {
  await debian.run('root', 'sh', '-c', `kill -KILL $(pgrep -f '^${app}/')`);
  await expect.poll(() => processesOf(debian, app).length, { timeout: 60_000 }).toBe(0);
}

/** The old version is whole, runs, and knows its videos. */
async function expectWorks(version: string): Promise<void> {
  expect(await runningVersion()).toBe(version);
  const list = { version: protocolVersion, command: 'list', state: 'archived' } as const;
  expect(await askApp(debian, list)).toEqual({ count: 1 });
  const status = await debian.succeed('root', 'dpkg', '--status', 'reelkeep');
  expect(status).toContain(`Version: ${version}`);
  expect(status).toContain('install ok installed');
}

const inUpdates = (): readonly string[] =>
  debian.exists(updates) ? readdirSync(debian.path(updates)) : [];

/** The titles of what the user was told, as they are kept. */
const told = (): readonly string[] => {
  const text = readFileSync(debian.path(`${dataFolder}/notices.json`), 'utf8');
  return [...text.matchAll(/"title":\s*"([^"]*)"/g)].map(([, title = '']) => title);
};

test('the old version is installed, archives a video, and offers the new one when asked', async () => {
  await debian.succeed('root', 'apt-get', '--yes', 'install', `/artefacts/${packageOf(older)}`);
  await startApp();
  id = provider.addTask({
    endpoint: 'aleph',
    prompt: 'Fireflies',
    script: [{ state: 'success', video: provider.fileUrl('fireflies.mp4') }],
  });
  await debian.succeed('user', 'reelkeep', 'add', id);
  const archived = () => debian.run('user', 'find', archiveFolder, '-name', '*.mp4');
  await expect
    .poll(async () => (await archived()).output, { timeout: 120_000 })
    .toContain('Fireflies');
  offer();
  // By the command itself, as a user types it; from here on over its socket.
  const said = await debian.succeed('user', 'reelkeep', 'update', '--do=look');
  expect(said).toContain(`Version ${newer} is out`);
  expect(await update()).toMatchObject({
    version: older,
    updater: 'package',
    phase: 'offered',
    offered: newer,
  });
  await expectWorks(older);
});

test('its requests hold nothing that tells one user from another', () => {
  expect(server.asked.map(({ path }) => path)).toEqual([
    '/updates/stable.json',
    '/updates/stable.json.minisig',
  ]);
  for (const { headers } of server.asked) {
    expect(Object.keys(headers).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
    expect(headers['user-agent']).toMatch(/ Reelkeep\/0\.2\.0$/);
  }
});

const page = '<!DOCTYPE html><title>Sign in</title>';

test('no lie of the feed is believed, and none takes the offer away', async () => {
  const good = feedText({ version: newer, signedAt, name, bytes: deb });
  const lies: readonly (readonly [code: string, publish: () => void])[] = [
    ['signature', () => publish(server, good, aFeedKey('strangerx'.slice(0, 8)))],
    ['signature', () => publish(server, good, { ...aFeedKey(), id: key.id })],
    [
      'signature',
      () => {
        offer();
        server.serve('/updates/stable.json', good.replace(newer, '9.9.9'));
      },
    ],
    ['signature', () => (offer(), server.served.delete('/updates/stable.json.minisig'))],
    [
      'signature',
      () => {
        offer();
        server.serve('/updates/stable.json.minisig', page);
      },
    ],
    ['feed-is-page', () => server.serve('/updates/stable.json', page)],
    [
      'feed-too-large',
      () => server.serve('/updates/stable.json', Buffer.alloc(40 * 1024 * 1024, 32)),
    ],
    ['feed-malformed', () => publish(server, good.slice(0, -9), key)],
    ['odd-status', () => server.served.delete('/updates/stable.json')],
    ['replayed', () => offer({ signedAt: '2026-11-26T10:00:00.000Z' })],
    ['replayed', () => offer({ version: '0.1.9', signedAt: '2026-11-26T10:00:00.000Z' })],
    ['feed-malformed', () => offer({ version: '../../0.2.1' })],
    ['no-file', () => offer({ name: `../${name}` })],
  ];
  for (const [code, lie] of lies) {
    lie();
    expect((await update('look'))?.problem, code).toBe(code);
  }
  await expectWorks(older);
  offer({ version: '0.1.9', signedAt: '2026-11-27T11:00:00.000Z' });
  expect(await update('look')).toMatchObject({ phase: 'newest' });
  offer({ signedAt: '2026-11-27T12:00:00.000Z' });
  expect(await update('look')).toMatchObject({ phase: 'offered', offered: newer });
});

test('a download that is cut goes on where it was; another file is thrown away', async () => {
  server.served.set(filePath, { kind: 'cut', bytes: deb, afterBytes: 20_000_000 });
  expect(await update('fetch')).toMatchObject({ phase: 'offered', problem: 'cut' });
  expect(inUpdates()).toEqual([`${name}.part`]);
  await expectWorks(older);
  const other = Buffer.from(deb);
  other.fill(0, deb.length - 1_000_000);
  server.serve(filePath, other);
  expect(await update('fetch')).toMatchObject({ phase: 'offered', problem: 'wrong-hash' });
  expect(inUpdates()).toEqual([]);
  server.serve(filePath, Buffer.concat([deb, Buffer.alloc(1_000)]));
  expect(await update('fetch')).toMatchObject({ phase: 'offered', problem: 'wrong-size' });
  server.served.delete(filePath);
  expect(await update('fetch')).toMatchObject({ phase: 'offered', problem: 'odd-status' });
  expect(inUpdates()).toEqual([]);
  await expectWorks(older);
});

test('a disk that fills up on the way is left as it was, and the update says how much to free', async () => {
  const size = String(deb.length + 66 * 1024 * 1024);
  const small = ['-t', 'tmpfs', '-o', `size=${size},uid=1000,gid=1000,mode=700`];
  await debian.succeed('root', 'mount', ...small, 'tmpfs', updates);
  let release = () => undefined;
  const until = new Promise<void>((resolve) => {
    release = () => {
      resolve();
      return undefined;
    };
  });
  server.served.set(filePath, { kind: 'held', bytes: deb, afterBytes: 5_000_000, until });
  const fetching = update('fetch');
  await expect.poll(inUpdates, { timeout: 60_000 }).toContain(`${name}.part`);
  await debian.run('user', 'sh', '-c', `cat /dev/zero > ${updates}/fill`);
  release();
  expect(await fetching).toMatchObject({ phase: 'offered', problem: 'disk-full' });
  expect(inUpdates()).toEqual(['fill']);
  await debian.succeed('root', 'umount', updates);
  await expectWorks(older);
});

test('a crash after the download costs nothing; a file that was changed meanwhile is never installed', async () => {
  server.serve(filePath, deb);
  expect(await update('fetch')).toMatchObject({ phase: 'fetched' });
  await killApp();
  await startApp();
  await expect.poll(async () => (await update())?.phase, { timeout: 60_000 }).toBe('fetched');
  writeFileSync(debian.path(`${updates}/${name}`), 'another program');
  expect(await update('install')).toMatchObject({ phase: 'offered', problem: 'file-changed' });
  await expectWorks(older);
  expect(await update('fetch')).toMatchObject({ phase: 'fetched' });
});

test('where nobody asks for the password, file and command are shown; what was typed is waited for', async () => {
  const result = await update('install');
  expect(result).toMatchObject({ phase: 'by-hand', path: `${updates}/${name}` });
  expect(result?.command).toBe(`sudo apt install ${updates}/${name}`);
  expect(await update('restart')).toMatchObject({ phase: 'by-hand', problem: 'not-installed' });
  await expectWorks(older);
});

test('typed by the user it is installed; after the restart the new version runs, with everything', async () => {
  const { command = '' } = (await update()) ?? {};
  await debian.succeed('root', 'sh', '-c', command.replace('sudo ', ''));
  await update('restart');
  await expect.poll(runningVersion, { timeout: 90_000 }).toBe(newer);
  await expectWorks(newer);
  expect(readFileSync(debian.path(`${dataFolder}/logs/reelkeep.log`), 'utf8')).toContain(
    `Reelkeep ${newer} on Electron`,
  );
  await expect.poll(told, { timeout: 30_000 }).toContain(`Reelkeep ${newer} is running`);
  expect(readdirSync(debian.path(`${dataFolder}/backups`)).join()).toContain(
    'before-update-0-2-1-',
  );
  expect(await update('look')).toMatchObject({ phase: 'newest' });
  await expect.poll(inUpdates, { timeout: 30_000 }).toEqual([]);
});

/** The old version again, on a system whose administrator lets this user install what they want. */
async function backToOlder(): Promise<void> {
  await killApp();
  await debian.succeed('root', 'dpkg', '--install', `/artefacts/${packageOf(older)}`);
  await startApp();
  expect(await update('look')).toMatchObject({ version: older, phase: 'offered', offered: newer });
  expect(await update('fetch')).toMatchObject({ phase: 'fetched' });
}

const permission = `polkit.addRule(function (action, subject) {
  if (action.id === 'org.freedesktop.policykit.exec' && subject.user === 'user') return polkit.Result.YES;
});
`;

async function startPolkit(): Promise<void> {
  writeFileSync(debian.path('/etc/polkit-1/rules.d/00-test.rules'), permission);
  await debian.succeed('root', 'mkdir', '-p', '/run/dbus');
  debian.start('root', 'dbus-daemon', '--system', '--nofork', '--nopidfile');
  const bus = '/run/dbus/system_bus_socket';
  await expect.poll(() => debian.exists(bus), { timeout: 30_000 }).toBe(true);
  debian.start('root', '/usr/lib/polkit-1/polkitd', '--no-debug');
  const isAllowed = async () => (await debian.run('user', 'pkexec', '/usr/bin/true')).code;
  await expect.poll(isAllowed, { timeout: 30_000 }).toBe(0);
}

test('where the system asks for the password itself, one word installs it and restarts', async () => {
  await startPolkit();
  await backToOlder();
  await update('install'); // its answer may be cut off by the restart
  await expect.poll(runningVersion, { timeout: 120_000 }).toBe(newer);
  await expectWorks(newer);
});

test('a crash of Reelkeep in the middle of that does not stop the package manager', async () => {
  await backToOlder();
  const installing = update('install');
  const atWork = () => debian.run('root', 'pgrep', '-x', 'dpkg');
  await expect.poll(async () => (await atWork()).code, { timeout: 60_000 }).toBe(0);
  await killApp();
  await installing;
  await expect.poll(async () => (await atWork()).code, { timeout: 120_000 }).not.toBe(0);
  await startApp();
  await expectWorks(newer);
  const isRunning = `Reelkeep ${newer} is running`;
  const timesTold = () => told().filter((title) => title === isRunning).length;
  await expect.poll(timesTold, { timeout: 30_000 }).toBe(3);
});
