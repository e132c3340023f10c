import { isAbsolute, join } from 'node:path';

/** What is known of the program that runs. */
export interface ProgramFacts {
  readonly execPath: string;
  readonly appPath: string;
  readonly isPackaged: boolean;
}

/**
 * What starts this program again: an AppImage itself, for what is in it lies elsewhere at each start; in
 * development Electron with the app's folder.
 */
export function ownProgram(env: NodeJS.ProcessEnv, facts: ProgramFacts): readonly string[] {
  const { execPath, appPath, isPackaged } = facts;
  const [appImage, mounted] = [env['APPIMAGE'], env['APPDIR']];
  // Both are handed on to whatever an AppImage starts: only what lies in its mount is it.
  const isOwn = mounted === undefined || execPath.startsWith(`${mounted}/`);
  if (isPackaged && isOwn && appImage !== undefined && isAbsolute(appImage)) return [appImage];
  return isPackaged ? [execPath] : [execPath, appPath];
}

/** Absolute path of the entry; a relative `XDG_CONFIG_HOME` does not count, says its specification. */
export function autostartPath(env: NodeJS.ProcessEnv, home: string): string {
  const config = env['XDG_CONFIG_HOME'];
  const folder = config !== undefined && isAbsolute(config) ? config : join(home, '.config');
  return join(folder, 'autostart', 'reelkeep.desktop');
}
