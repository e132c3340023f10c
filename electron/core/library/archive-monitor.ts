import type { Clock } from '../platform/clock.ts';
import type { ArchiveManager } from './archive-manager.ts';

/** While all is well: often enough to notice an unplugged drive before the user does. */
const calmMs = 30_000;

/** The same while nobody looks and no video is awaited: its drive may fall asleep, as may this process. */
export const unseenMs = 5 * 60_000;

/** While something is wrong: a drive that is back is used within seconds. */
const troubledMs = 3_000;

/** What the monitor needs. */
export interface ArchiveMonitorOptions {
  readonly archiveManager: Pick<ArchiveManager, 'checkAvailability' | 'problem'>;
  readonly clock: Clock;
  /** Whether anything waits for the folder. */
  readonly isNeeded: () => boolean;
  /** Whether somebody looks, or videos are awaited. */
  readonly isWatched: () => boolean;
}

/**
 * Looks at the archive's folder now and then, so that its trouble is told, and ends, also while nothing
 * is fetched. One timer, one small file read; never two looks at a time, for a dead network drive may
 * keep one waiting for minutes.
 */
export class ArchiveMonitor {
  readonly #options: ArchiveMonitorOptions;
  #cancelTimer: (() => void) | undefined;
  #isStarted = false;
  #isChecking = false;

  constructor(options: ArchiveMonitorOptions) {
    this.#options = options;
  }

  /** Begins to look. */
  start(): void {
    this.#isStarted = true;
    this.#schedule();
  }

  /** Looks no more. */
  stop(): void {
    this.#isStarted = false;
    this.#cancelTimer?.();
  }

  /** Trouble has begun or ended elsewhere: reschedules the next look, whose interval depends on it. */
  reschedule(): void {
    if (!this.#isStarted || this.#isChecking) return;
    this.#cancelTimer?.();
    this.#schedule();
  }

  /** Looks at once: the computer has woken, and drives may have come or gone. */
  checkNow(): void {
    if (!this.#isStarted || this.#isChecking) return;
    this.#cancelTimer?.();
    void this.#check();
  }

  #schedule(): void {
    if (!this.#isStarted) return;
    const { clock } = this.#options;
    this.#cancelTimer = clock.after(this.#restMs(), () => void this.#check());
  }

  #restMs(): number {
    const { archiveManager, isNeeded, isWatched } = this.#options;
    if (archiveManager.problem !== undefined) return troubledMs;
    return isNeeded() || isWatched() ? calmMs : unseenMs;
  }

  async #check(): Promise<void> {
    const { archiveManager, isNeeded } = this.#options;
    this.#isChecking = true;
    try {
      await archiveManager.checkAvailability(isNeeded());
    } finally {
      this.#isChecking = false;
      this.#schedule();
    }
  }
}
