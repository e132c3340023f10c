import { isUnfinished, type Task } from '../../shared/task.ts';

/** Whether a task has come to an end with its last step. */
export function hasEnded(before: Task, now: Task): boolean {
  return now.state !== before.state && !isUnfinished(now);
}

/**
 * The order in which tasks came to their ends. A stamp is the time in Unix milliseconds, made later than every
 * stamp before it, whatever becomes of the clock. What was told is known by one of them, for good: so what ended
 * just before a crash is told apart from what was told just before it.
 */
export class EndStamps {
  readonly #now: () => number;
  #lastMs = 0;

  /** @param now Unix milliseconds */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** The latest there is; 0 for none. */
  get lastMs(): number {
    return this.#lastMs;
  }

  /** Takes in a stamp of an earlier run. */
  see(stampMs: number): void {
    this.#lastMs = Math.max(this.#lastMs, stampMs);
  }

  /** The next version of a task, stamped if it is at an end only now. */
  stamp(before: Task, next: Task): Task {
    if (!hasEnded(before, next)) return next;
    this.#lastMs = Math.max(this.#lastMs + 1, this.#now());
    return { ...next, endStampMs: this.#lastMs };
  }
}
