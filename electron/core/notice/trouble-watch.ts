import type { Trouble } from './troubles.ts';

/** What comes back so soon was never over. */
const calmMs = 2 * 60_000;

/** A trouble told in an earlier run counts as over if this run does not meet it for this long. */
const forgottenMs = 30 * 60_000;

/** A trouble that the user has been told of. */
export interface ToldTrouble {
  readonly key: string;
  readonly title: string;
  readonly tellsEnd: boolean;
}

/** What there is to tell of troubles. */
export interface TroubleNews {
  readonly begun: readonly Trouble[];
  /** Those that had been told. */
  readonly over: readonly ToldTrouble[];
}

interface Watched {
  trouble: ToldTrouble & Partial<Trouble>;
  /** Since when it lasts, or has not been met, by the monotonic clock. */
  sinceMs: number;
  isThere: boolean;
  isTold: boolean;
  /** How long it must be away before it is over. */
  calmMs: number;
}

/**
 * Which troubles are news: each is told once, when it has lasted a while, and not again before it has been
 * over for a while, also after a restart. Times are by the monotonic clock, in milliseconds.
 */
export class TroubleWatch {
  readonly #watched = new Map<string, Watched>();

  /** @param told what an earlier run has told and not seen the end of */
  constructor(told: readonly ToldTrouble[], nowMs: number) {
    for (const trouble of told) {
      this.#watched.set(trouble.key, {
        trouble,
        sinceMs: nowMs,
        isThere: false,
        isTold: true,
        calmMs: forgottenMs,
      });
    }
  }

  /** Those that have been told and last, in the order in which they came. */
  lasting(): readonly ToldTrouble[] {
    return [...this.#watched.values()].filter(({ isTold }) => isTold).map(({ trouble }) => trouble);
  }

  /** Takes in the troubles of now. */
  see(troubles: readonly Trouble[], nowMs: number): void {
    const keys = new Set(troubles.map(({ key }) => key));
    for (const trouble of troubles) this.#meet(trouble, nowMs);
    for (const [key, watched] of this.#watched) {
      if (keys.has(key) || !watched.isThere) continue;
      if (!watched.isTold) this.#watched.delete(key);
      watched.isThere = false;
      watched.sinceMs = nowMs;
      watched.calmMs = calmMs;
    }
  }

  /** When there will be something to tell, should nothing change. */
  dueAtMs(): number | undefined {
    const dues = [...this.#watched.values()].flatMap((watched) => dueOf(watched) ?? []);
    return dues.length === 0 ? undefined : Math.min(...dues);
  }

  /** Takes out what is to be told by now. */
  take(nowMs: number): TroubleNews {
    const begun: Trouble[] = [];
    const over: ToldTrouble[] = [];
    for (const [key, watched] of this.#watched) {
      if ((dueOf(watched) ?? Infinity) > nowMs) continue;
      const { trouble } = watched;
      if (!watched.isThere) {
        this.#watched.delete(key);
        over.push(trouble);
      } else if (isWhole(trouble)) {
        watched.isTold = true;
        begun.push(trouble);
      }
    }
    return { begun, over };
  }

  #meet(trouble: Trouble, nowMs: number): void {
    const known = this.#watched.get(trouble.key);
    if (known === undefined) {
      const isNew = { sinceMs: nowMs, isThere: true, isTold: false, calmMs };
      this.#watched.set(trouble.key, { trouble, ...isNew });
      return;
    }
    if (!known.isThere) known.sinceMs = nowMs;
    known.isThere = true;
    known.trouble = trouble;
  }
}

/** Of an earlier run only what is needed for its end is known, until it is met again. */
function isWhole(trouble: ToldTrouble & Partial<Trouble>): trouble is Trouble {
  return trouble.body !== undefined;
}

function dueOf({ trouble, sinceMs, isThere, isTold, calmMs: calm }: Watched): number | undefined {
  if (!isThere) return sinceMs + calm;
  return isTold ? undefined : sinceMs + (trouble.afterMs ?? 0);
}
