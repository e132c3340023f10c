import { expect, test } from 'vitest';
import {
  autostartEntry,
  healedAutostart,
  programOf,
  quoteExec,
  readAutostart,
  startsHidden,
} from '../../../../electron/host/desktop/autostart-entry.ts';
import { autostartPath, ownProgram } from '../../../../electron/host/desktop/login-program.ts';

/** Reads an `Exec` line as a desktop does: string escapes, then quotes, then field codes. */
function argumentsOf(line: string): readonly string[] {
  const value = line.replace(/\\(.)/g, (_all, character: string) =>
    character === 's' ? ' ' : character,
  );
  const found = [...value.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)];
  return found.map(([, quoted, plain]) =>
    (quoted === undefined ? (plain ?? '') : quoted.replace(/\\(["`$\\])/g, '$1')).replaceAll(
      '%%',
      '%',
    ),
  );
}

const paths = [
  '/opt/Reelkeep/reelkeep',
  '/home/me/My Apps/Reelkeep 0.1.0.AppImage',
  '/home/o’brien/ünï/Фильмы/影片/reelkeep',
  '/home/me/100% sure/%f %U/reelkeep',
  '/home/me/"quoted"/$HOME/`id`/reelkeep',
  '/home/me/back\\slash\\/reelkeep',
  '/home/me/a;b&c|d>e<f(g)*h?i#j~k!/reelkeep',
  "/home/me/it's/reelkeep",
  '/home/me/ leading and trailing /reelkeep ',
  '/home/me/=weird=[group]/reelkeep',
];

test.each(paths)('%j is what the desktop starts, whatever is in it', (path) => {
  for (const start of ['hidden', 'window'] as const) {
    expect(programOf(readAutostart(autostartEntry([path], start)).exec ?? '')).toBe(path);
    const text = autostartEntry([path], start);
    expect(text.split('\n').filter((line) => line.startsWith('Exec='))).toHaveLength(1);
    const read = readAutostart(text);
    expect(read.start).toBe(start);
    expect(argumentsOf(read.exec ?? '')).toEqual(start === 'hidden' ? [path, '--hidden'] : [path]);
    expect(healedAutostart(text, [path])).toBeUndefined();
  }
});

test.each(['/a\nExec=rm', '/a\rb', '/a\tb', '/a\0b'])('%j is refused, not written', (path) => {
  expect(() => quoteExec(path)).toThrow(RangeError);
});

const entry = (...lines: readonly string[]) =>
  ['[Desktop Entry]', 'Type=Application', 'Exec=/opt/reelkeep --hidden', ...lines].join('\n');

test.each<[string, string | undefined, string]>([
  ['no file', undefined, 'off'],
  ['an empty file', '', 'off'],
  ['ours', entry(), 'hidden'],
  ['with its window', entry().replace(' --hidden', ''), 'window'],
  ['switched off by a desktop', entry('Hidden=true'), 'off'],
  ['switched off by GNOME', entry('X-GNOME-Autostart-enabled=false'), 'off'],
  ['switched on by GNOME', entry('X-GNOME-Autostart-enabled=true', 'Hidden=false'), 'hidden'],
  ['with Windows’ line ends', entry('Hidden=true').replaceAll('\n', '\r\n'), 'off'],
  ['with spaces around the sign', entry('Hidden = true '), 'off'],
  ['another group does not count', entry('[Desktop Action x]', 'Hidden=true', 'Exec=x'), 'hidden'],
  ['without a program', '[Desktop Entry]\nType=Application\n', 'off'],
  ['of another type', entry().replace('Application', 'Link'), 'off'],
  ['keys before any group', 'Exec=/x\nType=Application', 'off'],
  ['a comment', entry('#Hidden=true'), 'hidden'],
  ['a path that only looks like the switch', entry().replace(' --hidden', '--hidden-x'), 'window'],
])('%s reads as the system reads it', (_title, text, start) => {
  expect(readAutostart(text).start).toBe(start);
});

test('an entry for a program that has moved is made anew, and keeps how it starts', () => {
  const old = autostartEntry(['/home/me/Reelkeep-0.1.AppImage'], 'hidden');
  const healed = healedAutostart(old, ['/home/me/Reelkeep-0.2.AppImage']);
  expect(healed).toBe(autostartEntry(['/home/me/Reelkeep-0.2.AppImage'], 'hidden'));
});

test.each([undefined, '', entry('Hidden=true'), entry('X-GNOME-Autostart-enabled=false')])(
  'what the user switched off stays off: %j',
  (text) => {
    expect(healedAutostart(text, ['/elsewhere/reelkeep'])).toBeUndefined();
  },
);

test('an AppImage starts as itself, and not out of where it is mounted', () => {
  const facts = { execPath: '/tmp/.mount_x/reelkeep', appPath: '/app', isPackaged: true };
  expect(ownProgram({ APPIMAGE: '/home/me/R.AppImage' }, facts)).toEqual(['/home/me/R.AppImage']);
  expect(ownProgram({}, facts)).toEqual(['/tmp/.mount_x/reelkeep']);
  expect(ownProgram({ APPIMAGE: 'R.AppImage' }, facts)).toEqual(['/tmp/.mount_x/reelkeep']);
  const elsewhere = { APPIMAGE: '/t.AppImage', APPDIR: '/tmp/.mount_terminal' };
  expect(ownProgram(elsewhere, facts)).toEqual(['/tmp/.mount_x/reelkeep']);
  // A terminal that is an AppImage hands its own path on to whatever is started in it.
  expect(ownProgram({ APPIMAGE: '/t.AppImage' }, { ...facts, isPackaged: false })).toEqual([
    '/tmp/.mount_x/reelkeep',
    '/app',
  ]);
});

test.each([
  [{}, '/home/me/.config/autostart/reelkeep.desktop'],
  [{ XDG_CONFIG_HOME: '/cfg' }, '/cfg/autostart/reelkeep.desktop'],
  [{ XDG_CONFIG_HOME: 'relative' }, '/home/me/.config/autostart/reelkeep.desktop'],
  [{ XDG_CONFIG_HOME: '' }, '/home/me/.config/autostart/reelkeep.desktop'],
])('with %j the entry lies at %s', (env, path) => {
  expect(autostartPath(env, '/home/me')).toBe(path);
});

test('only the switch itself starts without the window', () => {
  expect(startsHidden(['/x', '--hidden'])).toBe(true);
  expect(startsHidden(['/x', '--hidden=1', 'hidden', '--Hidden'])).toBe(false);
});
