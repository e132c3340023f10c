import type { Failure } from '../../shared/failure.ts';
import type { ReadyTask, Task } from '../../shared/task.ts';
import type { TaskId } from '../../shared/id.ts';
import type { Clock } from '../platform/clock.ts';
import type { CrashHistory, CrashSuspicion } from '../instance/crash-history.ts';
import type { TaskUpdater } from '../library/task-updater.ts';
import type { TransferScheduler } from './transfer-scheduler.ts';

/** Quarantines a task after two crashes while it was the only one in flight. */
const crashesToSetAside = 2;

const firstRestMs = 6 * 60 * 60_000;
const leastRestMs = 10 * 60_000;

/**
 * When a task that was set aside is tried again, in Unix milliseconds: after six hours, doubled with each
 * further crash, but always before half of the time to its deadline is over. A video must not be lost
 * because two power cuts looked like its fault.
 */
export function nextTryMs(
  { crashes, atMs }: CrashSuspicion,
  deadlineMs: number | undefined,
): number {
  const restMs = firstRestMs * 2 ** Math.min(crashes - crashesToSetAside, 10);
  const leftMs = (deadlineMs ?? Infinity) - atMs;
  return atMs + Math.max(leastRestMs, Math.min(restMs, leftMs / 2));
}

type Queue = Pick<TransferScheduler, 'enqueue' | 'drop' | 'forget' | 'tryNow'>;

/** What the quarantine needs. */
export interface QuarantineOptions {
  readonly record: CrashHistory;
  readonly transfers: Queue;
  readonly book: TaskUpdater;
  readonly clock: Clock;
}

/**
 * Stands before the transfers' queue, and keeps from it the tasks that have ended Reelkeep twice: the
 * others go on. Each says so, is tried again in time by itself, and at once when the user wishes.
 */
export class Quarantine implements Queue {
  readonly #options: QuarantineOptions;
  readonly #waiting = new Map<TaskId, () => void>();
  readonly #released = new Set<TaskId>();

  constructor(options: QuarantineOptions) {
    this.#options = options;
  }

  enqueue(task: ReadyTask): void {
    const suspicion = this.#options.record.suspicionOf(task.id);
    const isHeld = suspicion !== undefined && suspicion.crashes >= crashesToSetAside;
    if (!isHeld || this.#released.has(task.id)) {
      this.#options.transfers.enqueue(task);
      return;
    }
    if (!this.#waiting.has(task.id)) this.#setAside(task, suspicion);
  }

  drop(id: TaskId): void {
    this.#stopWaiting(id);
    this.#options.transfers.drop(id);
  }

  forget(task: Task): void {
    this.#stopWaiting(task.id);
    this.#options.record.acquit(task.id);
    this.#options.transfers.forget(task);
  }

  /** Lets a task be tried once more: the user wishes it, or it is time. */
  release(id: TaskId): void {
    this.#stopWaiting(id);
    this.#released.add(id);
  }

  tryNow(task: ReadyTask): void {
    this.#options.transfers.tryNow(task);
  }

  /** Lets go of everything that waits. */
  stop(): void {
    for (const cancel of this.#waiting.values()) cancel();
    this.#waiting.clear();
  }

  #setAside(task: ReadyTask, suspicion: CrashSuspicion): void {
    const { clock, book } = this.#options;
    const atMs = nextTryMs(suspicion, task.deadlineMs);
    const cancel = clock.after(Math.max(0, atMs - clock.now()), () => {
      this.release(task.id);
      const now = book.get(task.id);
      if (now?.state === 'ready' && !now.paused) this.enqueue(now);
    });
    this.#waiting.set(task.id, cancel);
    const failure: Failure = { code: 'set-aside', crashes: suspicion.crashes, nextTryAtMs: atMs };
    book.apply(task.id, { type: 'hindered', failure });
  }

  #stopWaiting(id: TaskId): void {
    this.#waiting.get(id)?.();
    this.#waiting.delete(id);
  }
}
