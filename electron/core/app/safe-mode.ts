import type { Alerts } from '../platform/alerts.ts';
import type { Clock } from '../platform/clock.ts';
import type { CrashHistory } from '../instance/crash-history.ts';
import type { Task } from '../../shared/task.ts';

const alertKey = 'safe-mode';

/** Ends by itself after this long: a user who starts Reelkeep hidden at login may see no warning for days. */
const resumesAfterMs = 10 * 60_000;

/** A deadline this near is named in the warning, and is waited for only so long. */
const nearMs = 24 * 60 * 60_000;
const resumesAfterWhenNearMs = 2 * 60_000;

/** What safe mode needs. */
export interface SafeModeOptions {
  readonly record: Pick<CrashHistory, 'isCareful' | 'crashes' | 'watch'>;
  readonly alerts: Alerts;
  readonly clock: Clock;
  readonly tasks: () => Iterable<Task>;
  /** Absolute path, for the user to look into. */
  readonly logPath: string;
  /** Begins all that was held back. */
  readonly onResume: () => void;
}

/**
 * After two starts in a row that ended badly within minutes: nothing is fetched or checked before the user
 * says so, or ten minutes are over without another bad end. Asking goes on: an answer is small, each
 * is read on its own, and only so does the warning know of deadlines.
 */
export class SafeMode {
  readonly #options: SafeModeOptions;
  #cancelResume: (() => void) | undefined;

  constructor(options: SafeModeOptions) {
    this.#options = options;
  }

  /** Begins at once, or holds back and says so. */
  start(): void {
    const { record, onResume } = this.#options;
    if (record.isCareful) this.#hold();
    else onResume();
  }

  /** Goes on now. */
  resume(): void {
    if (this.#cancelResume === undefined) return;
    this.stop();
    this.#options.alerts.clear(alertKey);
    this.#options.record.watch();
    this.#options.onResume();
  }

  /** The run ends: nothing goes on by itself any more. */
  stop(): void {
    this.#cancelResume?.();
    this.#cancelResume = undefined;
  }

  #hold(): void {
    const { alerts, clock, record, logPath } = this.#options;
    const nowMs = clock.now();
    const near = this.#nearDeadlines(nowMs);
    const afterMs = near > 0 ? resumesAfterWhenNearMs : resumesAfterMs;
    this.#cancelResume = clock.after(afterMs, () => this.resume());
    alerts.raise(alertKey, {
      code: 'safe-mode',
      crashes: record.crashes,
      nearDeadlines: near,
      resumesAtMs: nowMs + afterMs,
      logPath,
    });
  }

  #nearDeadlines(nowMs: number): number {
    let count = 0;
    for (const { state, deadlineMs } of this.#options.tasks()) {
      const isOpen = state === 'ready' || state === 'downloading';
      if (isOpen && deadlineMs !== undefined && deadlineMs - nowMs < nearMs) count += 1;
    }
    return count;
  }
}
