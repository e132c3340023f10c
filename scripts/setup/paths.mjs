import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectDir = fileURLToPath(new URL('../../', import.meta.url));
export const modulesDir = join(projectDir, 'node_modules');
export const projectNode = join(
  modulesDir,
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** Per user and outside the checkout, so that a fresh clone finds what an earlier one fetched. */
export const cacheDir = join(
  process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'),
  'reelkeep',
);
