import type { MonotonicClock } from '../../core/platform/clock.ts';
import type { TransferProgress } from '../../shared/task.ts';

/** Without a byte for so long, the computer may sleep: within two seconds, whatever else is to be done. */
const stillMs = 1_500;

/** What keeps the computer awake. */
export interface WakeLock {
  /** Twice the same does nothing. */
  keepAwake(isOn: boolean): void;
}

/** Keeps the computer awake while bytes come in, and no longer: a transfer that waits for its host is no reason. */
export class SleepBlock {
  readonly #lock: WakeLock;
  readonly #clock: Pick<MonotonicClock, 'after'>;
  #received: ReadonlyMap<string, number> = new Map<string, number>();
  #cancel: (() => void) | undefined;

  constructor(lock: WakeLock, clock: Pick<MonotonicClock, 'after'>) {
    this.#lock = lock;
    this.#clock = clock;
  }

  /** Sees how far the transfers under way are. */
  see(progress: readonly TransferProgress[]): void {
    const received = new Map(progress.map((each) => [each.taskId, each.receivedBytes]));
    const hasMoved = progress.some(
      ({ taskId, receivedBytes }) => receivedBytes > (this.#received.get(taskId) ?? 0),
    );
    this.#received = received;
    if (progress.length === 0) this.#release();
    if (!hasMoved) return;
    this.#lock.keepAwake(true);
    this.#cancel?.();
    this.#cancel = this.#clock.after(stillMs, this.#release);
  }

  dispose(): void {
    this.#release();
  }

  readonly #release = (): void => {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#lock.keepAwake(false);
  };
}
