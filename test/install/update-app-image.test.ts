import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageOf } from './update-packages.ts';
import { feedText, publish } from './update-server.ts';
import { newer, older, signedAt, UpdateStory } from './update-story.ts';

// An AppImage's own runtime cannot be had here: what stands in its place is a script that does what it does for the
// app, over the app's folder unpacked. All else is as with one: the variables, the place, the replacing, the restart.

const appImage = '/home/user/apps/Reelkeep.AppImage';
const name = `Reelkeep-${newer}.AppImage`;
let story: UpdateStory;

const folderOf = (version: string) => `/home/user/${version}/opt/Reelkeep`;

const scriptOf = (version: string): string => `#!/bin/sh
# Reelkeep ${version}
export APPIMAGE=${appImage} APPDIR=${folderOf(version)}
exec ${folderOf(version)}/reelkeep "$@"
`;

beforeAll(async () => {
  story = await UpdateStory.begin();
  const { debian } = story;
  for (const version of [older, newer]) {
    await debian.succeed(
      'user',
      'dpkg-deb',
      '-x',
      `/artefacts/${packageOf(version)}`,
      `/home/user/${version}`,
    );
    await debian.succeed('user', 'rm', `${folderOf(version)}/resources/package-type`);
  }
  await debian.succeed('user', 'mkdir', '/home/user/apps');
  writeFileSync(debian.path(appImage), scriptOf(older));
  await debian.succeed('root', 'chown', 'user', appImage);
  await debian.succeed('root', 'chmod', '755', appImage);
}, 900_000);

afterAll(() => story.end());

const text = () => readFileSync(story.debian.path(appImage), 'utf8');

function offer(content: string): void {
  const bytes = Buffer.from(content);
  const feed = feedText({ version: newer, signedAt, name, bytes, kind: 'appimage' });
  publish(story.server, feed, story.key);
  story.server.serve(`/v${newer}/${name}`, bytes);
}

test('an AppImage is replaced in its place, restarts as the new one, and the old one goes then', async () => {
  await story.startApp(appImage);
  offer(scriptOf(newer));
  expect(await story.update('look')).toMatchObject({ updater: 'self', offered: newer });
  expect(await story.update('fetch')).toMatchObject({ phase: 'fetched' });
  expect(text()).toBe(scriptOf(older));
  await story.update('install'); // its answer may be cut off by the restart
  await expect.poll(story.runningVersion, { timeout: 90_000 }).toBe(newer);
  expect(text()).toBe(scriptOf(newer));
  expect(statSync(story.debian.path(appImage)).mode & 0o777).toBe(0o755);
  const previous = () => story.debian.exists(`${appImage}.previous`);
  await expect.poll(previous, { timeout: 30_000 }).toBe(false);
  await expect.poll(story.told, { timeout: 30_000 }).toContain(`Reelkeep ${newer} is running`);
});

test('one that lies where the user may not write is shown with its command, and left as it is', async () => {
  await story.killApp(folderOf(newer));
  writeFileSync(story.debian.path(appImage), scriptOf(older));
  await story.debian.succeed('root', 'chown', 'root', '/home/user/apps');
  await story.startApp(appImage);
  expect(await story.update('look')).toMatchObject({ offered: newer });
  expect(await story.update('fetch')).toMatchObject({ phase: 'fetched' });
  const result = await story.update('install');
  expect(result).toMatchObject({ phase: 'by-hand' });
  expect(result?.command).toMatch(
    /^sudo install -m 755 .*\.AppImage \/home\/user\/apps\/Reelkeep\.AppImage$/,
  );
  expect(text()).toBe(scriptOf(older));
  await story.debian.succeed('root', 'sh', '-c', (result?.command ?? '').replace('sudo ', ''));
  await story.update('restart');
  await expect.poll(story.runningVersion, { timeout: 90_000 }).toBe(newer);
});
