import { silentLog } from '../../electron/core/platform/log.ts';
import { PollPlanner } from '../../electron/core/polling/poll-planner.ts';
import { Durations } from '../../electron/core/polling/durations.ts';
import { learnedCurve, pollCurve, type PollCurve } from '../../electron/core/polling/poll-curve.ts';
import { nextDelayMs } from '../../electron/core/polling/interval.ts';
import { defaultDurations } from '../../electron/core/polling/default-durations.ts';
import { endpointId } from '../../electron/shared/endpoint.ts';
import type { RunningTask, Task } from '../../electron/shared/task.ts';
import { toAccountId, toTaskId } from '../../electron/shared/id.ts';
import { ManualClock } from '../fake/clock.ts';
import {
  generationMs,
  usualSeconds,
  type Shape,
  type TimedEndpoint,
} from '../fake/generation-times.ts';
import { seededRandom } from '../fake/seeded-random.ts';
import { MemoryStore } from '../fake/store.ts';

// Reelkeep's cadence against asking at a fixed interval, on the same simulated durations: what it asks,
// and how late it hears of an end.

const tasksEach = 5_000;
const learnedFrom = 300;
/** Ids are pasted this long after the start at the most: the first question is asked then, by everybody. */
const pastedWithinMs = 20_000;
const startMs = Date.UTC(2026, 10, 1);

interface Sample {
  readonly durationMs: number;
  readonly pastedAtMs: number;
}

/** Milliseconds until the next question about a task of this age. */
type Policy = (ageMs: number) => number;

interface Score {
  readonly questions: number;
  readonly delaysMs: readonly number[];
}

const endpoints = Object.keys(usualSeconds) as TimedEndpoint[]; // the keys of a literal

function aTask(startedAtMs: number): RunningTask {
  const id = toTaskId('00000000');
  if (id === undefined) throw new Error('no task id');
  return {
    id,
    accountId: toAccountId('bench'),
    addedAtMs: startedAtMs,
    updatedAtMs: startedAtMs,
    paused: false,
    state: 'running',
    phase: 'generating',
    rawState: 'generating',
    sinceMs: startedAtMs,
    record: { parameters: {}, startedAtMs },
  };
}

function byCurve(curve: PollCurve, random: () => number): Policy {
  const task = aTask(startMs);
  return (ageMs) =>
    nextDelayMs(task, { nowMs: startMs + ageMs, random: random() }, curve) ?? 60_000;
}

function run(samples: readonly Sample[], policy: Policy): Score {
  let questions = 0;
  const delaysMs: number[] = [];
  for (const { durationMs, pastedAtMs } of samples) {
    let ageMs = pastedAtMs;
    questions += 1;
    for (; ageMs < durationMs; questions += 1) ageMs += policy(ageMs);
    if (pastedAtMs < durationMs) delaysMs.push(ageMs - durationMs);
  }
  return { questions: questions / samples.length, delaysMs };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function samplesOf(endpoint: TimedEndpoint, shape: Shape, seed: number): readonly Sample[] {
  const random = seededRandom(seed);
  return Array.from({ length: tasksEach }, () => ({
    durationMs: generationMs(endpoint, shape, random),
    pastedAtMs: pastedWithinMs * random(),
  }));
}

/** What Reelkeep itself learns from watching other tasks of the same kind, from nothing. */
function learn(endpoint: TimedEndpoint, shape: Shape): readonly number[] {
  const random = seededRandom(4711);
  const clock = new ManualClock();
  const durations = new Durations({ store: new MemoryStore(), clock, log: silentLog });
  let nowMs = startMs;
  const pollPlanner = new PollPlanner({ durations, trueNow: () => nowMs, random });
  const id = endpointId(endpoint);
  for (let n = 0; n < learnedFrom; n++) {
    const task = { ...aTask(nowMs), endpoint: id };
    const endsAtMs = nowMs + generationMs(endpoint, shape, random);
    nowMs += pastedWithinMs * random();
    while (nowMs < endsAtMs) {
      pollPlanner.answered(task);
      nowMs += pollPlanner.plan(task)?.delayMs ?? 60_000;
    }
    const { state: _running, phase: _phase, rawState: _raw, ...base } = task;
    const media = { videoUrl: 'https://files.example/v.mp4' };
    const ended: Task = { ...base, state: 'ready', media, linkStep: 'stored', attempts: 0 };
    pollPlanner.answered(ended);
  }
  return durations.of(id);
}

function report(name: string, scores: readonly Score[]): number {
  const all: Score = {
    questions: mean(scores.map(({ questions }) => questions)),
    delaysMs: scores.flatMap(({ delaysMs }) => delaysMs),
  };
  const cells = [...scores, all].map(({ questions, delaysMs }) => {
    const p95 = [...delaysMs].sort((a, b) => a - b)[Math.floor(delaysMs.length * 0.95)] ?? 0;
    const figures = [questions, mean(delaysMs) / 1000, p95 / 1000];
    return figures.map((figure) => figure.toFixed(1).padStart(6)).join('');
  });
  console.log([name.padEnd(24), ...cells].join(' |'));
  return all.questions;
}

/**
 * What no rule by age alone can undercut at a mean delay of five seconds, knowing the distribution: with
 * `S` the share that still runs and `f` the density of ends, requests times delay is at least
 * `(∫√(S·f) dt)² / 2` (Cauchy and Schwarz), and one question is asked by everybody at the start.
 */
function minQuestions(samples: readonly (readonly Sample[])[]): number {
  const steps = 100;
  const integrals = samples.map((each) => {
    const sorted = each.map(({ durationMs }) => durationMs / 1000).sort((a, b) => a - b);
    const edges = Array.from(
      { length: steps + 1 },
      (_, k) => sorted[Math.min(sorted.length - 1, Math.floor((k * sorted.length) / steps))] ?? 0,
    );
    return edges.slice(1).reduce((sum, edge, k) => {
      const left = 1 - (k + 0.5) / steps;
      return sum + Math.sqrt((left * (edge - (edges[k] ?? 0))) / steps);
    }, 0);
  });
  return mean(integrals) ** 2 / (2 * 5) + 1;
}

function compare(shape: Shape): void {
  const samples = endpoints.map((endpoint, index) => samplesOf(endpoint, shape, 100 + index));
  const random = seededRandom(1);
  const score = (policyOf: (endpoint: TimedEndpoint, index: number) => Policy) =>
    endpoints.map((endpoint, index) => run(samples[index] ?? [], policyOf(endpoint, index)));
  const prior = (endpoint: TimedEndpoint) => defaultDurations(endpointId(endpoint));
  const learned = new Map(endpoints.map((endpoint) => [endpoint, learn(endpoint, shape)]));
  const ownOf = (endpoint: TimedEndpoint) => learned.get(endpoint) ?? [];

  console.log(
    `\n${shape} durations, ${tasksEach} tasks an endpoint; each: requests a task, mean and p95 delay in s`,
  );
  console.log(
    ['', ...endpoints, 'all']
      .map((head, i) => (i === 0 ? ''.padEnd(24) : head.padStart(18)))
      .join(' |'),
  );
  const fixed = report(
    'every 10 s',
    score(() => () => 10_000),
  );
  report(
    'every 30 s',
    score(() => () => 30_000),
  );
  const cold = report(
    'Reelkeep, first start',
    score((e) => byCurve(pollCurve(prior(e)), random)),
  );
  const warm = report(
    'Reelkeep, learned',
    score((e) => byCurve(learnedCurve(prior(e), ownOf(e)), random)),
  );
  report(
    'learned, more patient',
    score((e) => byCurve(pollCurve([...prior(e), ...ownOf(e)], 1.1), random)),
  );
  const share = (questions: number) => `${Math.round((100 * questions) / fixed)} %`;
  console.log(
    `requests against every 10 s: first start ${share(cold)}, learned ${share(warm)}; ` +
      `no rule by age can do with less than ${share(minQuestions(samples))} at 5 s`,
  );
}

compare('log-normal');
compare('even');
compare('alike');
