import type { TaskId } from '../../../shared/task.ts';
import type { Clock } from '../../clock.ts';

/** How long the queue rests, before it looks again, when the archive's folder is missing or full. */
export const folderHoldMs = 5_000;

/** How long a file rests that is too large for the disk; it goes at once when space is freed. */
const tooLargeRestMs = 10 * 60_000;

/** Tasks that rest after a failed transfer, each until its time. */
export class Rests {
  readonly #clock: Clock;
  readonly #onOver: (id: TaskId) => void;
  readonly #resting = new Map<TaskId, () => void>();
  /** Of those resting: too large for what is free on the disk. */
  readonly #tooLarge = new Set<TaskId>();

  constructor(clock: Clock, onOver: (id: TaskId) => void) {
    this.#clock = clock;
    this.#onOver = onOver;
  }

  get size(): number {
    return this.#resting.size;
  }

  has(id: TaskId): boolean {
    return this.#resting.has(id);
  }

  begin(id: TaskId, forMs: number): void {
    this.end(id);
    const cancel = this.#clock.after(forMs, () => {
      this.end(id);
      this.#onOver(id);
    });
    this.#resting.set(id, cancel);
  }

  /** Lets a task rest that is too large for what is free on the disk. */
  waitForSpace(id: TaskId): void {
    this.begin(id, tooLargeRestMs);
    this.#tooLarge.add(id);
  }

  /** Ends a rest without a word. */
  end(id: TaskId): void {
    this.#resting.get(id)?.();
    this.#resting.delete(id);
    this.#tooLarge.delete(id);
  }

  /** Space may be free now. */
  wakeTooLarge(): void {
    for (const id of [...this.#tooLarge]) {
      this.end(id);
      this.#onOver(id);
    }
  }

  /** Nobody is woken any more. */
  stop(): void {
    for (const cancel of this.#resting.values()) cancel();
  }
}
