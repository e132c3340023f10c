import type { AccountId, TaskId } from '../../shared/task.ts';
import type { SteadyClock } from '../platform/clock.ts';
import { Lane } from './lane.ts';
import type { Plan, Turn } from './plan.ts';

/** A computer that slept without a word is found to have done so within this time. */
const longestWaitMs = 60_000;

/** The two clocks drift apart by less than this between two looks, unless the computer slept. */
const driftMs = 2_000;

/** What the poller needs. */
export interface PollerOptions {
  readonly clock: SteadyClock;
  /** Makes the one call for this task. Never rejects; the next time is set with `schedule`. */
  readonly ask: (taskId: TaskId) => Promise<void>;
  /** The time of the next call may be another one now. */
  readonly onPlanned?: () => void;
  /** Between two calls of an account, start to start, in milliseconds; a little over a second by default. */
  readonly spacingMs?: number;
}

/**
 * Decides when which task is asked about: one timer for everything, set to the next call that any
 * account may make. An account makes one call a second at the most, whatever the call is for. It counts
 * on the clock that is never set, so that a jump of the other one neither freezes nor hurries anything.
 */
export class Poller {
  readonly #clock: SteadyClock;
  readonly #ask: (taskId: TaskId) => Promise<void>;
  readonly #onPlanned: () => void;
  readonly #spacingMs: number | undefined;
  readonly #lanes = new Map<AccountId, Lane>();
  readonly #laneOf = new Map<TaskId, Lane>();
  #cancelTimer: (() => void) | undefined;
  #timerAtMs: number | undefined;
  #plannedAtMs: number | undefined;
  #running = false;
  /** By how much the clock of the day was ahead of the other one at the last look. */
  #aheadMs: number;

  constructor({ clock, ask, onPlanned, spacingMs }: PollerOptions) {
    this.#clock = clock;
    this.#ask = ask;
    this.#onPlanned = onPlanned ?? (() => undefined);
    this.#spacingMs = spacingMs;
    this.#aheadMs = clock.now() - clock.elapsed();
  }

  /** Starts asking. Tasks may be scheduled before. */
  start(): void {
    this.#running = true;
    this.#arm();
  }

  /** Stops asking; open calls end by themselves. */
  stop(): void {
    this.#running = false;
    this.#cancel();
  }

  /** Sets when and in which turn a task is asked about, in place of what was planned before. */
  schedule(taskId: TaskId, accountId: AccountId, plan: Plan): void {
    const lane = this.#lane(accountId);
    const before = this.#laneOf.get(taskId);
    if (before !== lane) before?.due.delete(taskId);
    this.#laneOf.set(taskId, lane);
    lane.due.set(taskId, plan, this.#clock.elapsed());
    this.#arm();
  }

  /** Makes a planned question due now. One that is being asked, or is not planned, stays as it is. */
  hasten(taskId: TaskId, turn: Turn = 'routine'): void {
    this.#laneOf.get(taskId)?.due.hasten(taskId, turn, this.#clock.elapsed());
    this.#arm();
  }

  /** Takes a task off the schedule. */
  unschedule(taskId: TaskId): void {
    this.#laneOf.get(taskId)?.due.delete(taskId);
    if (this.#laneOf.delete(taskId)) this.#arm();
  }

  isScheduled(taskId: TaskId): boolean {
    return this.#laneOf.has(taskId);
  }

  /** Makes one call for a person in the account's turn, before its tasks, and also while it rests. */
  async inTurn<T>(accountId: AccountId, call: () => Promise<T>): Promise<T> {
    const lane = this.#lane(accountId);
    await new Promise<boolean>((resolve) => {
      lane.wait(resolve);
      this.#arm();
    });
    return this.#make(lane, call);
  }

  /**
   * Makes one call for a transfer's link in the account's turn.
   * @returns `undefined`, without a call, when the account rests
   */
  async inLinkTurn<T>(accountId: AccountId, call: () => Promise<T>): Promise<T | undefined> {
    const lane = this.#lane(accountId);
    const mayCall = await new Promise<boolean>((resolve) => {
      lane.waitForLink(resolve, this.#clock.elapsed());
      this.#arm();
    });
    return mayCall ? this.#make(lane, call) : undefined;
  }

  /** Makes the account rest until then, in Unix milliseconds. */
  hold(accountId: AccountId, untilMs: number): void {
    this.#lane(accountId).hold(untilMs - this.#clock.now() + this.#clock.elapsed());
    this.#arm();
  }

  /** Asks nothing for this account until `release`. */
  block(accountId: AccountId): void {
    this.#lane(accountId).block();
    this.#arm();
  }

  /** Ends the account's holds and its block. */
  release(accountId: AccountId): void {
    this.#lane(accountId).release();
    this.#arm();
  }

  /**
   * The computer has woken, or its network is back: what would have been due by now is due, once. Missed
   * turns are not replayed, and holds have gone on through the sleep.
   */
  wake(): void {
    const sleptMs = this.#skipSleep();
    for (const lane of this.#lanes.values()) lane.shortenHold(sleptMs);
    this.#arm();
  }

  /** Unix milliseconds of the next call, never in the past; `undefined` when none is planned. */
  nextAtMs(): number | undefined {
    const next = this.#nextElapsedMs();
    if (next === undefined) return undefined;
    return this.#clock.now() + Math.max(0, next - this.#clock.elapsed());
  }

  /** Time that passed while no timer ran: the clock of the day went on without the other one. */
  #skipSleep(): number {
    const aheadMs = this.#clock.now() - this.#clock.elapsed();
    const sleptMs = aheadMs - this.#aheadMs;
    this.#aheadMs = aheadMs;
    // A clock that was set back says nothing: everything goes on as planned.
    if (sleptMs < driftMs) return 0;
    for (const lane of this.#lanes.values()) lane.skip(sleptMs);
    return sleptMs;
  }

  #nextElapsedMs(): number | undefined {
    let next: number | undefined;
    for (const lane of this.#lanes.values()) {
      const at = lane.nextAtMs();
      if (at !== undefined && (next === undefined || at < next)) next = at;
    }
    return next;
  }

  #lane(accountId: AccountId): Lane {
    const known = this.#lanes.get(accountId);
    if (known !== undefined) return known;
    const lane = new Lane(this.#spacingMs);
    this.#lanes.set(accountId, lane);
    return lane;
  }

  #cancel(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#timerAtMs = undefined;
  }

  #arm(): void {
    if (!this.#running) return;
    const next = this.#nextElapsedMs();
    if (next !== this.#plannedAtMs) {
      this.#plannedAtMs = next;
      this.#onPlanned();
    }
    const nowMs = this.#clock.elapsed();
    if (next === undefined) {
      this.#cancel();
      return;
    }
    // A timer that is set already and not too late will look again.
    const atMs = Math.min(Math.max(next, nowMs), nowMs + longestWaitMs);
    if (this.#timerAtMs !== undefined && this.#timerAtMs <= atMs) return;
    this.#cancel();
    this.#timerAtMs = atMs;
    this.#cancelTimer = this.#clock.after(Math.ceil(atMs - nowMs), () => {
      this.#timerAtMs = undefined;
      this.#skipSleep();
      this.#makeCalls();
    });
  }

  #makeCalls(): void {
    const nowMs = this.#clock.elapsed();
    for (const lane of this.#lanes.values()) {
      const at = lane.nextAtMs();
      if (at === undefined || at > nowMs) continue;
      const call = lane.open(nowMs);
      if (call?.kind === 'caller') call.proceed(true);
      else if (call !== undefined) void this.#askAbout(call.taskId, lane);
    }
    this.#arm();
  }

  async #askAbout(taskId: TaskId, lane: Lane): Promise<void> {
    this.#laneOf.delete(taskId);
    await this.#make(lane, () => this.#ask(taskId));
  }

  async #make<T>(lane: Lane, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } finally {
      lane.close();
      this.#arm();
    }
  }
}
