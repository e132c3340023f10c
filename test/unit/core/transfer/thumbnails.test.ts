import { expect, test } from 'vitest';
import { Thumbnails } from '../../../../electron/core/transfer/extras/thumbnails.ts';
import type { Failure } from '../../../../electron/shared/failure.ts';
import { succeed } from '../../../../electron/shared/outcome.ts';
import { anArchivedTask } from '../../builders.ts';

const hourMs = 3_600_000;
const addedMs = Date.UTC(2026, 10, 1);
const stored = 'https://host.example/1.jpg';

const refused: Failure = { code: 'media-refused', host: 'host.example', httpStatus: 404 };
const away: Failure = { code: 'media-stalled', host: 'host.example' };
const busy: Failure = { code: 'host-busy', host: 'host.example', retryAfterMs: 5 * hourMs };

const task = anArchivedTask({
  archivedAtMs: addedMs,
  deadlineMs: addedMs + 14 * 24 * hourMs,
  files: [],
  media: { videoUrl: 'https://host.example/1.mp4', thumbnailUrl: stored },
});

function missing() {
  let nowMs = addedMs;
  const applied: unknown[] = [];
  const thumbnails = new Thumbnails({
    tasks: { apply: (_id, event) => void applied.push(event) },
    links: {
      refresh: () => Promise.resolve(succeed({ videoUrl: '', thumbnailUrl: 'fresh' })),
      convert: () => Promise.resolve(succeed('converted')),
    },
    clock: { now: () => nowMs },
    chance: () => 0,
  });
  const { signal } = new AbortController();
  return {
    thumbnails,
    miss: (failure: Failure) => {
      const next = thumbnails.missed(task, { url: stored, count: 1 }, failure);
      nowMs += next?.afterMs ?? 0;
      return next?.afterMs;
    },
    link: () => thumbnails.linkTo(task, { url: stored, count: 1 }, signal),
    pass: (forMs: number) => void (nowMs += forMs),
  };
}

test('a picture is wanted while it is missing and its link may live', () => {
  const { thumbnails, pass } = missing();
  expect(thumbnails.next(task)).toEqual({ url: stored, count: 1 });
  expect(thumbnails.next({ ...task, media: { videoUrl: 'x' } })).toBeUndefined();
  pass(14 * 24 * hourMs);
  expect(thumbnails.next(task)).toBeUndefined();
});

test('it is tried soon at first, then ever more seldom, and never after its deadline', () => {
  const { thumbnails, miss } = missing();
  const rests = [miss(away), miss(away), miss(away), miss(away)];
  expect(rests).toEqual([30_000, 120_000, 480_000, 1_920_000]);
  let tries = rests.length;
  while (miss(away) !== undefined) tries += 1;
  expect(tries).toBeLessThan(50);
  expect(thumbnails.next(task)).toBeUndefined();
});

test('what is refused is tried by a fresh link, then by a converted one', async () => {
  const { miss, link } = missing();
  const links: unknown[] = [];
  for (const failure of [away, refused, refused, refused]) {
    miss(failure);
    links.push(await link());
  }
  expect(links).toEqual([stored, 'fresh', 'converted', stored].map(succeed));
});

test('a host that names a time is left alone until then', () => {
  expect(missing().miss(busy)).toBe(5 * hourMs);
});
