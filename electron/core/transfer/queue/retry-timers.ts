import type { TaskId } from '../../../shared/id.ts';
import type { Clock } from '../../platform/clock.ts';
import { TimerMap } from '../../platform/timer-map.ts';
import type { QueueEntry } from './host-queues.ts';

/** How long the queue rests, before it looks again, when the archive's folder is missing or full. */
export const folderHoldMs = 5_000;

/** How long a file rests that is too large for the disk; it goes at once when space is freed. */
const tooLargeRestMs = 10 * 60_000;

/** Tasks that rest after a failed transfer, or since they drip, each until its time. */
export class RetryTimers {
  readonly #timers: TimerMap<TaskId>;
  readonly #onOver: (id: TaskId) => void;
  /** Those of them that are too large for what is free on the disk. */
  readonly #tooLarge = new Set<TaskId>();
  /** Of those resting: let go of their slots for others, with their deadlines. */
  readonly #yielding = new Map<TaskId, number>();

  constructor(clock: Clock, onOver: (id: TaskId) => void) {
    this.#timers = new TimerMap(clock);
    this.#onOver = onOver;
  }

  get size(): number {
    return this.#timers.size;
  }

  has(id: TaskId): boolean {
    return this.#timers.has(id);
  }

  /** @param endsAtWake whether the rest is over once the computer has woken, or its network is back */
  start(id: TaskId, forMs: number, endsAtWake = false): void {
    this.end(id);
    const onOver = (): void => {
      this.end(id);
      this.#onOver(id);
    };
    this.#timers.start(id, forMs, { onOver, endsAtWake });
  }

  /** Lets a task rest that is too large for what is free on the disk. */
  waitForSpace(id: TaskId): void {
    this.start(id, tooLargeRestMs);
    this.#tooLarge.add(id);
  }

  /** Lets a task rest that drips, for others. */
  yield({ id, deadlineMs }: Pick<QueueEntry, 'id' | 'deadlineMs'>, forMs: number): void {
    this.start(id, forMs);
    this.#yielding.set(id, deadlineMs);
  }

  /**
   * There is a slot, and nobody to rest for: wakes the one with the earliest deadline.
   * @returns whether there was one
   */
  wakeYielding(): boolean {
    let first: { readonly id: TaskId; readonly deadlineMs: number } | undefined;
    for (const [id, deadlineMs] of this.#yielding) {
      if (first === undefined || deadlineMs < first.deadlineMs) first = { id, deadlineMs };
    }
    if (first === undefined) return false;
    this.#timers.end(first.id);
    return true;
  }

  /** Ends a rest without a word. */
  end(id: TaskId): void {
    this.#timers.cancel(id);
    this.#tooLarge.delete(id);
    this.#yielding.delete(id);
  }

  /** Space may be free now. */
  retryTooLarge(): void {
    for (const id of [...this.#tooLarge]) this.#timers.end(id);
  }

  /** The computer has woken, or its network is back. */
  wake(): void {
    this.#timers.wake();
  }

  /** Nobody is woken any more. */
  stop(): void {
    this.#timers.cancelAll();
  }
}
