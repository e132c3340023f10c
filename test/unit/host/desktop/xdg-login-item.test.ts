import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from '../../../../electron/core/platform/log.ts';
import { autostartPath, ownProgram } from '../../../../electron/host/desktop/login-program.ts';
import { XdgLoginItem } from '../../../../electron/host/desktop/xdg-login-item.ts';

let home = '';
beforeEach(async () => (home = await mkdtemp(join(tmpdir(), 'reelkeep-login-'))));
afterEach(() => rm(home, { recursive: true, force: true }));

const names = ['Reelkeep.AppImage', 'My 100% "own" $apps\\Reelkeep.AppImage'];

async function anAppImage(name: string): Promise<string> {
  const path = join(home, name);
  await writeFile(path, '#!/bin/sh\n', { mode: 0o755 });
  return path;
}

/** What the AppImage has when it is started from where it lies: it is told so by its environment. */
function started(appImage: string): XdgLoginItem {
  const env = { APPIMAGE: appImage, APPDIR: '/tmp/.mount_Reel1', XDG_CONFIG_HOME: home };
  const execPath = '/tmp/.mount_Reel1/reelkeep';
  const program = ownProgram(env, { execPath, appPath: '/', isPackaged: true });
  return new XdgLoginItem(autostartPath(env, '/nowhere'), program, silentLog);
}

const entry = () => readFile(join(home, 'autostart', 'reelkeep.desktop'), 'utf8');

test.each(names)(
  '%s that was moved is what starts at login from its next start on',
  async (name) => {
    const old = await anAppImage(name);
    const item = started(old);
    expect(await item.write('hidden')).toEqual({ ok: true, value: 'hidden' });
    const moved = join(home, `moved ${name}`);
    await rename(old, moved);
    expect(await item.read()).toEqual({ ok: true, value: 'off' });
    const next = started(moved);
    void next.heal();
    expect(await next.read()).toEqual({ ok: true, value: 'hidden' });
    expect(await entry()).toContain('moved ');
  },
);

test('a program that may not be run starts nothing', async () => {
  const path = await anAppImage('Reelkeep.AppImage');
  const item = started(path);
  await item.write('window');
  await chmod(path, 0o644);
  expect(await item.read()).toEqual({ ok: true, value: 'off' });
});

test('an entry that cannot be mended is told as it is', async () => {
  const old = await anAppImage('Reelkeep.AppImage');
  await started(old).write('hidden');
  const moved = join(home, 'new.AppImage');
  await rename(old, moved);
  await mkdir(join(home, 'autostart', 'reelkeep.desktop.new')); // nothing can be written in its place
  const next = started(moved);
  await next.heal();
  expect(await next.read()).toEqual({ ok: true, value: 'off' });
});

test('what the user switched off elsewhere stays off', async () => {
  const item = started(await anAppImage('Reelkeep.AppImage'));
  await item.write('hidden');
  await writeFile(join(home, 'autostart', 'reelkeep.desktop'), `${await entry()}Hidden=true\n`);
  await item.heal();
  expect(await item.read()).toEqual({ ok: true, value: 'off' });
});
