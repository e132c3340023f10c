import { join } from 'node:path';
import { expect, test } from 'vitest';
import { videosFolder } from '../../../../electron/host/system/videos-folder.ts';

const all = { videos: '/home/me/Filme', home: '/home/me', userData: '/home/me/.config/Reelkeep' };

test.each([
  ['as the system names it', all, all.videos],
  [
    'of its own name, where the system has lost it',
    { ...all, videos: '' },
    join(all.home, 'Videos'),
  ],
  ['without a home', { userData: all.userData }, join(all.userData, 'Videos')],
])('the folder for videos is proposed %s', (_name, paths: Partial<typeof all>, expected) => {
  const found = videosFolder((name) => {
    const path = paths[name];
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  });
  expect(found).toBe(expected);
});
