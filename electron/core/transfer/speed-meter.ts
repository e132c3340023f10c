/** Weight of the newest second: a few seconds of memory, so that the figure neither jumps nor lags. */
const smoothing = 0.3;

/** No figure is made of less time than this. */
const minMs = 250;

/** Bytes per second of one transfer, smoothed exponentially. */
export class SpeedMeter {
  #atMs: number;
  #bytes: number;
  #bytesPerSecond: number | undefined;

  constructor(nowMs: number, bytes: number) {
    this.#atMs = nowMs;
    this.#bytes = bytes;
  }

  /** Takes the count so far, and returns bytes per second. */
  update(nowMs: number, bytes: number): number {
    const elapsedMs = nowMs - this.#atMs;
    if (elapsedMs < minMs) return this.#bytesPerSecond ?? 0;
    // A restart sets the count back: that is no negative speed.
    const current = (Math.max(0, bytes - this.#bytes) * 1000) / elapsedMs;
    const before = this.#bytesPerSecond ?? current;
    this.#bytesPerSecond = before + smoothing * (current - before);
    this.#atMs = nowMs;
    this.#bytes = bytes;
    return Math.round(this.#bytesPerSecond);
  }
}
