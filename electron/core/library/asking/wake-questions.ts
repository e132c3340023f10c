import type { Task } from '../../../shared/task.ts';
import type { Poller } from '../../polling/poller.ts';

/** A network that comes and goes, or a user who keeps asking, wakes Reelkeep over and over. */
const betweenWakesMs = 3_600_000;

/** What the questions of a wake need. */
export interface WakeQuestionsOptions {
  readonly tasks: () => Iterable<Task>;
  readonly poller: Pick<Poller, 'runNow'>;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/** After a sleep asks about everything that the provider may have ended meanwhile, at most once an hour. */
export class WakeQuestions {
  readonly #options: WakeQuestionsOptions;
  #askedAtMs = -Infinity;

  constructor(options: WakeQuestionsOptions) {
    this.#options = options;
  }

  /** The computer has woken, or its network is back. */
  wake(): void {
    const { tasks, poller, now } = this.#options;
    // Either way: a clock may have been set back.
    if (Math.abs(now() - this.#askedAtMs) < betweenWakesMs) return;
    this.#askedAtMs = now();
    for (const { id, state } of tasks()) {
      if (state === 'running' || state === 'stalled') poller.runNow(id);
    }
  }
}
