import type { Failure } from '../../../shared/failure.ts';
import type { TaskId } from '../../../shared/id.ts';
import { backoffMs } from '../../platform/backoff.ts';
import { allowedDelayMs } from '../../task/retry-policy.ts';
import { aHost, type HostsOptions, type HostState, type Refusal } from './host-state.ts';

const minuteMs = 60_000;

/** So many different tasks refused in a row, and none served between, are no accident. */
const minRefused = 3;

/** While a host refuses everybody, one task tries it: after a minute, and later on every five. */
const maxProbeRestMs = 5 * minuteMs;

/**
 * Each task is tried within this time all the same, one after another: the host may refuse them and nobody
 * else, and a file may be there for ten minutes only.
 */
const eachWithinMs = 7 * minuteMs;

/** Tries by one task after the other come no closer than this; where a page checks for bots, no closer than a minute. */
const minTurnRestMs = 1_000;

/** A host that wants fewer requests and does not say when to come back. */
const firstPauseMs = 10_000;
const maxPauseMs = 5 * minuteMs;

/** A pause that is worth a word at each task that waits for its end. */
const longPauseMs = minuteMs;

/** A part of each rest that is left to chance. */
const jitter = 0.1;

/**
 * What hosts of files say to everybody: one that refuses everybody, or wants to be left alone, is one
 * trouble, and its tasks wait for it together. None of them holds a slot, or another host's task.
 */
export class Hosts {
  readonly #options: HostsOptions;
  readonly #states = new Map<string, HostState>();

  constructor(options: HostsOptions) {
    this.#options = options;
  }

  /** Whether a task may go to the host now. */
  isOpen(host: string): boolean {
    const state = this.#states.get(host);
    if (state === undefined) return true;
    return this.#options.clock.now() >= state.closedUntilMs && state.probing === undefined;
  }

  /** Whether the host refuses everybody. */
  refusesAll(host: string): boolean {
    return this.#states.get(host)?.probes !== undefined;
  }

  /** Whether it does so to check for bots. */
  checksForBots(host: string): boolean {
    return this.refusesAll(host) && this.#states.get(host)?.isBotCheck === true;
  }

  get parked(): number {
    let sum = 0;
    for (const { parked } of this.#states.values()) sum += parked.size;
    return sum;
  }

  isParked(id: TaskId): boolean {
    for (const { parked } of this.#states.values()) if (parked.has(id)) return true;
    return false;
  }

  /** What is in the way of a host's tasks for longer than a moment; `undefined` for nothing. */
  hindranceOf(host: string): Failure | undefined {
    const state = this.#states.get(host);
    if (state?.probes !== undefined) return { code: 'host-refuses', host };
    return this.isOpen(host) ? undefined : state?.longPause;
  }

  /** A task goes to the host: while that refuses everybody, nobody else does until it has ended. */
  begin(host: string, id: TaskId): void {
    const state = this.#states.get(host);
    if (state === undefined || (state.probes === undefined && !state.isTrial)) return;
    state.isTrial = false;
    state.probing ??= id;
  }

  /** A task of a host that refuses everybody came home by another way: the next may try that at once. */
  goOn(host: string): void {
    const state = this.#states.get(host);
    if (state?.probes === undefined || state.probing !== undefined) return;
    this.#lift(state);
    this.#open(host, state);
  }

  /**
   * A person wants to know now: one task that waits tries the host at once, and the others go when it is
   * served. What a host has asked for by naming a time (`Retry-After`) is kept all the same: it said when to
   * come back, and going round it makes such hosts close for longer, for every video there.
   */
  tryNow(host: string): void {
    const state = this.#states.get(host);
    const nowMs = this.#options.clock.now();
    if (state === undefined || state.probing !== undefined) return;
    if (nowMs >= state.closedUntilMs || nowMs < state.askedUntilMs) return;
    state.isTrial = true;
    this.#lift(state);
    this.#open(host, state);
  }

  /** A task that went has ended, however. */
  ended(host: string, id: TaskId): void {
    const state = this.#states.get(host);
    if (state?.probing !== id) return;
    state.probing = undefined;
    if (state.probes === undefined) return;
    if (this.#tasksAt(host, state) === 0) this.#reopen(host, state);
    else this.#restUntilProbe(host, state, state.probes);
  }

  /** The host gave a task's bytes: it serves, and whoever waits for it may go. */
  served(host: string, id: TaskId): void {
    const state = this.#states.get(host);
    if (state === undefined) return;
    for (const each of state.refused) state.before.add(each);
    state.refused.clear();
    state.before.delete(id);
    state.pauses = 0;
    if (state.probes !== undefined) this.#reopen(host, state);
  }

  /**
   * The host refused a task.
   * @returns whether it refuses everybody: then this says nothing of the task
   */
  refused(host: string, { id, isBotCheck, isAboutFile }: Refusal): boolean {
    const state = this.#stateOf(host);
    const isOwn = !isBotCheck && (isAboutFile || state.before.has(id));
    if (!isOwn) state.refused.add(id);
    if (!isAboutFile) state.isBotCheck = isBotCheck;
    if (state.probes !== undefined) {
      if (state.probing === id) state.probes += 1;
      // Whoever says of one file that it is not there does not refuse everybody.
      if (isAboutFile && !isBotCheck) this.served(host, id);
      return !isOwn;
    }
    if (isOwn || (!isBotCheck && state.refused.size < minRefused)) return false;
    state.probes = 0;
    this.#restUntilProbe(host, state, 0);
    this.#options.onHindrance(host);
    return true;
  }

  /** Lets a refused task wait until its host serves again, or until it is its turn to try. */
  park(host: string, id: TaskId): void {
    const state = this.#stateOf(host);
    state.parked.add(id);
    this.#tell(host, state);
  }

  /**
   * The host wants to be left alone.
   * @param askedMs for how long; absent where it has not said
   * @param leftMs to the earliest deadline of those that wait for it
   */
  pause(host: string, askedMs: number | undefined, leftMs: number): void {
    const state = this.#stateOf(host);
    const ownMs = backoffMs({ firstMs: firstPauseMs, maxMs: maxPauseMs }, state.pauses);
    if (askedMs === undefined) state.pauses += 1;
    // Also one that ends sooner than asked, for an urgent video, is the host's own.
    else state.askedUntilMs = this.#options.clock.now() + askedMs;
    const forMs = allowedDelayMs(
      Math.max(askedMs ?? this.#jittered(ownMs), firstPauseMs / 10),
      leftMs,
    );
    if (forMs > longPauseMs) state.longPause = { code: 'host-busy', host, retryAfterMs: forMs };
    this.#close(host, state, forMs);
    if (forMs > longPauseMs) this.#options.onHindrance(host);
  }

  /** A task that waits is more urgent than those before: a pause ends in time for it too. */
  hurry(host: string, leftMs: number): void {
    const state = this.#states.get(host);
    if (state === undefined) return;
    const { clock } = this.#options;
    const restMs = state.closedUntilMs - clock.now();
    if (restMs <= 0) return;
    const grant = allowedDelayMs(restMs, leftMs);
    if (grant >= restMs) return;
    state.closedUntilMs = -Infinity;
    this.#close(host, state, grant);
  }

  /** A task waits no more: it is done, or taken out. */
  forget(id: TaskId): void {
    for (const [host, state] of this.#states) {
      state.refused.delete(id);
      state.before.delete(id);
      const wasParked = state.parked.delete(id);
      if (state.probes !== undefined) {
        if (this.#tasksAt(host, state) === 0 && state.probing === undefined) {
          this.#reopen(host, state);
        } else if (wasParked) this.#tell(host, state);
      }
      this.#drop(host, state);
    }
  }

  /** Stops all timers. */
  stop(): void {
    for (const { cancelTimer } of this.#states.values()) cancelTimer?.();
  }

  #stateOf(host: string): HostState {
    const known = this.#states.get(host);
    if (known !== undefined) return known;
    const state = aHost();
    this.#states.set(host, state);
    return state;
  }

  #drop(host: string, state: HostState): void {
    const { refused, before, parked, probes, pauses } = state;
    const isOpen = this.isOpen(host) && probes === undefined && pauses === 0;
    if (isOpen && refused.size + before.size + parked.size === 0) this.#states.delete(host);
  }

  #tasksAt(host: string, { parked }: HostState): number {
    return parked.size + this.#options.waitingAt(host);
  }

  #restUntilProbe(host: string, state: HostState, probes: number): void {
    const growingMs = Math.min(minuteMs * (probes + 1), maxProbeRestMs);
    const tasks = Math.max(1, this.#tasksAt(host, state));
    const shareMs = eachWithinMs / tasks;
    // Behind a check for bots all are alike, and haste prolongs it: more of them must take turns.
    const isTooMany = state.isBotCheck && shareMs < minuteMs;
    const fairMs = isTooMany ? Infinity : Math.max(shareMs, minTurnRestMs);
    this.#close(host, state, this.#jittered(Math.min(growingMs, fairMs)));
    this.#tell(host, state);
  }

  #close(host: string, state: HostState, forMs: number): void {
    const { clock } = this.#options;
    const untilMs = clock.now() + forMs;
    if (untilMs <= state.closedUntilMs) return;
    state.closedUntilMs = untilMs;
    state.cancelTimer?.();
    state.cancelTimer = clock.after(forMs, () => {
      state.cancelTimer = undefined;
      state.closedUntilMs = -Infinity;
      this.#open(host, state);
    });
  }

  #lift(state: HostState): void {
    state.cancelTimer?.();
    state.cancelTimer = undefined;
    state.closedUntilMs = -Infinity;
  }

  /** It is time: for one of those that were tried already, when nobody else waits. */
  #open(host: string, state: HostState): void {
    const [next] = state.parked;
    const isTurn = state.probes !== undefined && this.#options.waitingAt(host) === 0;
    if (isTurn && next !== undefined) state.parked.delete(next);
    if (state.longPause !== undefined) {
      state.longPause = undefined;
      this.#options.onHindrance(host);
    }
    this.#options.onOpen(isTurn && next !== undefined ? [next] : []);
    this.#drop(host, state);
  }

  #reopen(host: string, state: HostState): void {
    state.probes = undefined;
    state.probing = undefined;
    this.#lift(state);
    const parked = [...state.parked];
    state.parked.clear();
    this.#options.onRefuses(host, 0);
    this.#options.onHindrance(host);
    this.#options.onOpen(parked);
    this.#drop(host, state);
  }

  #tell(host: string, state: HostState): void {
    if (state.probes === undefined) return;
    const underWay = Number(state.probing !== undefined && !state.parked.has(state.probing));
    this.#options.onRefuses(host, Math.max(1, this.#tasksAt(host, state) + underWay));
  }

  #jittered(forMs: number): number {
    return forMs * (1 - jitter * this.#options.chance());
  }
}
