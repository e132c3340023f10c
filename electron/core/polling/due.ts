import type { TaskId } from '../../shared/id.ts';
import { PriorityQueue } from '../platform/priority-queue.ts';
import type { PollSchedule, PollPriority } from './poll-schedule.ts';

interface Entry {
  readonly priority: PollPriority;
  readonly dueAtMs: number;
  /** Due time and slack: who goes first among those that are due. */
  readonly rankMs: number;
}

/**
 * The planned questions of one account, by the monotonic clock: those that wait for their time, and
 * those that are due, in a queue for each turn.
 */
export class DueTasks {
  readonly #entries = new Map<TaskId, Entry>();
  readonly #later = new PriorityQueue<TaskId>();
  readonly #due: Readonly<Record<PollPriority, PriorityQueue<TaskId>>> = {
    user: new PriorityQueue(),
    new: new PriorityQueue(),
    routine: new PriorityQueue(),
  };

  has(id: TaskId): boolean {
    return this.#entries.has(id);
  }

  /** Plans a question, in place of the one before. */
  set(id: TaskId, { priority, delayMs, slackMs }: PollSchedule, nowMs: number): void {
    const dueAtMs = nowMs + delayMs;
    this.#put(id, { priority, dueAtMs, rankMs: dueAtMs + slackMs });
  }

  /** Makes a planned question due. */
  hasten(id: TaskId, priority: PollPriority, nowMs: number): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    const aheadMs = Math.max(0, entry.dueAtMs - nowMs);
    this.#put(id, { priority, dueAtMs: nowMs, rankMs: entry.rankMs - aheadMs });
  }

  delete(id: TaskId): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#entries.delete(id);
    this.#later.delete(id);
    this.#due[entry.priority].delete(id);
  }

  /** When the next question is due: in the past when there is one already; `undefined` without any. */
  nextAtMs(): number | undefined {
    const isDue = Object.values(this.#due).some((queue) => queue.size > 0);
    return isDue ? -Infinity : this.#later.peek()?.rank;
  }

  /** Moves what is due by now to its turn's queue. */
  admit(nowMs: number): void {
    for (;;) {
      const first = this.#later.peek();
      if (first === undefined || first.rank > nowMs) return;
      this.#later.delete(first.key);
      const entry = this.#entries.get(first.key);
      if (entry !== undefined) this.#due[entry.priority].set(first.key, entry.rankMs);
    }
  }

  /** Takes the first question of a turn that is due. */
  take(priority: PollPriority): TaskId | undefined {
    const id = this.#due[priority].take();
    if (id !== undefined) this.#entries.delete(id);
    return id;
  }

  /** Time has passed that the clock did not count: what waits is due that much earlier. */
  skip(passedMs: number): void {
    for (const [id, entry] of [...this.#entries]) {
      if (!this.#later.has(id)) continue;
      const dueAtMs = entry.dueAtMs - passedMs;
      this.#put(id, { ...entry, dueAtMs, rankMs: entry.rankMs - passedMs });
    }
  }

  #put(id: TaskId, entry: Entry): void {
    this.delete(id);
    this.#entries.set(id, entry);
    this.#later.set(id, entry.dueAtMs);
  }
}
