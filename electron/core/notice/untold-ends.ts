import type { TaskId } from '../../shared/id.ts';
import type { Task } from '../../shared/task.ts';
import type { EndStamps } from '../ledger/end-stamps.ts';
import { Burst, type ToldBurst } from './burst.ts';

/** What the untold ends are found by. */
export interface UntoldEndsOptions {
  readonly endStamps: EndStamps;
  readonly tasks: () => Iterable<Task>;
  /** Up to which stamp an earlier run has told; absent where that was never noted. */
  readonly toldMs: number | undefined;
}

/**
 * Which ends are still to be told: of this run, gathered into bursts, and of an earlier one that was cut off before
 * it told them. The ledger keeps each end with its stamp and the notices keep the last stamp that was told, so
 * neither has to be written twice.
 */
export class UntoldEnds {
  readonly #options: UntoldEndsOptions;
  readonly #burst = new Burst();
  #toldMs: number | undefined;
  #isRecalled = false;

  constructor(options: UntoldEndsOptions) {
    this.#options = options;
    this.#toldMs = options.toldMs;
    options.endStamps.see(options.toldMs ?? 0);
  }

  /** Every end up to this stamp was told, or was not to be. */
  get toldMs(): number | undefined {
    return this.#toldMs;
  }

  /** When the ends of this run are to be told, by the monotonic clock; `undefined` for none. */
  dueAtMs(): number | undefined {
    return this.#burst.dueAtMs();
  }

  /** Takes in an end of this run. */
  add(id: TaskId, nowMs: number): void {
    this.#burst.add(id, nowMs);
  }

  /** Takes out the ends of this run whose time has come, by the monotonic clock. */
  take(nowMs: number): ToldBurst | undefined {
    const told = this.#burst.take(nowMs);
    if (told !== undefined) this.#toldMs = this.#options.endStamps.lastMs;
    return told;
  }

  /** Takes out the ends of earlier runs, in their order, once; the ledger is read by now. */
  recall(): readonly Task[] {
    const { toldMs } = this.#options;
    if (this.#isRecalled) return [];
    this.#isRecalled = true;
    if (toldMs === undefined) return [];
    const waiting = this.#burst.waiting();
    const untold = [...this.#options.tasks()].filter(
      ({ id, endStampMs = 0 }) => endStampMs > toldMs && !waiting.has(id),
    );
    untold.sort((a, b) => (a.endStampMs ?? 0) - (b.endStampMs ?? 0));
    this.#toldMs = Math.max(toldMs, untold.at(-1)?.endStampMs ?? 0); // those of this run come later
    return untold;
  }

  /** Where no end waits, none up to now is to be told any more. @returns whether that is news */
  settle(): boolean {
    const { lastMs } = this.#options.endStamps;
    const isNews = this.#isRecalled && this.dueAtMs() === undefined && this.#toldMs !== lastMs;
    if (isNews) this.#toldMs = lastMs;
    return isNews;
  }
}
