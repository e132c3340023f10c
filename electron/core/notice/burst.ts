import type { TaskId } from '../../shared/id.ts';

/** How long a burst waits for more before it is told, in milliseconds. */
interface Patience {
  /** Since its last end. */
  readonly quietMs: number;
  /** Since the first end that has not been told, however many follow. */
  readonly maxMs: number;
}

/** Ends that are not further apart than this are one piece of news. */
export const togetherMs = 10_000;

const atFirst: Patience = { quietMs: 3_000, maxMs: togetherMs };
/** What has been told is corrected less often than it changes. */
const afterTold: Patience = { quietMs: togetherMs, maxMs: 60_000 };

/** The ends of a burst, to be told now. */
export interface ToldBurst {
  /** All of them, also those that were told before. */
  readonly ids: readonly TaskId[];
  /** Those that were not told before. */
  readonly news: readonly TaskId[];
  /** It takes the place of what was told of this burst before. */
  readonly isUpdate: boolean;
}

/**
 * Gathers ends that come one upon another, so that they are told as one. All times are by the
 * monotonic clock, in milliseconds.
 */
export class Burst {
  readonly #ids = new Set<TaskId>();
  readonly #news = new Set<TaskId>();
  #lastMs = -Infinity;
  /** Of the first end that has not been told. */
  #sinceMs: number | undefined;
  #isTold = false;

  /** Takes in an end. */
  add(id: TaskId, nowMs: number): void {
    const isOver = this.#sinceMs === undefined && nowMs - this.#lastMs > togetherMs;
    if (isOver) {
      this.#ids.clear();
      this.#isTold = false;
    }
    this.#ids.add(id);
    this.#news.add(id);
    this.#lastMs = nowMs;
    this.#sinceMs ??= nowMs;
  }

  /** The ends that are not told yet. */
  waiting(): ReadonlySet<TaskId> {
    return this.#news;
  }

  /** When it is to be told; `undefined` while there is nothing new. */
  dueAtMs(): number | undefined {
    if (this.#sinceMs === undefined) return undefined;
    const { quietMs, maxMs } = this.#isTold ? afterTold : atFirst;
    return Math.min(this.#lastMs + quietMs, this.#sinceMs + maxMs);
  }

  /** Takes out what is to be told by now. */
  take(nowMs: number): ToldBurst | undefined {
    const dueAtMs = this.dueAtMs();
    if (dueAtMs === undefined || dueAtMs > nowMs) return undefined;
    const told = { ids: [...this.#ids], news: [...this.#news], isUpdate: this.#isTold };
    this.#news.clear();
    this.#sinceMs = undefined;
    this.#isTold = true;
    return told;
  }
}
