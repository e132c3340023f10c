/** So much of the past counts, in milliseconds. */
const windowMs = 3_000;

/** How fast something comes, over its last seconds. */
export class SpeedOverTime {
  readonly #now: () => number;
  #sum = 0;
  #came: { readonly atMs: number; readonly bytes: number }[] = [];
  readonly #beganAtMs: number;

  /** @param now milliseconds of a clock that never jumps */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#beganAtMs = now();
  }

  /** So many bytes came now. @returns bytes per second; 0 until that can be said */
  add(bytes: number): number {
    const atMs = this.#now();
    this.#came.push({ atMs, bytes });
    this.#sum += bytes;
    const sinceMs = atMs - windowMs;
    const first = this.#came.findIndex((each) => each.atMs >= sinceMs);
    for (const old of this.#came.splice(0, first)) this.#sum -= old.bytes;
    const spanMs = atMs - Math.max(this.#beganAtMs, sinceMs);
    if (spanMs < 500) return 0;
    return Math.round((this.#sum / spanMs) * 1000);
  }
}

/** Lets something through at most so often; the first time at once. */
export class Pace {
  readonly #everyMs: number;
  readonly #now: () => number;
  #lastMs = -Infinity;

  /** @param now milliseconds of a clock that never jumps */
  constructor(everyMs: number, now: () => number = () => performance.now()) {
    this.#everyMs = everyMs;
    this.#now = now;
  }

  isDue(): boolean {
    const nowMs = this.#now();
    if (nowMs - this.#lastMs < this.#everyMs) return false;
    this.#lastMs = nowMs;
    return true;
  }
}
