import { join } from 'node:path';

/**
 * Where the user's videos are, to be proposed for the archive. A system that has lost this folder of its own
 * (redirected to a share that is gone, no home at all) must not keep the app from starting.
 * @param pathOf throws for a folder that the system does not know
 * @see https://www.electronjs.org/docs/latest/api/app#appgetpathname
 */
export function videosFolder(pathOf: (name: 'videos' | 'home' | 'userData') => string): string {
  for (const name of ['videos', 'home'] as const) {
    try {
      const path = pathOf(name);
      if (path !== '') return name === 'videos' ? path : join(path, 'Videos');
    } catch {
      // The next one may be there.
    }
  }
  return join(pathOf('userData'), 'Videos'); // without it nothing would have started
}
