import { chmodSync, lutimesSync } from 'node:fs';
import { walk } from './fpm/stage.ts';

/** Gives a folder and all in it the usual permissions and one time, so that it is the same on every machine. */
export function clamp(folder: string, epochSeconds: number): void {
  for (const { path, kind, mode } of [...walk(folder)].reverse()) {
    if (kind !== 'other')
      chmodSync(path, kind === 'folder' || (mode & 0o111) !== 0 ? 0o755 : 0o644);
    lutimesSync(path, epochSeconds, epochSeconds);
  }
}
