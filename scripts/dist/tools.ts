import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Tools } from './plan.ts';

const releasePage = 'https://github.com/electron-userland/electron-builder-binaries/releases';

/** Whether a program is on the PATH, or where only root’s PATH leads. */
export function hasCommand(command: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter).concat('/usr/sbin', '/sbin');
  return folders.some((folder) => existsSync(join(folder, command)));
}

/** Whether electron-builder has fetched its tools before. */
function areCached(): boolean {
  const cache =
    process.env['ELECTRON_BUILDER_CACHE'] ??
    join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'electron-builder');
  const names = existsSync(cache) ? readdirSync(cache) : [];
  return ['fpm', 'appimage'].every((tool) => names.some((name) => name.startsWith(tool)));
}

/** Looks at what there is to make packages with. A release page that does not answer in 5 s is out of reach. */
export async function findTools(): Promise<Tools> {
  if (areCached()) return { hasBuilderTools: true, has: hasCommand };
  try {
    const { ok } = await fetch(releasePage, { method: 'HEAD', signal: AbortSignal.timeout(5_000) });
    return { hasBuilderTools: ok, has: hasCommand };
  } catch {
    return { hasBuilderTools: false, has: hasCommand };
  }
}
