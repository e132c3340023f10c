import type { EndpointId } from '../../shared/endpoint.ts';
import type { TaskView } from '../../shared/task.ts';
import type { TaskId } from '../../shared/id.ts';
import type { Durations } from './durations.ts';
import { learnedCurve, type PollCurve } from './poll-curve.ts';
import { nextDelayMs } from './interval.ts';
import { scheduleOf, type PollSchedule } from './poll-schedule.ts';
import { thriftyDelayMs } from './thrift.ts';
import { defaultDurations } from './default-durations.ts';

/** An end that was seen longer than this after the last "still running" says too little about when it was. */
const maxBlindMs = 90_000;

/**
 * Nobody is asked less often than once a day: a longer time between two answers about a task was slept, or the
 * clock was set meanwhile.
 */
const maxBetweenAnswersMs = 26 * 3_600_000;

/** A curve is drawn again once this share of its durations is new. */
const renewShare = 0.05;

/**
 * Until an endpoint's first tasks have ended, this user's durations are unknown, and the user has most
 * likely just pasted the id and is watching: for its first minute a task is asked about this often.
 */
const attentive = { untilLearned: 3, forMs: 60_000, everyMs: 6_000 };

/** What the poll planner needs. */
export interface PollPlannerOptions {
  readonly durations: Durations;
  /** Unix milliseconds by the providers' clocks. */
  readonly trueNow: () => number;
  /** 0 to 1; spreads the questions. */
  readonly random: () => number;
  /** Battery or data are to be saved, and nothing is near its deadline. */
  readonly isThrifty?: () => boolean;
}

/** Answers about a task that is stalled, one after the other. */
interface StalledAnswers {
  readonly count: number;
  /** Unix milliseconds of the last one. */
  readonly lastMs: number;
}

interface Drawn {
  readonly curve: PollCurve;
  /** Durations that have come since. */
  news: number;
}

/** When each task is asked about, by what this user's tasks have taken so far. */
export class PollPlanner {
  readonly #options: PollPlannerOptions;
  readonly #curves = new Map<EndpointId, Drawn>();
  /** Unix milliseconds of the last answer that said "running". */
  readonly #seenRunningAtMs = new Map<TaskId, number>();
  readonly #stalledAnswers = new Map<TaskId, StalledAnswers>();

  constructor(options: PollPlannerOptions) {
    this.#options = options;
  }

  /** The next question about a task; `undefined` when there is none left. */
  plan(task: TaskView): PollSchedule | undefined {
    const { trueNow, random } = this.#options;
    const nowMs = trueNow();
    const stalledAnswers = this.#stalledAnswers.get(task.id)?.count ?? 0;
    const curve = task.endpoint === undefined ? [] : this.#curveOf(task.endpoint);
    const usualMs = nextDelayMs(task, { nowMs, random: random(), stalledAnswers }, curve);
    const isWatched = usualMs !== undefined && this.#isWatched(task, nowMs);
    const delayMs = isWatched
      ? Math.min(usualMs, attentive.everyMs)
      : this.#savedDelayMs(task, usualMs);
    return delayMs === undefined ? undefined : scheduleOf(task, delayMs, nowMs);
  }

  /** Learns from what an answer made of its task. */
  answered(task: TaskView): void {
    const nowMs = this.#options.trueNow();
    if (task.state === 'running') {
      this.#seenRunningAtMs.set(task.id, nowMs);
      return;
    }
    if (task.state === 'stalled') {
      this.#stalledAnswers.set(task.id, this.#withStalledAnswer(task.id, nowMs));
      return;
    }
    const runningAtMs = this.#seenRunningAtMs.get(task.id);
    this.forget(task.id);
    const startedAtMs = task.record?.startedAtMs;
    const hasEnded = task.state === 'ready' || task.state === 'failed';
    if (!hasEnded || task.endpoint === undefined) return;
    if (runningAtMs === undefined || startedAtMs === undefined) return;
    const blindMs = nowMs - runningAtMs;
    if (blindMs < 0 || blindMs > maxBlindMs) return;
    // It ended somewhere between the two answers.
    this.#learn(task.endpoint, (runningAtMs + nowMs) / 2 - startedAtMs);
  }

  /** They are counted anew where the time between two of them cannot be: nothing is given up on that clock. */
  #withStalledAnswer(id: TaskId, nowMs: number): StalledAnswers {
    const { count, lastMs } = this.#stalledAnswers.get(id) ?? { count: 0, lastMs: nowMs };
    const isInTurn = Math.abs(nowMs - lastMs) <= maxBetweenAnswersMs;
    return { count: isInTurn ? count + 1 : 1, lastMs: nowMs };
  }

  /** Drops what is remembered of a task that is tracked no more. */
  forget(id: TaskId): void {
    this.#seenRunningAtMs.delete(id);
    this.#stalledAnswers.delete(id);
  }

  /** What is running is asked about less often where there is something to save. */
  #savedDelayMs(task: TaskView, usualMs: number | undefined): number | undefined {
    const isSaved = task.state === 'running' && this.#options.isThrifty?.() === true;
    return isSaved && usualMs !== undefined ? thriftyDelayMs(usualMs) : usualMs;
  }

  #isWatched(task: TaskView, nowMs: number): boolean {
    if (task.state !== 'running' || task.endpoint === undefined) return false;
    if (this.#options.durations.of(task.endpoint).length >= attentive.untilLearned) return false;
    const knownForMs = nowMs - task.addedAtMs;
    return knownForMs >= 0 && knownForMs < attentive.forMs;
  }

  #learn(endpoint: EndpointId, durationMs: number): void {
    if (!this.#options.durations.add(endpoint, durationMs)) return;
    const drawn = this.#curves.get(endpoint);
    if (drawn === undefined) return;
    drawn.news += 1;
    const known = this.#options.durations.of(endpoint).length;
    if (drawn.news >= known * renewShare) this.#curves.delete(endpoint);
  }

  #curveOf(endpoint: EndpointId): PollCurve {
    const known = this.#curves.get(endpoint);
    if (known !== undefined) return known.curve;
    const learned = this.#options.durations.of(endpoint);
    const curve = learnedCurve(defaultDurations(endpoint), learned);
    this.#curves.set(endpoint, { curve, news: 0 });
    return curve;
  }
}
