import { expect, test } from 'vitest';
import {
  all,
  live,
  minuteMs,
  providerError,
  rateLimited,
  secondMs,
  unreachable,
  veoId,
  type Call,
  type World,
} from './unknown-id-scene.ts';

// What an id costs that nobody knows, and how soon one is found that was only young: in virtual time.

const names = (calls: readonly Call[]) => calls.map(({ endpoint }) => endpoint);
const veoFirst = ['veo', ...all.filter((each) => each !== 'veo')];

/** The first round; then the looks and rounds of the first hour, as they must come. */
const costs: readonly (readonly [
  string,
  World,
  readonly string[],
  readonly (readonly string[])[],
])[] = [
  ['nothing points anywhere', {}, all, [[], all, all, all]],
  ['its form points to Veo', { id: veoId }, veoFirst, [['veo'], veoFirst, ['veo'], veoFirst]],
  [
    'the history points to two, of three',
    { history: ['veo', 'veo', 'suno', 'suno', 'luma'] },
    ['veo', 'suno', 'luma', 'runway', 'aleph', 'market'],
    [
      ['veo', 'suno'],
      ['veo', 'suno', 'luma', 'runway', 'aleph', 'market'],
      ['veo', 'suno'],
      ['veo', 'suno', 'luma', 'runway', 'aleph', 'market'],
    ],
  ],
  [
    'two accounts',
    { accounts: 2 },
    [...all, ...all],
    [[], [...all, ...all], all, [...all, ...all]],
  ],
  [
    'two accounts, and a history at the first',
    { accounts: 2, history: ['veo'] },
    [...veoFirst, ...all],
    [['veo'], [...veoFirst, ...all], ['veo'], [...veoFirst, ...all]],
  ],
  [
    'a provider without the third route',
    { without: ['market'] },
    all,
    [[], all, all, all], // before it is given up, a route that was missing is tried again
  ],
  ['a limit in the middle', { hindered: { times: 1, by: rateLimited } }, all, [[], all, all, all]],
  ['an unsteady line', { hindered: { times: 2, by: unreachable } }, all, [[], all, all, all]],
  [
    'an endpoint that fails at first is asked last',
    { hindered: { times: 1, by: providerError } },
    [...all.slice(1), 'runway'],
    [[], all, all, all],
  ],
];

test.each(costs)('an unknown id costs one round: %s', async (...[, world, round, later]) => {
  const scene = await live(world);
  const [look = [], first = [], brief = [], last = []] = later;
  // A round takes a second a call, and what hinders it; the look comes after the grace.
  expect(names(await scene.until(50 * secondMs))).toEqual([...round, ...look]);
  expect(scene.state).toBe('not-found');
  expect(names(await scene.until(5 * minuteMs))).toEqual(first);
  expect(names(await scene.until(30 * minuteMs))).toEqual(brief);
  expect(names(await scene.until(90 * minuteMs))).toEqual(last);
  expect(await scene.until(48 * 60 * minuteMs)).toEqual([]);
  expect(scene.state).toBe('not-found');
});

const ownFirst = { history: ['runway', 'runway'] };
const ownLast = { history: ['suno', 'suno'] };

/** Of which endpoint, known after how many seconds, and found after how many at the latest. */
const young: readonly (readonly [string, string, number, number, World])[] = [
  ['nothing points anywhere', 'runway', 0, 3, {}],
  ['nothing points anywhere', 'suno', 0, 9, {}],
  ['nothing points anywhere', 'runway', 5, 75, {}],
  ['nothing points anywhere', 'suno', 5, 75, {}],
  ['nothing points anywhere', 'suno', 40, 75, {}],
  ['nothing points anywhere', 'suno', 1_200, 4_400, {}],
  ['the history does', 'runway', 5, 18, ownFirst],
  ['the history does', 'suno', 5, 18, ownLast],
  ['the history does', 'suno', 40, 90, ownLast],
  ['the history does', 'suno', 180, 700, ownLast],
  ['the history does', 'runway', 1_200, 4_400, ownFirst],
  ['the history says otherwise', 'runway', 5, 85, ownLast],
  ['the history says otherwise', 'runway', 1_200, 4_400, ownLast],
  ['its form does', 'veo', 5, 18, { id: veoId, ...ownLast }],
  ['its form says otherwise', 'suno', 5, 85, { id: veoId }],
  ['another account of two', 'suno', 5, 90, { accounts: 2 }],
  ['another account of two', 'runway', 1_200, 4_600, { accounts: 2, history: ['veo'] }],
  ['an unsteady line', 'suno', 40, 120, { hindered: { times: 3, by: unreachable } }],
  ['a limit in the middle', 'suno', 5, 100, { hindered: { times: 1, by: rateLimited } }],
  ['a provider without the second route', 'suno', 40, 90, { without: ['aleph'] }],
  [
    'an endpoint before it always fails',
    'suno',
    0,
    40,
    { hindered: { times: 500, by: providerError, at: ['aleph'] } },
  ],
  ['the first route is not there', 'suno', 0, 60, { without: ['runway'] }],
];

test.each(young)(
  'a young id is found soon after it is known: %s, %s after %d s, within %d s',
  async (...[, at, afterSeconds, withinSeconds, world]) => {
    const account = (world.accounts ?? 1) - 1;
    const known = { at, account, afterMs: afterSeconds * secondMs };
    const scene = await live({ ...world, known });
    await scene.until(withinSeconds * secondMs);
    expect(scene.state).toBe('running');
  },
);
