import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** The Chromium in the Electron that ships, by their major versions. A test asks for a new one with each new Electron. */
export const shipped = { electron: 45, chromium: 156 } as const;

/** The names that a Chromium's command has. */
const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'] as const;

/** A browser of this system, or why none will do. */
export type FoundChromium =
  | { readonly ok: true; readonly path: string; readonly version: string }
  | { readonly ok: false; readonly why: string };

function pathOf(command: string): string | undefined {
  if (isAbsolute(command)) return command;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, command)).find((path) => existsSync(path));
}

function versionOf(path: string): string | undefined {
  try {
    const said = execFileSync(path, ['--version'], {
      encoding: 'utf8',
      timeout: 20_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return /\d+(\.\d+)+/.exec(said)?.[0];
  } catch {
    return undefined;
  }
}

/**
 * Looks for a Chromium that is as new as the one that ships.
 * @param named the only one to try: a command, or its absolute path
 */
export function findChromium(named?: string): FoundChromium {
  let older: string | undefined;
  for (const command of named === undefined ? commands : [named]) {
    const path = pathOf(command);
    const version = path === undefined ? undefined : versionOf(path);
    if (path === undefined || version === undefined) continue;
    if (Number.parseInt(version) >= shipped.chromium) return { ok: true, path, version };
    older ??= version;
  }
  const wanted = `Chromium ${shipped.chromium} or newer`;
  return {
    ok: false,
    why:
      older === undefined
        ? `no ${wanted} here (Debian: apt-get install chromium)`
        : `${wanted} is needed, and this is ${older}`,
  };
}
