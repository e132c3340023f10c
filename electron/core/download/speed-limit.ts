import type { MonotonicClock } from '../platform/clock.ts';

/** One piece of a body that waits to be let through. */
interface Waiting {
  readonly bytes: number;
  readonly proceed: () => void;
}

/**
 * The speed of all transfers together: a bucket of bytes that fills at the limit's rate. Each transfer
 * has one piece waiting at a time, and pieces leave in the order they came, so all get the same share.
 * A piece goes as soon as nothing is owed, and is owed afterwards: a piece larger than a second's worth
 * goes too, and its successor waits the longer. Whoever waits reads nothing, and the network's own
 * back-pressure slows the host. There is one timer, and none while nobody waits.
 */
export class SpeedLimit {
  readonly #clock: Pick<MonotonicClock, 'elapsed' | 'after'>;
  /** As chosen. */
  #chosen: number;
  /** As in force: 0 while the limit is lifted. */
  #bytesPerSecond: number;
  #isLifted = false;
  #waiting: Waiting[] = [];
  /** Bytes that have been let through ahead of their time. */
  #owedBytes = 0;
  #settledAtMs: number;
  #cancelTimer: (() => void) | undefined;

  /** @param bytesPerSecond for all transfers together; 0 for no limit */
  constructor(clock: Pick<MonotonicClock, 'elapsed' | 'after'>, bytesPerSecond: number) {
    this.#clock = clock;
    this.#chosen = bytesPerSecond;
    this.#bytesPerSecond = bytesPerSecond;
    this.#settledAtMs = clock.elapsed();
  }

  /** The limit as it was chosen, lifted or not; 0 for none. */
  get bytesPerSecond(): number {
    return this.#chosen;
  }

  /** Whether the limit is out of force for a while, without being forgotten. */
  get isLifted(): boolean {
    return this.#isLifted;
  }

  set isLifted(isLifted: boolean) {
    this.#isLifted = isLifted;
    this.#enforce(isLifted ? 0 : this.#chosen);
  }

  /** Changes the limit; it holds at once, also for pieces that wait already. 0 for none. */
  set(bytesPerSecond: number): void {
    this.#chosen = bytesPerSecond;
    if (!this.#isLifted) this.#enforce(bytesPerSecond);
  }

  #enforce(bytesPerSecond: number): void {
    if (bytesPerSecond === this.#bytesPerSecond) return;
    this.#settle();
    this.#bytesPerSecond = bytesPerSecond;
    if (bytesPerSecond === 0) this.#owedBytes = 0;
    this.#serve();
  }

  /**
   * Lets a piece through when its turn has come.
   * @returns `undefined` when it may go at once; else a promise, which also resolves once `signal` is
   * aborted
   */
  admit(bytes: number, signal: AbortSignal): Promise<void> | undefined {
    if (this.#bytesPerSecond === 0 || signal.aborted) return undefined;
    return new Promise((resolve) => {
      const waiting: Waiting = {
        bytes,
        proceed: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      const leave = (): void => {
        this.#waiting = this.#waiting.filter((each) => each !== waiting);
        resolve();
        this.#serve();
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.push(waiting);
      this.#serve();
    });
  }

  #settle(): void {
    const nowMs = this.#clock.elapsed();
    const paidBytes = ((nowMs - this.#settledAtMs) / 1000) * this.#bytesPerSecond;
    this.#owedBytes = Math.max(0, this.#owedBytes - paidBytes);
    this.#settledAtMs = nowMs;
  }

  #serve(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#settle();
    while (this.#waiting.length > 0 && (this.#bytesPerSecond === 0 || this.#owedBytes <= 0)) {
      const next = this.#waiting.shift();
      if (this.#bytesPerSecond > 0) this.#owedBytes += next?.bytes ?? 0;
      next?.proceed();
    }
    if (this.#waiting.length === 0) return;
    const waitMs = Math.ceil((this.#owedBytes / this.#bytesPerSecond) * 1000);
    this.#cancelTimer = this.#clock.after(waitMs, () => {
      this.#serve();
    });
  }
}
