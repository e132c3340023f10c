import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import { test } from './app-test.ts';

const script = fileURLToPath(new URL('../../scripts/desktop.ts', import.meta.url));
const run = promisify(execFile);

/** Calls a bus as a program on a private desktop does. */
async function ask(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const command = ['dbus-send', '--print-reply', '--dest=org.freedesktop.DBus', ...args];
  const { stdout } = await run(process.execPath, [script, ...command], {
    env: { ...process.env, ...env },
  });
  return stdout;
}

const method = (name: string) => ['/org/freedesktop/DBus', `org.freedesktop.DBus.${name}`];

/** Installs a notification daemon in all the places where a session bus looks for one, and says them. */
async function withDaemon(folder: string): Promise<NodeJS.ProcessEnv> {
  const places = {
    XDG_DATA_DIRS: 'share/dbus-1/services',
    XDG_DATA_HOME: 'data/dbus-1/services',
    XDG_RUNTIME_DIR: 'run/dbus-1/services',
    HOME: 'home/.local/share/dbus-1/services',
  };
  for (const place of Object.values(places)) {
    await mkdir(join(folder, place), { recursive: true, mode: 0o700 });
    await writeFile(
      join(folder, place, 'daemon.service'),
      '[D-BUS Service]\nName=org.freedesktop.Notifications\nExec=/bin/false\n',
    );
  }
  return Object.fromEntries(
    Object.entries(places).map(([name, place]) => [name, join(folder, place.split('/')[0] ?? '')]),
  );
}

test.skip(process.platform !== 'linux', 'macOS and Windows have but the one desktop');

for (const bus of ['session', 'system']) {
  test(`the private desktop’s ${bus} bus starts no service that is installed here`, async ({
    aTempFolder,
  }) => {
    const env = await withDaemon(await aTempFolder());
    const answer = await ask([`--${bus}`, ...method('ListActivatableNames')], env);
    const names = [...answer.matchAll(/string "(.*)"/g)].map(([, name]) => name);
    expect(names).toEqual(['org.freedesktop.DBus']);
    const call = ['string:org.freedesktop.Notifications', 'uint32:0'];
    await expect(ask([`--${bus}`, ...method('StartServiceByName'), ...call], env)).rejects.toThrow(
      'ServiceUnknown',
    );
  });
}

test('the private desktop has a keyring all the same, and folders of its own', async ({
  aTempFolder,
}) => {
  const folder = await aTempFolder();
  const env = await withDaemon(folder);
  const owner = ['string:org.freedesktop.secrets'];
  expect(await ask(['--session', ...method('NameHasOwner'), ...owner], env)).toContain(
    'boolean true',
  );
  const { stdout } = await run(process.execPath, [script, 'env'], {
    env: { ...process.env, ...env },
  });
  expect(stdout).not.toContain(folder);
});
