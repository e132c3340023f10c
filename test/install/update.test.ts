import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aFeedKey } from '../fake/feed-signer.ts';
import { feedText, publish } from './update-server.ts';
import { filePath, name, newer, older, signedAt, updates, UpdateStory } from './update-story.ts';
import { dataFolder } from './user.ts';

// One story: an old version, a server that lies in every way, and at last the new version. After each lie the old
// one is at work as before. Each test goes on where the one before has ended.

let story: UpdateStory;

beforeAll(async () => {
  story = await UpdateStory.begin();
}, 900_000);

afterAll(() => story.end());

test('the old version is installed, archives a video, and offers the new one when asked', async () => {
  await story.install(older);
  await story.startApp();
  await story.archiveVideo();
  story.offer();
  // By the command itself, as a user types it; from here on over its socket.
  const said = await story.debian.succeed('user', 'reelkeep', 'update', '--do=look');
  expect(said).toContain(`Version ${newer} is out`);
  expect(await story.update()).toMatchObject({
    version: older,
    updater: 'package',
    phase: 'offered',
    offered: newer,
  });
  await story.expectWorks(older);
});

test('its requests hold nothing that tells one user from another', () => {
  expect(story.server.asked.map(({ path }) => path)).toEqual([
    '/updates/stable.json',
    '/updates/stable.json.minisig',
  ]);
  for (const { headers } of story.server.asked) {
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
  const good = feedText({ version: newer, signedAt, name, bytes: story.deb });
  const lies: readonly (readonly [code: string, publish: () => void])[] = [
    ['signature', () => publish(story.server, good, aFeedKey('strangerx'.slice(0, 8)))],
    ['signature', () => publish(story.server, good, { ...aFeedKey(), id: story.key.id })],
    [
      'signature',
      () => {
        story.offer();
        story.server.serve('/updates/stable.json', good.replace(newer, '9.9.9'));
      },
    ],
    [
      'signature',
      () => (story.offer(), story.server.served.delete('/updates/stable.json.minisig')),
    ],
    [
      'signature',
      () => {
        story.offer();
        story.server.serve('/updates/stable.json.minisig', page);
      },
    ],
    ['feed-is-page', () => story.server.serve('/updates/stable.json', page)],
    [
      'feed-too-large',
      () => story.server.serve('/updates/stable.json', Buffer.alloc(40 * 1024 * 1024, 32)),
    ],
    ['feed-malformed', () => publish(story.server, good.slice(0, -9), story.key)],
    ['odd-status', () => story.server.served.delete('/updates/stable.json')],
    ['replayed', () => story.offer({ signedAt: '2026-11-26T10:00:00.000Z' })],
    ['replayed', () => story.offer({ version: '0.1.9', signedAt: '2026-11-26T10:00:00.000Z' })],
    ['feed-malformed', () => story.offer({ version: '../../0.2.1' })],
    ['no-file', () => story.offer({ name: `../${name}` })],
  ];
  for (const [code, lie] of lies) {
    lie();
    expect((await story.update('look'))?.problem, code).toBe(code);
  }
  await story.expectWorks(older);
  story.offer({ version: '0.1.9', signedAt: '2026-11-27T11:00:00.000Z' });
  expect(await story.update('look')).toMatchObject({ phase: 'newest' });
  story.offer({ signedAt: '2026-11-27T12:00:00.000Z' });
  expect(await story.update('look')).toMatchObject({ phase: 'offered', offered: newer });
});

test('a download that is cut goes on where it was; another file is thrown away', async () => {
  story.server.served.set(filePath, { kind: 'cut', bytes: story.deb, afterBytes: 20_000_000 });
  expect(await story.update('fetch')).toMatchObject({ phase: 'offered', problem: 'cut' });
  expect(story.inUpdates()).toEqual([`${name}.part`]);
  await story.expectWorks(older);
  const other = Buffer.from(story.deb);
  other.fill(0, story.deb.length - 1_000_000);
  story.server.serve(filePath, other);
  expect(await story.update('fetch')).toMatchObject({ phase: 'offered', problem: 'wrong-hash' });
  expect(story.inUpdates()).toEqual([]);
  story.server.serve(filePath, Buffer.concat([story.deb, Buffer.alloc(1_000)]));
  expect(await story.update('fetch')).toMatchObject({ phase: 'offered', problem: 'wrong-size' });
  story.server.served.delete(filePath);
  expect(await story.update('fetch')).toMatchObject({ phase: 'offered', problem: 'odd-status' });
  expect(story.inUpdates()).toEqual([]);
  await story.expectWorks(older);
});

test('a disk that fills up on the way is left as it was, and the update says how much to free', async () => {
  const size = String(story.deb.length + 66 * 1024 * 1024);
  const small = ['-t', 'tmpfs', '-o', `size=${size},uid=1000,gid=1000,mode=700`];
  await story.debian.succeed('root', 'mount', ...small, 'tmpfs', updates);
  let release = () => undefined;
  const until = new Promise<void>((resolve) => {
    release = () => {
      resolve();
      return undefined;
    };
  });
  story.server.served.set(filePath, {
    kind: 'held',
    bytes: story.deb,
    afterBytes: 5_000_000,
    until,
  });
  const fetching = story.update('fetch');
  await expect.poll(story.inUpdates, { timeout: 60_000 }).toContain(`${name}.part`);
  await story.debian.run('user', 'sh', '-c', `cat /dev/zero > ${updates}/fill`);
  release();
  expect(await fetching).toMatchObject({ phase: 'offered', problem: 'disk-full' });
  expect(story.inUpdates()).toEqual(['fill']);
  await story.debian.succeed('root', 'umount', updates);
  await story.expectWorks(older);
});

test('a crash after the download costs nothing; a file that was changed meanwhile is never installed', async () => {
  story.server.serve(filePath, story.deb);
  expect(await story.update('fetch')).toMatchObject({ phase: 'fetched' });
  await story.killApp();
  await story.startApp();
  await expect.poll(async () => (await story.update())?.phase, { timeout: 60_000 }).toBe('fetched');
  writeFileSync(story.debian.path(`${updates}/${name}`), 'another program');
  expect(await story.update('install')).toMatchObject({
    phase: 'offered',
    problem: 'file-changed',
  });
  await story.expectWorks(older);
  expect(await story.update('fetch')).toMatchObject({ phase: 'fetched' });
});

test('where nobody asks for the password, file and command are shown; what was typed is waited for', async () => {
  const result = await story.update('install');
  expect(result).toMatchObject({ phase: 'by-hand', path: `${updates}/${name}` });
  expect(result?.command).toBe(`sudo apt install ${updates}/${name}`);
  expect(await story.update('restart')).toMatchObject({
    phase: 'by-hand',
    problem: 'not-installed',
  });
  await story.expectWorks(older);
});

test('typed by the user it is installed; after the restart the new version runs, with everything', async () => {
  const { command = '' } = (await story.update()) ?? {};
  await story.debian.succeed('root', 'sh', '-c', command.replace('sudo ', ''));
  await story.update('restart');
  await expect.poll(story.runningVersion, { timeout: 90_000 }).toBe(newer);
  await story.expectWorks(newer);
  expect(readFileSync(story.debian.path(`${dataFolder}/logs/reelkeep.log`), 'utf8')).toContain(
    `Reelkeep ${newer} on Electron`,
  );
  await expect.poll(story.told, { timeout: 30_000 }).toContain(`Reelkeep ${newer} is running`);
  expect(readdirSync(story.debian.path(`${dataFolder}/backups`)).join()).toContain(
    'before-update-0-2-1-',
  );
  expect(await story.update('look')).toMatchObject({ phase: 'newest' });
  await expect.poll(story.inUpdates, { timeout: 30_000 }).toEqual([]);
});
