import type { TaskId } from '../../shared/task.ts';
import { PriorityQueue } from '../priority-queue.ts';

/** Start to start, per key. About 3 calls a second brought 429; 1 never did. */
export const callSpacingMs = 1000;

/** Calls of one account that may be open at a time: slow answers do not stop the asking. */
const mostOpenCalls = 4;

/**
 * One account's calls: its tasks by the time they are due, callers that wait for a turn, and the
 * earliest moment of the next call. It knows no timer; the poller asks it when it may go on.
 */
export class Lane {
  readonly due = new PriorityQueue<TaskId>();
  readonly #waiting: (() => void)[] = [];
  #nextCallAtMs = 0;
  #heldUntilMs = 0;
  #blocked = false;
  #openCalls = 0;

  /** Makes the account rest. A hold never shortens one that is longer. */
  hold(untilMs: number): void {
    this.#heldUntilMs = Math.max(this.#heldUntilMs, untilMs);
  }

  /** Asks nothing until `release`. */
  block(): void {
    this.#blocked = true;
  }

  /** Ends holds and blocks; the spacing of calls stays. */
  release(): void {
    this.#blocked = false;
    this.#heldUntilMs = 0;
  }

  /** Puts a caller in front of the tasks. */
  wait(proceed: () => void): void {
    this.#waiting.push(proceed);
  }

  /** Unix milliseconds of the next call; `undefined` when there is none to make or none may be made. */
  nextAtMs(): number | undefined {
    if (this.#openCalls >= mostOpenCalls) return undefined;
    if (this.#waiting.length > 0) return this.#nextCallAtMs; // a person waits: holds do not apply
    const first = this.due.peek();
    if (first === undefined || this.#blocked) return undefined;
    return Math.max(first.rank, this.#nextCallAtMs, this.#heldUntilMs);
  }

  /** Takes the next call, which must be due, and counts it as open until `close`. */
  open(nowMs: number): { readonly proceed: () => void } | { readonly taskId: TaskId } | undefined {
    const proceed = this.#waiting.shift();
    const next = proceed === undefined ? this.due.take() : undefined;
    if (proceed === undefined && next === undefined) return undefined;
    this.#openCalls += 1;
    this.#nextCallAtMs = nowMs + callSpacingMs;
    if (proceed !== undefined) return { proceed };
    return next === undefined ? undefined : { taskId: next };
  }

  /** A call has its answer. */
  close(): void {
    this.#openCalls -= 1;
  }

  /**
   * A clock that was set back must not stop the account until it has caught up: no wait is longer
   * than it could have been when it was made.
   */
  forgetFuture(nowMs: number): void {
    this.#nextCallAtMs = Math.min(this.#nextCallAtMs, nowMs + callSpacingMs);
  }
}
