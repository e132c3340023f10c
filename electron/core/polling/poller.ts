import type { AccountId, TaskId } from '../../shared/id.ts';
import type { MonotonicClock } from '../platform/clock.ts';
import type { AccountHealth } from '../settings/account-health.ts';
import { AccountCallQueue } from './account-call-queue.ts';
import type { PollSchedule, PollPriority } from './poll-schedule.ts';

/** A computer that slept without a word is found to have done so within this time. */
const longestWaitMs = 60_000;

/** The two clocks drift apart by less than this between two looks, unless the computer slept. */
const driftMs = 2_000;

/** What the poller needs. */
export interface PollerOptions {
  readonly clock: MonotonicClock;
  readonly health: AccountHealth;
  /** The time of the next call may be another one now. */
  readonly onPlanned?: () => void;
  /** Between two calls of an account, start to start, in milliseconds; a little over a second by default. */
  readonly spacingMs?: number;
}

/**
 * Decides when which task is asked about: one timer for everything, set to the next call that any
 * account may make. An account makes at most one call a second, whatever the call is for. It counts
 * on the monotonic clock, so that a jump of the other one neither freezes nor hurries anything.
 */
export class Poller {
  readonly #clock: MonotonicClock;
  readonly #health: AccountHealth;
  #check: (taskId: TaskId) => Promise<void> = () => Promise.resolve();
  readonly #onPlanned: () => void;
  readonly #spacingMs: number | undefined;
  readonly #queues = new Map<AccountId, AccountCallQueue>();
  readonly #queueOfTask = new Map<TaskId, AccountCallQueue>();
  #cancelTimer: (() => void) | undefined;
  #timerAtMs: number | undefined;
  #plannedAtMs: number | undefined;
  #running = false;
  /** By how much the clock of the day was ahead of the other one at the last look. */
  #aheadMs: number;

  constructor({ clock, health, onPlanned, spacingMs }: PollerOptions) {
    this.#clock = clock;
    this.#health = health;
    this.#onPlanned = onPlanned ?? (() => undefined);
    this.#spacingMs = spacingMs;
    this.#aheadMs = clock.now() - clock.elapsed();
  }

  /**
   * Sets what is done when a task is due.
   * @param check makes the one call for it; never rejects, and sets the next time with `schedule`
   */
  onDue(check: (taskId: TaskId) => Promise<void>): void {
    this.#check = check;
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
  schedule(taskId: TaskId, accountId: AccountId, plan: PollSchedule): void {
    const queue = this.#queueOf(accountId);
    const before = this.#queueOfTask.get(taskId);
    if (before !== queue) before?.due.delete(taskId);
    this.#queueOfTask.set(taskId, queue);
    queue.due.set(taskId, plan, this.#clock.elapsed());
    this.#arm();
  }

  /** Makes a planned question due now. One that is being asked, or is not planned, stays as it is. */
  runNow(taskId: TaskId, priority: PollPriority = 'routine'): void {
    this.#queueOfTask.get(taskId)?.due.hasten(taskId, priority, this.#clock.elapsed());
    this.#arm();
  }

  /** Takes a task off the schedule. */
  unschedule(taskId: TaskId): void {
    this.#queueOfTask.get(taskId)?.due.delete(taskId);
    if (this.#queueOfTask.delete(taskId)) this.#arm();
  }

  isScheduled(taskId: TaskId): boolean {
    return this.#queueOfTask.has(taskId);
  }

  /** Makes one call for a person in the account's turn, before its tasks, and also while it rests. */
  async runUserCall<T>(accountId: AccountId, call: () => Promise<T>): Promise<T> {
    const queue = this.#queueOf(accountId);
    await new Promise<boolean>((resolve) => {
      queue.enqueueUserCall(resolve);
      this.#arm();
    });
    return this.#make(queue, call);
  }

  /**
   * Makes one call for a transfer's link in the account's turn.
   * @returns `undefined`, without a call, when the account rests
   */
  async runLinkCall<T>(accountId: AccountId, call: () => Promise<T>): Promise<T | undefined> {
    const queue = this.#queueOf(accountId);
    const mayCall = await new Promise<boolean>((resolve) => {
      queue.enqueueLinkCall(resolve, this.#clock.elapsed());
      this.#arm();
    });
    return mayCall ? this.#make(queue, call) : undefined;
  }

  /**
   * The computer has woken, or its network is back: what would have been due by now is due, once. Missed
   * turns are not replayed, and holds have gone on through the sleep.
   */
  wake(): void {
    this.#health.skip(this.#skipSleep());
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
    for (const queue of this.#queues.values()) queue.skip(sleptMs);
    return sleptMs;
  }

  /** An account begins a rest, or may be asked again. */
  accountRestChanged(accountId: AccountId): void {
    const isResting = this.#clock.elapsed() < this.#health.restsUntilMs(accountId);
    if (isResting) this.#queues.get(accountId)?.refuseLinkCalls();
    this.#arm();
  }

  #nextElapsedMs(): number | undefined {
    let next: number | undefined;
    for (const queue of this.#queues.values()) {
      const at = queue.nextAtMs();
      if (at !== undefined && (next === undefined || at < next)) next = at;
    }
    return next;
  }

  #queueOf(accountId: AccountId): AccountCallQueue {
    const known = this.#queues.get(accountId);
    if (known !== undefined) return known;
    const queue = new AccountCallQueue({
      restsUntilMs: () => this.#health.restsUntilMs(accountId),
      spacingMs: this.#spacingMs,
    });
    this.#queues.set(accountId, queue);
    return queue;
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
    for (const queue of this.#queues.values()) {
      const at = queue.nextAtMs();
      if (at === undefined || at > nowMs) continue;
      const call = queue.open(nowMs);
      if (call?.kind === 'caller') call.proceed(true);
      else if (call !== undefined) void this.#askAbout(call.taskId, queue);
    }
    this.#arm();
  }

  async #askAbout(taskId: TaskId, queue: AccountCallQueue): Promise<void> {
    this.#queueOfTask.delete(taskId);
    await this.#make(queue, () => this.#check(taskId));
  }

  async #make<T>(queue: AccountCallQueue, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } finally {
      queue.close();
      this.#arm();
    }
  }
}
