import type { Clock } from './clock.ts';

/** How a timer ends. */
export interface TimerOptions<K> {
  /** Called once when the time is over; not when the timer is cancelled. */
  readonly onOver: (key: K) => void;
  /** It is over early once the computer has woken, or its network is back. */
  readonly endsAtWake?: boolean;
}

interface Timer<K> extends TimerOptions<K> {
  readonly cancel: () => void;
}

/** One timer for each key. */
export class TimerMap<K> {
  readonly #clock: Pick<Clock, 'after'>;
  readonly #timers = new Map<K, Timer<K>>();

  constructor(clock: Pick<Clock, 'after'>) {
    this.#clock = clock;
  }

  get size(): number {
    return this.#timers.size;
  }

  has(key: K): boolean {
    return this.#timers.has(key);
  }

  /** Starts a timer in place of the key's last one. */
  start(key: K, forMs: number, options: TimerOptions<K>): void {
    this.cancel(key);
    const cancel = this.#clock.after(forMs, () => {
      this.end(key);
    });
    this.#timers.set(key, { ...options, cancel });
  }

  /** Ends a timer before its time, as if that were over. */
  end(key: K): void {
    const timer = this.#timers.get(key);
    this.cancel(key);
    timer?.onOver(key);
  }

  /** Ends a timer without a word. */
  cancel(key: K): void {
    this.#timers.get(key)?.cancel();
    this.#timers.delete(key);
  }

  /** Ends all without a word. */
  cancelAll(): void {
    for (const key of [...this.#timers.keys()]) this.cancel(key);
  }

  /** The computer has woken, or its network is back. */
  wake(): void {
    const woken = [...this.#timers].filter(([, { endsAtWake }]) => endsAtWake === true);
    for (const [key] of woken) this.end(key);
  }
}
