import { expect, test } from 'vitest';
import { resultsOf, withFresh } from '../../../../electron/core/task/results.ts';

const videoUrl = 'https://files.example/1.mp4';
const old = ['https://files.example/2.mp4', 'https://files.example/3.mp4'];
const fresh = { videoUrl: 'https://files.example/1.mp4?fresh' };

test('results are counted from 1, the first being the video', () => {
  expect(resultsOf({ videoUrl, moreUrls: old }).map(({ count }) => count)).toEqual([1, 2, 3]);
  expect(resultsOf({ videoUrl })).toEqual([{ count: 1, url: videoUrl }]);
});

test.each<[readonly string[] | undefined, readonly string[]]>([
  [['https://files.example/2.mp4?fresh'], ['https://files.example/2.mp4?fresh', old[1] ?? '']],
  [undefined, old],
  [
    ['a', 'b', 'c'],
    ['a', 'b', 'c'],
  ],
])('fresh links %j take the place of the old ones, and never fewer are left', (named, left) => {
  const links = withFresh(
    { videoUrl, moreUrls: old },
    { ...fresh, ...(named && { moreUrls: named }) },
  );
  expect(links).toEqual({ ...fresh, moreUrls: left });
});

test('one result stays one', () => {
  expect(withFresh({ videoUrl }, fresh)).toEqual(fresh);
});
