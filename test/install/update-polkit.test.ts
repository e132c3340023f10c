import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filePath, newer, older, UpdateStory } from './update-story.ts';

// The same on a system whose administrator lets this user install what they want: polkit asks for no password.

let story: UpdateStory;

beforeAll(async () => {
  story = await UpdateStory.begin();
}, 900_000);

afterAll(() => story.end());

async function fetchNewer(): Promise<void> {
  expect(await story.update('look')).toMatchObject({ version: older, offered: newer });
  expect(await story.update('fetch')).toMatchObject({ phase: 'fetched' });
}

const permission = `polkit.addRule(function (action, subject) {
  if (action.id === 'org.freedesktop.policykit.exec' && subject.user === 'user') return polkit.Result.YES;
});
`;

async function startPolkit(): Promise<void> {
  writeFileSync(story.debian.path('/etc/polkit-1/rules.d/00-test.rules'), permission);
  await story.debian.succeed('root', 'mkdir', '-p', '/run/dbus');
  story.debian.start('root', 'dbus-daemon', '--system', '--nofork', '--nopidfile');
  const bus = '/run/dbus/system_bus_socket';
  await expect.poll(() => story.debian.exists(bus), { timeout: 30_000 }).toBe(true);
  story.debian.start('root', '/usr/lib/polkit-1/polkitd', '--no-debug');
  const isAllowed = async () =>
    (await story.debian.run('user', 'sh', '-c', 'pkexec /usr/bin/true; exit $?')).code;
  await expect.poll(isAllowed, { timeout: 30_000 }).toBe(0);
}

test('where the system asks for the password itself, one word installs it and restarts', async () => {
  await startPolkit();
  await story.install(older);
  await story.startApp();
  await story.archiveVideo();
  story.offer();
  story.server.serve(filePath, story.deb);
  await fetchNewer();
  await story.update('install'); // its answer may be cut off by the restart
  await expect.poll(story.runningVersion, { timeout: 120_000 }).toBe(newer);
  await story.expectWorks(newer);
});

test('a crash of Reelkeep in the middle of that does not stop the package manager', async () => {
  await story.killApp();
  await story.install(older);
  await story.startApp();
  await fetchNewer();
  const installing = story.update('install');
  const isRun = async (...pattern: string[]) =>
    (await story.debian.run('root', 'pgrep', ...pattern)).code === 0;
  // Before that apt asks dpkg this and that.
  await expect.poll(() => isRun('-f', 'dpkg .*--unpack'), { timeout: 60_000 }).toBe(true);
  await story.killApp();
  await installing;
  await expect.poll(() => isRun('-x', 'apt-get'), { timeout: 120_000 }).toBe(false);
  await story.startApp();
  await story.expectWorks(newer);
  const isRunning = `Reelkeep ${newer} is running`;
  const timesTold = () => story.told().filter((title) => title === isRunning).length;
  await expect.poll(timesTold, { timeout: 30_000 }).toBe(2);
});
