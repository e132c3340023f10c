import { expect, test } from 'vitest';
import { socketPaths, type SocketPlace } from '../../../electron/cli/socket-path.ts';

const place: SocketPlace = {
  platform: 'linux',
  dataFolder: '/home/me/.config/Reelkeep',
  runtimeFolder: '/run/user/1000',
  tempFolder: '/tmp',
  uid: 1000,
  userName: 'me',
};

test('the session’s folder comes first, then the data folder, then one among the temporary files', () => {
  const paths = socketPaths(place);
  expect(paths.map((path) => path.replace(/[0-9a-f]{16}/, 'HASH'))).toEqual([
    '/run/user/1000/reelkeep-HASH/socket',
    '/home/me/.config/Reelkeep/remote/socket',
    '/tmp/reelkeep-1000-HASH/socket',
  ]);
});

test.each<[string, Partial<SocketPlace>]>([
  ['of cron, which is told of no session', { runtimeFolder: undefined }],
  ['with a session’s folder that is no path', { runtimeFolder: 'run' }],
  ['with an empty one', { runtimeFolder: '' }],
])('a program %s finds the same places', (_name, change) => {
  expect(socketPaths({ ...place, ...change })).toEqual(socketPaths(place));
});

test.each([100, 108, 200, 4000])('no path is longer than a socket may have: %d', (length) => {
  const dataFolder = `/${'ä'.repeat(length / 2)}`;
  const paths = socketPaths({ ...place, dataFolder, runtimeFolder: `/${'x'.repeat(length)}` });
  expect(paths.length).toBeGreaterThan(0);
  for (const path of paths) expect(Buffer.byteLength(path)).toBeLessThanOrEqual(103);
});

test('two data folders, and two users, never share a place', () => {
  const others = [{ dataFolder: '/other' }, { userName: 'you', uid: 1001 }];
  for (const other of others) {
    const first = new Set(socketPaths(place).slice(0, 1));
    expect(socketPaths({ ...place, ...other }).some((path) => first.has(path))).toBe(false);
  }
});

test('Windows has a pipe of this user and this folder', () => {
  expect(socketPaths({ ...place, platform: 'win32' })[0]).toMatch(
    /^\\\\\.\\pipe\\reelkeep-[0-9a-f]{16}$/,
  );
});
