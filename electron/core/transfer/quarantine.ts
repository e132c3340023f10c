import type { Failure } from '../../shared/failure.ts';
import type { ReadyTask, Task } from '../../shared/task.ts';
import type { TaskId } from '../../shared/id.ts';
import { backoffMs, type Backoff } from '../platform/backoff.ts';
import type { Clock } from '../platform/clock.ts';
import { TimerMap } from '../platform/timer-map.ts';
import type { CrashHistory, CrashSuspicion } from '../instance/crash-history.ts';
import type { TaskUpdater } from '../library/task-updater.ts';
import type { TransferScheduler } from './transfer-scheduler.ts';

/** Quarantines a task after two crashes while it was the only one in flight. */
const crashesToSetAside = 2;

const hourMs = 60 * 60_000;
const backoff: Backoff = { firstMs: 6 * hourMs, maxMs: 6 * hourMs * 2 ** 10 };
const minRestMs = 10 * 60_000;

/**
 * When a task that was set aside is tried again, in Unix milliseconds: after six hours, doubled with each
 * further crash, but always before half of the time to its deadline is over. A video must not be lost
 * because two power cuts looked like its fault.
 */
export function nextTryMs(
  { crashes, atMs }: CrashSuspicion,
  deadlineMs: number | undefined,
): number {
  const restMs = backoffMs(backoff, crashes - crashesToSetAside);
  const leftMs = (deadlineMs ?? Infinity) - atMs;
  return atMs + Math.max(minRestMs, Math.min(restMs, leftMs / 2));
}

type Queue = Pick<TransferScheduler, 'enqueue' | 'drop' | 'forget' | 'tryNow'>;

/** What the quarantine needs. */
export interface QuarantineOptions {
  readonly record: CrashHistory;
  readonly transfers: Queue;
  readonly tasks: TaskUpdater;
  readonly clock: Clock;
}

/**
 * Stands before the transfers' queue, and keeps from it the tasks that have ended Reelkeep twice: the
 * others go on. Each says so, is tried again in time by itself, and at once when the user wishes.
 */
export class Quarantine implements Queue {
  readonly #options: QuarantineOptions;
  readonly #timers: TimerMap<TaskId>;
  readonly #released = new Set<TaskId>();

  constructor(options: QuarantineOptions) {
    this.#options = options;
    this.#timers = new TimerMap(options.clock);
  }

  enqueue(task: ReadyTask): void {
    const suspicion = this.#options.record.suspicionOf(task.id);
    const isHeld = suspicion !== undefined && suspicion.crashes >= crashesToSetAside;
    if (!isHeld || this.#released.has(task.id)) {
      this.#options.transfers.enqueue(task);
      return;
    }
    if (!this.#timers.has(task.id)) this.#setAside(task, suspicion);
  }

  drop(id: TaskId): void {
    this.#timers.cancel(id);
    this.#options.transfers.drop(id);
  }

  forget(task: Task): void {
    this.#timers.cancel(task.id);
    this.#options.record.acquit(task.id);
    this.#options.transfers.forget(task);
  }

  /** Lets a task be tried once more: the user wishes it, or it is time. */
  release(id: TaskId): void {
    this.#timers.cancel(id);
    this.#released.add(id);
  }

  tryNow(task: ReadyTask): void {
    this.#options.transfers.tryNow(task);
  }

  /** Lets go of everything that waits. */
  stop(): void {
    this.#timers.cancelAll();
  }

  #setAside(task: ReadyTask, suspicion: CrashSuspicion): void {
    const { clock, tasks } = this.#options;
    const atMs = nextTryMs(suspicion, task.deadlineMs);
    const onOver = (id: TaskId): void => {
      this.release(id);
      const now = tasks.get(id);
      if (now?.state === 'ready' && !now.paused) this.enqueue(now);
    };
    this.#timers.start(task.id, Math.max(0, atMs - clock.now()), { onOver });
    const failure: Failure = { code: 'set-aside', crashes: suspicion.crashes, nextTryAtMs: atMs };
    tasks.apply(task.id, { type: 'hindered', failure });
  }
}
