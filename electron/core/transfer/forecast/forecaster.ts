import type { Task, TransferProgress } from '../../../shared/task.ts';
import type { Alerts } from '../../platform/alerts.ts';
import type { MonotonicClock } from '../../platform/clock.ts';
import type { SpeedLimit } from '../../download/speed-limit.ts';
import { AlertThrottle } from './alert-throttle.ts';
import {
  countLate,
  restoreMargin,
  lossMargin,
  reliefMargin,
  liftMargin,
  type Margin,
} from './late.ts';
import { PeakThroughput } from './peak-throughput.ts';
import { SizeEstimator } from './size-estimator.ts';
import { pendingDownloads, type PendingDownloads } from './pending-downloads.ts';

/** Between two looks, however much has changed. */
const shortestPauseMs = 5_000;

/** Deadlines come nearer also while nothing changes. */
const longestPauseMs = 60_000;

/** What the forecaster needs. */
export interface ForecasterOptions {
  readonly tasks: () => Iterable<Task>;
  /** The transfers under way. */
  readonly progress: () => readonly TransferProgress[];
  readonly speedLimit: SpeedLimit;
  readonly alerts: Alerts;
  readonly clock: MonotonicClock;
  /** Unix milliseconds by the providers' clocks. */
  readonly trueNow: () => number;
}

/**
 * Looks ahead: whether the queue comes in before its deadlines at the speed limit, and at full speed.
 * A limit that would cost a video is lifted until the rest fits under it; what cannot be saved by that
 * is told, as is what is lost by being paused.
 */
export class Forecaster {
  readonly #options: ForecasterOptions;
  readonly #announcer: AlertThrottle;
  readonly #speed = new PeakThroughput();
  readonly #size = new SizeEstimator();
  #isStarted = false;
  /** By the monotonic clock, like the next one. */
  #lookedAtMs = -Infinity;
  #nextAtMs = Infinity;
  #cancelTimer: (() => void) | undefined;

  constructor(options: ForecasterOptions) {
    this.#options = options;
    this.#announcer = new AlertThrottle(options.alerts);
  }

  start(): void {
    this.#isStarted = true;
    this.#look();
  }

  stop(): void {
    this.#isStarted = false;
    this.#cancelTimer?.();
  }

  /** The queue or its speed has changed. Costs next to nothing; it is looked at a little later. */
  changed(): void {
    if (this.#isStarted) this.#lookAt(this.#lookedAtMs + shortestPauseMs);
  }

  /** Gives the transfers another speed limit, in bytes per second, 0 for none; decided upon anew. */
  setLimit(bytesPerSecond: number): void {
    const { speedLimit } = this.#options;
    if (bytesPerSecond === speedLimit.bytesPerSecond) return;
    speedLimit.set(bytesPerSecond);
    speedLimit.isLifted = false;
    this.#announcer.tell({ code: 'limit-lifted', tasks: 0 });
    if (this.#isStarted) this.#look();
  }

  #look(): void {
    const { tasks, progress, speedLimit, clock, trueNow } = this.#options;
    const nowMs = trueNow();
    this.#lookedAtMs = clock.elapsed();
    const running = progress();
    this.#speed.look(running, nowMs, speedLimit.bytesPerSecond > 0 && !speedLimit.isLifted);
    const guessedBytes = this.#size.of(tasks, nowMs);
    const seen = pendingDownloads({ tasks: tasks(), progress: running, guessedBytes }, nowMs);
    this.#steerLimit(seen, nowMs);
    this.#tellOfLoss(seen, nowMs);
    this.#announcer.tell({ code: 'paused-at-risk', tasks: seen.pausedAtRisk });
    this.#nextAtMs = Infinity;
    const isWatched = seen.loads.length > 0 || seen.pausedAtRisk > 0;
    const pauseMs = isWatched ? longestPauseMs : (seen.nextRiskAtMs ?? Infinity) - nowMs;
    this.#lookAt(this.#lookedAtMs + pauseMs);
  }

  #steerLimit({ loads, aheadBytes }: PendingDownloads, nowMs: number): void {
    const { speedLimit } = this.#options;
    const { bytesPerSecond } = speedLimit;
    if (bytesPerSecond === 0) return;
    const margin = speedLimit.isLifted ? restoreMargin : liftMargin;
    const late = countLate(loads, { bytesPerSecond, aheadBytes, margin }, nowMs);
    // While it is lifted, those that are saved already are part of the reason.
    if (late === 0 || !speedLimit.isLifted) {
      this.#announcer.tell({ code: 'limit-lifted', tasks: late });
    }
    speedLimit.isLifted = late > 0;
  }

  #tellOfLoss({ loads, aheadBytes }: PendingDownloads, nowMs: number): void {
    const { bytesPerSecond } = this.#speed;
    if (bytesPerSecond === undefined) {
      this.#announcer.tell({ code: 'forecast-late', tasks: 0 });
      return;
    }
    const lateBy = (margin: Margin): number =>
      countLate(loads, { bytesPerSecond, aheadBytes, margin }, nowMs);
    const isTold = this.#announcer.isTold('forecast-late');
    this.#announcer.tell({
      code: 'forecast-late',
      tasks: lateBy(isTold ? reliefMargin : lossMargin),
    });
  }

  /** Sets the one timer, unless it goes off earlier already. */
  #lookAt(atMs: number): void {
    if (!this.#isStarted || atMs >= this.#nextAtMs) return;
    this.#nextAtMs = atMs;
    this.#cancelTimer?.();
    const { clock } = this.#options;
    // Node's timers hold 24.8 days at the most.
    const delayMs = Math.min(Math.max(0, atMs - clock.elapsed()), 24 * 3_600_000);
    this.#cancelTimer = clock.after(delayMs, () => {
      this.#look();
    });
  }
}
