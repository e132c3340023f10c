import type { LoginStart } from '../../shared/settings/background.ts';

/** The switch that starts Reelkeep without its window. */
export const hiddenSwitch = '--hidden';

/** Whether a command line asks for a start without the window. */
export function startsHidden(argv: readonly string[]): boolean {
  return argv.includes(hiddenSwitch);
}

/**
 * Quotes an argument of a desktop entry's `Exec` line.
 * @throws RangeError for what no such line can hold
 * @see https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html
 */
export function quoteExec(argument: string): string {
  if (/\p{Cc}/u.test(argument)) throw new RangeError('a path with a control character');
  const percent = argument.replaceAll('%', '%%'); // else it would be a field code
  if (/^[A-Za-z0-9_./:@+,=-]+$/.test(percent)) return percent;
  // Once for the quotes, and once more because the line is a string value with escapes of its own.
  const quoted = `"${percent.replace(/["`$\\]/g, '\\$&')}"`;
  return quoted.replaceAll('\\', '\\\\');
}

/** The program that an `Exec` line starts; `undefined` where it names none. */
export function programOf(exec: string): string | undefined {
  // Escapes of the value first, then those within quotes, then `%%`.
  const value = exec.replace(/\\(.)/g, (_all, sign: string) => (sign === 's' ? ' ' : sign));
  const [, quoted, plain] = /^\s*(?:"((?:[^"\\]|\\.)*)"|(\S+))/.exec(value) ?? [];
  const program = quoted?.replace(/\\(["`$\\])/g, '$1') ?? plain;
  return program?.replaceAll('%%', '%');
}

/** The text of the entry that starts Reelkeep at login. */
export function autostartEntry(program: readonly string[], start: 'hidden' | 'window'): string {
  const exec = [...program, ...(start === 'hidden' ? [hiddenSwitch] : [])].map(quoteExec).join(' ');
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.0',
    'Name=Reelkeep',
    'Comment=Keeps your AI videos before their links expire',
    `Exec=${exec}`,
    'Icon=reelkeep',
    'Terminal=false',
    'StartupNotify=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** What an entry says. */
export interface ReadEntry {
  /** What the system makes of it. */
  readonly start: LoginStart;
  /** Its `Exec` line, as it stands; absent where there is none. */
  readonly exec?: string;
}

/** The keys of the main group; the first of each counts, as in GLib. */
function mainGroup(text: string): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  let isMain = false;
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('[')) isMain = line.trim() === '[Desktop Entry]';
    const [, key, value] = /^([A-Za-z0-9-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (isMain && key !== undefined && value !== undefined && !keys.has(key)) keys.set(key, value);
  }
  return keys;
}

/** Reads an entry; `undefined`: there is none. Desktops switch one off by a key, and leave it there. */
export function readAutostart(text: string | undefined): ReadEntry {
  if (text === undefined) return { start: 'off' };
  const keys = mainGroup(text);
  const exec = keys.get('Exec');
  const isOff =
    exec === undefined ||
    exec === '' ||
    keys.get('Type') !== 'Application' ||
    keys.get('Hidden') === 'true' ||
    keys.get('X-GNOME-Autostart-enabled') === 'false';
  if (isOff) return { start: 'off', ...(exec !== undefined && { exec }) };
  return { start: / "?--hidden"?(?: |$)/.test(exec) ? 'hidden' : 'window', exec };
}

/**
 * The text that an entry should have, where it starts another program than this one: an AppImage that has
 * moved, an older installation. `undefined`: it is right, or not switched on.
 */
export function healedAutostart(
  text: string | undefined,
  program: readonly string[],
): string | undefined {
  const { start, exec } = readAutostart(text);
  if (start === 'off') return undefined;
  const wanted = autostartEntry(program, start);
  return readAutostart(wanted).exec === exec ? undefined : wanted;
}
