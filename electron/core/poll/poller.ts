import type { AccountId, TaskId } from '../../shared/task.ts';
import type { Clock } from '../clock.ts';
import { Lane } from './lane.ts';

/** What the poller needs. */
export interface PollerOptions {
  readonly clock: Clock;
  /** Makes the one call for this task. Never rejects; the next time is set with `schedule`. */
  readonly ask: (taskId: TaskId) => Promise<void>;
  /** The time of the next call may be another one now. */
  readonly onPlanned?: () => void;
}

/**
 * Decides when which task is asked about: one timer for everything, set to the next call that any
 * account may make. An account makes one call a second at the most, whatever the call is for.
 */
export class Poller {
  readonly #clock: Clock;
  readonly #ask: (taskId: TaskId) => Promise<void>;
  readonly #onPlanned: () => void;
  readonly #lanes = new Map<AccountId, Lane>();
  readonly #laneOf = new Map<TaskId, Lane>();
  #cancelTimer: (() => void) | undefined;
  #running = false;

  constructor({ clock, ask, onPlanned }: PollerOptions) {
    this.#clock = clock;
    this.#ask = ask;
    this.#onPlanned = onPlanned ?? (() => undefined);
  }

  /** Starts asking. Tasks may be scheduled before. */
  start(): void {
    this.#running = true;
    this.#arm();
  }

  /** Stops asking; open calls end by themselves. */
  stop(): void {
    this.#running = false;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  /** Sets when a task is due, in Unix milliseconds. 0 puts it before everything that has waited. */
  schedule(taskId: TaskId, accountId: AccountId, dueAtMs: number): void {
    const lane = this.#lane(accountId);
    this.#forget(taskId);
    this.#laneOf.set(taskId, lane);
    lane.due.set(taskId, dueAtMs);
    this.#arm();
  }

  /** Takes a task off the schedule. */
  unschedule(taskId: TaskId): void {
    this.#forget(taskId);
    this.#arm();
  }

  isScheduled(taskId: TaskId): boolean {
    return this.#laneOf.has(taskId);
  }

  /** Makes one call in the account's turn, before its tasks: a test, a fresh link. */
  async inTurn<T>(accountId: AccountId, call: () => Promise<T>): Promise<T> {
    const lane = this.#lane(accountId);
    await new Promise<void>((resolve) => {
      lane.wait(resolve);
      this.#arm();
    });
    try {
      return await call();
    } finally {
      this.#close(lane);
    }
  }

  /** Makes the account rest until then, in Unix milliseconds. */
  hold(accountId: AccountId, untilMs: number): void {
    this.#lane(accountId).hold(untilMs);
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

  /** Looks at the clock again: after sleep, or when the network is back. Missed turns are not replayed. */
  wake(): void {
    for (const lane of this.#lanes.values()) lane.forgetFuture(this.#clock.now());
    this.#arm();
  }

  /** Unix milliseconds of the next call; `undefined` when none is planned. */
  nextAtMs(): number | undefined {
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
    const lane = new Lane();
    this.#lanes.set(accountId, lane);
    return lane;
  }

  #forget(taskId: TaskId): void {
    this.#laneOf.get(taskId)?.due.delete(taskId);
    this.#laneOf.delete(taskId);
  }

  #arm(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    if (!this.#running) return;
    this.#onPlanned();
    const next = this.nextAtMs();
    if (next === undefined) return;
    this.#cancelTimer = this.#clock.after(Math.max(0, next - this.#clock.now()), () => {
      this.#makeCalls();
    });
  }

  #makeCalls(): void {
    const nowMs = this.#clock.now();
    for (const lane of this.#lanes.values()) {
      const at = lane.nextAtMs();
      if (at === undefined || at > nowMs) continue;
      const call = lane.open(nowMs);
      if (call === undefined) continue;
      if ('proceed' in call) call.proceed();
      else void this.#askAbout(call.taskId, lane);
    }
    this.#arm();
  }

  async #askAbout(taskId: TaskId, lane: Lane): Promise<void> {
    this.#laneOf.delete(taskId);
    try {
      await this.#ask(taskId);
    } finally {
      this.#close(lane);
    }
  }

  #close(lane: Lane): void {
    lane.close();
    this.#arm();
  }
}
