import type { TransferProgress } from '../../../shared/task.ts';

/** A speed that was reached in this window, or in the one before it, is a recent one. */
const windowMs = 15 * 60_000;

/** Looks at moving bytes until a speed is believed: transfers begin slowly. */
const minLooks = 3;

/** The best speed that all transfers together have reached lately without a limit. */
export class PeakThroughput {
  #windowStartMs = -Infinity;
  #best = 0;
  #bestBefore = 0;
  #looks = 0;

  /** Takes what the transfers do now. @param nowMs Unix milliseconds. @param isLimited a limit slows them */
  look(progress: readonly TransferProgress[], nowMs: number, isLimited: boolean): void {
    this.#turnWindow(nowMs);
    const speed = progress.reduce((sum, each) => sum + each.bytesPerSecond, 0);
    // The first figures after a limit still have it in them.
    if (isLimited) this.#looks = 0;
    else if (speed > 0) {
      this.#looks++;
      if (this.#looks >= minLooks) this.#best = Math.max(this.#best, speed);
    }
  }

  /** Bytes per second; `undefined` while nobody knows. */
  get bytesPerSecond(): number | undefined {
    const best = Math.max(this.#best, this.#bestBefore);
    return best > 0 ? best : undefined;
  }

  #turnWindow(nowMs: number): void {
    const passedMs = Math.abs(nowMs - this.#windowStartMs); // a clock may be set back
    if (passedMs < windowMs) return;
    this.#bestBefore = passedMs < 2 * windowMs ? this.#best : 0;
    this.#best = 0;
    this.#windowStartMs = nowMs;
  }
}
