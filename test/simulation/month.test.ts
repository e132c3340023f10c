import { beforeAll, expect, test } from 'vitest';
import { delaysOf, quantile, type Delay } from './delays.ts';
import { endsAtMs, type Fate, type Generation } from './generation.ts';
import { floodAtMs } from './month.ts';
import { Run } from './run.ts';

const taskCount = 10_000;
const secondMs = 1000;
const minuteMs = 60 * secondMs;

/** Longest answer: 20 s. Longest interval of a running task: 60 s. Both in core/poll and the provider. */
const longestAnswerMs = 20 * secondMs;
const longestIntervalMs = 60 * secondMs;

const run = new Run(2, taskCount);
let delays: readonly Delay[] = [];

beforeAll(async () => {
  await run.live();
  delays = delaysOf(run);
}, 120_000);

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The states in which a generation of this fate may end up. */
const ends: Readonly<Record<Fate, readonly (string | undefined)[]>> = {
  succeeds: ['archived'],
  'refused-once': ['archived'],
  'refused-twice': ['archived'],
  fails: ['failed'],
  gone: ['lost'],
  expired: ['lost'],
  unknown: ['not-found'],
  'never-ends': ['stalled'],
  vanishes: ['stalled', 'not-found'], // the latter if it was gone before the first question
  removed: [undefined],
};

test('every task comes to the end that it has at its provider; only what may still end is asked about', () => {
  const wrong = run.generations.filter(({ id, fate }) => !ends[fate].includes(run.task(id)?.state));
  expect(wrong.map(({ id, fate }) => [id, fate, run.task(id)?.state])).toEqual([]);
  const isAsked = ({ id }: Generation) => run.computer.poller.isScheduled(id);
  const isOpen = ({ id }: Generation) => run.task(id)?.state === 'stalled';
  expect(run.generations.filter(isAsked)).toEqual(run.generations.filter(isOpen));
});

test('the counts add up: every id that was added is one task or was removed', () => {
  const tracked = [...run.computer.tasks.tasks()];
  const removed = run.generations.filter(({ fate }) => fate === 'removed');
  expect(run.generations).toHaveLength(taskCount);
  expect(tracked.length + removed.length).toBe(taskCount);
  expect(new Set(tracked.map(({ id }) => id)).size).toBe(tracked.length);
});

test('no key is ever used twice in a second, more than 60 times in a minute, or while it must rest', () => {
  expect(run.provider.budget.broken).toEqual([]);
  expect(run.provider.budget.calls).toBeGreaterThan(taskCount);
});

test('on a calm day an end is heard of within seconds', () => {
  const calm = delays.filter(({ isCalm }) => isCalm).map(({ delayMs }) => delayMs);
  expect(calm.length).toBeGreaterThan(taskCount / 2);
  // Half an interval as in `npm run bench:polling` (5 to 6 s), half a second of answer, the turns of a batch.
  expect(mean(calm)).toBeLessThan(10 * secondMs);
  expect(quantile(calm, 0.95)).toBeLessThan(30 * secondMs);
  // The end comes just after a question that is long in answering; then the longest interval, one more
  // such answer, and 40 others of the same batch in front, of which every fourth turn is somebody else's.
  const batchMs = 40 * secondMs * (4 / 3);
  expect(Math.max(...calm)).toBeLessThan(2 * longestAnswerMs + longestIntervalMs + batchMs);
});

test('what went wrong delays an end by what it lasted, and little more', () => {
  // A clock that jumped makes tasks look stalled: a quarter of an hour and a tenth. The longest hold: five
  // minutes. And the backlog after it: the flood's 1,500 ids, each asked at one endpoint, a second each.
  const boundMs = (16.5 + 5 + 25 * (4 / 3)) * minuteMs;
  const late = delays.filter(({ ownMs }) => ownMs > boundMs);
  expect(late.map(({ generation, ownMs }) => [generation.id, ownMs / minuteMs])).toEqual([]);
});

test('1,500 ids pasted at once are all answered for within an hour, and stop no one else', () => {
  const flood = run.generations.filter(({ startsAtMs }) => startsAtMs === floodAtMs);
  expect(flood).toHaveLength(1500);
  const waits = flood.flatMap(({ id, addedAtMs, fate }) => {
    const answeredAtMs = run.answeredAtMs.get(id);
    return answeredAtMs === undefined || fate === 'unknown' ? [] : [answeredAtMs - addedAtMs];
  });
  // Half a minute of running tasks' questions in two: new ids have three of any four calls.
  expect(Math.max(...waits)).toBeLessThan(60 * minuteMs);
});

test('a task costs a bounded number of requests', () => {
  const asked = (generation: Generation) => run.provider.asked.get(generation.id) ?? 0;
  const ofFate = (fate: Fate) =>
    run.generations.filter((generation) => generation.fate === fate).map(asked);
  // Up to an hour of age, a curve of n durations asks √(3600 s · ln n) / 0.57 times at the most (Cauchy and
  // Schwarz): 245. A stalled one then every minute for 15 answers after every
  // start of the app, of which there is one every three days, and every 15 minutes less a tenth on its first
  // day: 107; then at 1/24 of its age, less a tenth, for a month: 24 ln(31) / 0.9, or 92; and at every wake.
  expect(Math.max(...ofFate('succeeds'), ...ofFate('fails'))).toBeLessThanOrEqual(245);
  expect(Math.max(...ofFate('never-ends'), ...ofFate('vanishes'))).toBeLessThanOrEqual(
    245 + 11 * 15 + 107 + 92 + 60,
  );
  // Six endpoints at three accounts, and two that an account's history points to: a round and a look until it is
  // not found, a round, a look and a round within the hour after it; all of that again for an impatient user.
  const onceThrough = 3 * 18 + 2 * 2;
  expect(Math.max(...ofFate('unknown'))).toBeLessThanOrEqual(2 * onceThrough);
  expect(mean(ofFate('unknown'))).toBeLessThanOrEqual(onceThrough);
  const watched = run.generations.filter((each) => endsAtMs(each) > each.addedAtMs);
  expect(mean(watched.map(asked))).toBeLessThan(20);
});

test('a refused link is fetched every few minutes, also while its account cannot be asked, and not more', () => {
  // The key of one account is refused for two days: seven minutes less a tenth, and the first rests.
  const rounds = Math.ceil((48 * 60) / (7 * 0.9));
  expect(Math.max(...run.fetches.values())).toBeLessThan(rounds + 30);
  const fetches = [...run.fetches.values()];
  expect(mean(fetches)).toBeLessThan(2);
});

test('what this user has seen is learned and bounded', () => {
  const { durations } = run.computer;
  const used = new Set<string>(run.generations.map(({ endpoint }) => endpoint));
  for (const id of run.endpointIds.filter((each) => used.has(each))) {
    expect(durations.of(id).length).toBeGreaterThan(100);
    expect(durations.of(id).length).toBeLessThanOrEqual(200);
  }
});

test('a month leaves no memory behind but its tasks', () => {
  // Ten thousand tasks, their generations and the test's own notes: a few tens of megabytes.
  expect(process.memoryUsage().heapUsed).toBeLessThan(400e6);
});
