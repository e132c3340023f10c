import type { Failure } from '../../../shared/failure.ts';
import { succeed, type Outcome } from '../../../shared/outcome.ts';
import type { CheckEvery } from '../../../shared/settings/setting-values.ts';
import type { ArchivedTask } from '../../../shared/task.ts';
import type { TaskId } from '../../../shared/id.ts';
import type { Archive } from '../../archive/archive.ts';
import type { JobContext } from '../../platform/jobs.ts';
import { Turns } from '../../platform/turns.ts';
import type { UpkeepParts } from '../upkeep-parts.ts';
import { FileIndex } from './file-index.ts';
import { createThrottle } from '../throttle.ts';
import type { SidecarWriter } from '../../library/sidecar-writer.ts';
import { TaskCheck, type TaskStatus } from './task-check.ts';

const dayMs = 24 * 3_600_000;

/** After the start, until the computer has other things behind it. */
const firstLookMs = 2 * 60_000;

/** How often it is looked whether something is due. */
const lookEveryMs = 30 * 60_000;

/** How old a file's last reading may get. */
const intervalsMs: { readonly [E in CheckEvery]: number } = {
  week: 7 * dayMs,
  month: 30 * dayMs,
  never: Infinity,
};

/** What the integrity check needs. */
export type IntegrityCheckParts = Pick<
  UpkeepParts,
  | 'tasks'
  | 'transfers'
  | 'archiveManager'
  | 'settings'
  | 'alerts'
  | 'jobs'
  | 'clock'
  | 'log'
  | 'onChanged'
> & { readonly sidecars: SidecarWriter };

/** When a task's files were last looked at, in whatever condition they were found. */
function lookedAtMs({ checkedAtMs, archivedAtMs, damage }: ArchivedTask): number {
  return Math.max(checkedAtMs ?? archivedAtMs, damage?.foundAtMs ?? 0);
}

/**
 * Reads every archived file again, now and then, and tells whether it is still what was proven. What
 * was looked at the longest ago comes first, so that a check that was cut short goes on where it was.
 */
export class IntegrityCheck {
  readonly #parts: IntegrityCheckParts;
  #cancelLook: (() => void) | undefined;

  constructor(parts: IntegrityCheckParts) {
    this.#parts = parts;
  }

  /** Begins to look now and then whether something is due. */
  start(): void {
    this.#lookAfter(firstLookMs);
  }

  stop(): void {
    this.#cancelLook?.();
  }

  /** Starts a check of all there is in the archive. @returns `busy`, or why the archive is not there */
  async check(): Promise<Outcome<undefined, Failure>> {
    return this.#begin((task) => task.archiveId === this.#parts.settings.archiveId(), true);
  }

  /** Starts a check of what has not been read since the library was built again. */
  async checkUnread(): Promise<Outcome<undefined, Failure>> {
    const archiveId = this.#parts.settings.archiveId();
    return this.#begin((task) => task.archiveId === archiveId && task.checkedAtMs === 0, false);
  }

  /** Starts a check of what is due, if anything is. */
  async checkIfDue(): Promise<Outcome<undefined, Failure>> {
    const { settings, clock, tasks, jobs } = this.#parts;
    const dueMs = clock.now() - intervalsMs[settings.current().checkEvery];
    const archiveId = settings.archiveId();
    const isDue = (task: ArchivedTask) => task.archiveId === archiveId && lookedAtMs(task) <= dueMs;
    const hasDue = [...tasks.tasks()].some((task) => task.state === 'archived' && isDue(task));
    if (!hasDue || jobs.current !== undefined) return succeed(undefined);
    return this.#begin(isDue, false);
  }

  #lookAfter(delayMs: number): void {
    this.#cancelLook = this.#parts.clock.after(delayMs, () => {
      this.#lookAfter(lookEveryMs);
      void this.checkIfDue(); // never rejects; why the archive is not there is on show already
    });
  }

  async #begin(
    isWanted: (task: ArchivedTask) => boolean,
    isUserRequested: boolean,
  ): Promise<Outcome<undefined, Failure>> {
    const { archiveManager, jobs, tasks } = this.#parts;
    const archive = await archiveManager.open();
    if (!archive.ok) return archive;
    const wanted = [...tasks.tasks()].filter((task) => task.state === 'archived').filter(isWanted);
    const started = jobs.start('scrub', (job) =>
      new ScrubRun(this.#parts, archive.value, isUserRequested).run(wanted, job),
    );
    return started.ok ? succeed(undefined) : started;
  }
}

/** One check, from the first file to the last. */
class ScrubRun {
  readonly #parts: IntegrityCheckParts;
  readonly #archive: Archive;
  readonly #isUserRequested: boolean;
  readonly #counts: { [V in TaskStatus]: number } = {
    good: 0,
    moved: 0,
    missing: 0,
    damaged: 0,
    skipped: 0,
  };

  constructor(parts: IntegrityCheckParts, archive: Archive, isUserRequested: boolean) {
    this.#parts = parts;
    this.#archive = archive;
    this.#isUserRequested = isUserRequested;
  }

  async run(wanted: readonly ArchivedTask[], job: JobContext): Promise<Failure | undefined> {
    const { tasks, sidecars, clock, log } = this.#parts;
    const ids = [...wanted].sort((a, b) => lookedAtMs(a) - lookedAtMs(b)).map(({ id }) => id);
    const files = new FileIndex(tasks);
    const check = new TaskCheck({
      archive: this.#archive,
      tasks,
      files,
      sidecars,
      clock,
      reading: { signal: job.signal, pace: this.#paceOf(wanted, job) },
    });
    const failure = await this.#checkAll(ids, check, job.signal).finally(() => {
      files.dispose();
    });
    if (failure !== undefined) log.warn(`Check of the archive: ${failure.code}`);
    this.#conclude(failure === undefined && !job.signal.aborted);
    return failure;
  }

  async #checkAll(
    ids: readonly TaskId[],
    check: TaskCheck,
    signal: AbortSignal,
  ): Promise<Failure | undefined> {
    const turns = new Turns(); // tasks that are skipped wait for nothing, so nothing else would get a turn
    for (const id of ids) {
      if (signal.aborted) return undefined;
      if (turns.isOver) await turns.next();
      const verdict = await check.check(id);
      if (!verdict.ok) return verdict.failure;
      this.#counts[verdict.value] += 1;
    }
    return undefined;
  }

  /** Counts the bytes on their way through the pauses. */
  #paceOf(wanted: readonly ArchivedTask[], job: JobContext): (bytes: number) => Promise<void> {
    const { clock, transfers } = this.#parts;
    const hasTransfers = () => transfers.progress().length > 0;
    const pause = createThrottle({ clock, hasTransfers, isUserRequested: this.#isUserRequested });
    const total = wanted
      .flatMap(({ files }) => files)
      .reduce((sum, file) => sum + file.sizeBytes, 0);
    let done = 0;
    job.report({ done, total, unit: 'bytes' });
    return async (bytes) => {
      done = Math.min(total, done + bytes);
      job.report({ done, total, unit: 'bytes' });
      await pause(bytes);
    };
  }

  #conclude(isComplete: boolean): void {
    const { settings, clock, alerts, onChanged } = this.#parts;
    const { good, moved, missing, damaged } = this.#counts;
    const videos = good + moved + missing + damaged;
    settings.setLastCheck({ endedAtMs: clock.now(), videos, moved, missing, damaged, isComplete });
    if (moved + missing + damaged > 0) {
      alerts.raise('scrub', { code: 'scrub-found', moved, missing, damaged });
    } else if (isComplete && this.#isUserRequested) alerts.clear('scrub');
    onChanged();
  }
}
