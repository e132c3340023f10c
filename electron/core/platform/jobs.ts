import type { JobKind, JobProgress, JobView } from '../../shared/job.ts';
import type { Failure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type { Alerts } from './alerts.ts';
import type { Log } from './log.ts';

/** A job, as the one who does its work sees it. */
export interface JobContext {
  /** The user, or the app's end, stops the job. */
  readonly signal: AbortSignal;
  /** Says how far it is. Cheap; may be called for every file. */
  readonly report: (progress: JobProgress) => void;
}

/** A job's work, to its end. @returns what stopped it early */
export type JobWork = (job: JobContext) => Promise<Failure | undefined>;

/** What the jobs need. */
export interface JobsOptions {
  readonly alerts: Alerts;
  readonly log: Log;
  readonly onChanged: () => void;
}

interface Running {
  view: JobView;
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}

/** The long jobs in the archive, one at a time: two of them would pull at the same files. */
export class Jobs {
  readonly #options: JobsOptions;
  #running: Running | undefined;
  #hasEnded = false;

  constructor(options: JobsOptions) {
    this.#options = options;
  }

  /** The job under way. */
  get current(): JobView | undefined {
    return this.#running?.view;
  }

  /**
   * Starts a job; `whenDone` settles, never rejecting, when it has ended in whatever way.
   * @returns `busy` while another one runs, or after `stop`
   */
  start(
    kind: JobKind,
    work: JobWork,
  ): Outcome<{ readonly whenDone: Promise<Failure | undefined> }, Failure> {
    const running = this.#running;
    if (running !== undefined) return fail({ code: 'busy', job: running.view.kind });
    if (this.#hasEnded) return fail({ code: 'busy', job: kind }); // too late: nothing could be reported any more
    this.#options.alerts.clear(`job ${kind}`);
    const controller = new AbortController();
    const whenDone = Promise.resolve().then(() => this.#run(kind, work, controller));
    this.#running = {
      view: { kind, done: 0, unit: 'files' },
      controller,
      ended: whenDone.then(() => undefined),
    };
    this.#options.onChanged();
    return succeed({ whenDone });
  }

  /** Asks the job under way to stop, if it is of this kind; it ends at its next safe place. */
  cancel(kind: JobKind): void {
    const running = this.#running;
    if (running?.view.kind !== kind) return;
    running.view = { ...running.view, isStopping: true };
    running.controller.abort();
    this.#options.onChanged();
  }

  /** Resolves once the job under way has ended; at once where there is none. */
  async idle(): Promise<void> {
    await this.#running?.ended;
  }

  /** Stops whatever runs, and resolves when it has let go. From now on no job starts. */
  async stop(): Promise<void> {
    this.#hasEnded = true;
    this.#running?.controller.abort();
    await this.#running?.ended;
  }

  async #run(
    kind: JobKind,
    work: JobWork,
    { signal }: AbortController,
  ): Promise<Failure | undefined> {
    const { alerts, log, onChanged } = this.#options;
    const report = (progress: JobProgress) => {
      if (this.#running === undefined) return;
      this.#running.view = { kind, ...progress, ...(signal.aborted && { isStopping: true }) };
      onChanged();
    };
    let failure: Failure | undefined;
    try {
      failure = await work({ signal, report });
    } catch (error) {
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      log.error(`Job ${kind}: ${detail}`);
      failure = { code: 'internal-error', detail: String(error) };
    }
    this.#running = undefined;
    if (failure !== undefined && !signal.aborted) {
      alerts.raise(`job ${kind}`, { code: 'job-failed', job: kind, failure });
    }
    onChanged();
    return failure;
  }
}
