import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FastClock } from '../fake/fast-clock.ts';
import { seededRandom } from '../fake/seeded-random.ts';
import { startFakeProvider } from '../fake/provider/server.ts';
import { audit } from './audit.ts';
import { Life, type BuiltChild } from './life.ts';
import { clockFactor, type ChildOptions } from './protocol.ts';
import { drawScenario, type Scenario } from './scenario.ts';

/** What a run has shown. */
export interface RunResult {
  readonly seed: number;
  /** What was under way at each kill. */
  readonly kills: readonly string[];
  readonly accepted: number;
  /** Empty when all is well. */
  readonly violations: readonly string[];
  /** Where data and archive lie; kept only when something is wrong. */
  readonly folder: string;
}

/** Without a kill everything is over within a second or two, on a busy computer within ten. */
const finishesWithinMs = 40_000;

const maxKills = 4;
const maxCalls = 700;

interface Story {
  readonly scenario: Scenario;
  readonly random: () => number;
  /** How many requests have been acknowledged. */
  done: number;
}

/** Where the next life is to end: at a call to the file system, or after a while. */
function drawEnd(random: () => number): Pick<ChildOptions, 'fatalCall' | 'isCarriedOut'> & {
  readonly afterMs?: number;
} {
  if (random() < 0.3) return { afterMs: 150 + random() * 900 };
  // Early calls are as worth hitting as the many later ones.
  const fatalCall = Math.ceil(random() < 0.5 ? maxCalls ** random() : maxCalls * random());
  return { fatalCall, isCarriedOut: random() < 0.5 };
}

/** The user's requests, each until it is acknowledged. */
async function live(life: Life, story: Story, isHeeded = true): Promise<boolean> {
  if (!(await life.isReady())) return false;
  if (isHeeded && !(await life.request({ do: 'go-on' }))) return false;
  for (;;) {
    const request = story.scenario.requests[story.done];
    if (request === undefined) break;
    // A removal is to meet a task in any state: some are nearly there by then.
    await delay(story.random() * (request.do === 'remove' ? 900 : 60));
    if (!(await life.request(request))) return false;
    story.done += 1;
  }
  return life.until(() => life.left?.unfinished === 0);
}

async function lastLife(life: Life, story: Story): Promise<string | undefined> {
  const tooLong = delay(finishesWithinMs, 'late', { ref: false });
  const isDone = await Promise.race([live(life, story), tooLong]);
  if (isDone === true) {
    await life.request({ do: 'check' });
    await life.request({ do: 'quit' });
    await life.ended;
    return undefined;
  }
  life.kill();
  return `it did not come to an end:\n${life.log}`;
}

async function mortalLife(
  start: (options: Partial<ChildOptions>) => Life,
  story: Story,
): Promise<string | undefined> {
  const { afterMs, ...fatal } = drawEnd(story.random);
  const life = start(fatal);
  // Now and then nobody looks at the warnings, and not much happens.
  const isHeeded = story.random() < 0.8;
  if (afterMs !== undefined && story.random() < 0.7) await life.isReady();
  const timer = setTimeout(() => life.kill(), afterMs ?? (isHeeded ? finishesWithinMs : 2_000));
  await live(life, story, isHeeded);
  // Everything was done before the end came: a quit is as good a moment as any.
  if (life.left?.unfinished === 0) await life.request({ do: 'quit' });
  const ending = await life.ended;
  clearTimeout(timer);
  return ending.isKilled ? ending.at : undefined;
}

/** One run: the core is killed again and again, then lives on until all is done, then everything is counted. */
export async function crashRun(seed: number, child: BuiltChild): Promise<RunResult> {
  const random = seededRandom(seed);
  const folder = await mkdtemp(join(tmpdir(), `reelkeep-crash-${String(seed)}-`));
  const startMs = Date.now();
  const clock = new FastClock(clockFactor, startMs);
  await using provider = await startFakeProvider({
    seed: String(seed),
    clock: () => clock.now(),
    datesByClock: true,
  });
  const story: Story = { scenario: drawScenario(provider, random), random, done: 0 };
  const start = (options: Partial<ChildOptions> = {}) =>
    new Life({ folder, startMs, ...options }, child);
  const kills: string[] = [];
  const lives = 1 + Math.ceil(random() * maxKills);
  for (let count = 0; count < lives; count += 1) {
    const at = await mortalLife(start, story);
    if (at !== undefined) kills.push(at);
  }
  const last = start();
  const late = await lastLife(last, story);
  const found = await audit({ folder, provider, scenario: story.scenario });
  const violations = [...(late === undefined ? [] : [late]), ...found];
  if (violations.length === 0) await rm(folder, { recursive: true });
  return { seed, kills, accepted: story.scenario.expectations.length, violations, folder };
}
