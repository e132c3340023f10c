import type { Failure } from '../../../shared/failure.ts';
import { traitsOf } from '../../../shared/failure-traits.ts';
import type { TaskId } from '../../../shared/id.ts';
import type { JobContext } from '../../platform/jobs.ts';
import type { UpkeepParts } from '../upkeep-parts.ts';
import { FileIndex } from './file-index.ts';
import { createThrottle } from '../throttle.ts';
import type { SidecarWriter } from '../../library/sidecar-writer.ts';
import { TaskCheck } from './task-check.ts';

/** While another job is at the files, this is looked at again after so long. */
const waitMs = 2_000;

/** One that was found good is not read again sooner: the window asks whenever its row comes into view. */
const restMs = 30_000;

/** What the recheck needs. */
export type RecheckParts = Pick<
  UpkeepParts,
  'tasks' | 'transfers' | 'archiveManager' | 'jobs' | 'clock' | 'log'
> & { readonly sidecars: SidecarWriter };

/**
 * Reads the files of single tasks again, at once: an attempt to open one has met something else in
 * its place, and the list must not go on calling it archived until the next check of everything.
 */
export class Recheck {
  readonly #parts: RecheckParts;
  readonly #wanted = new Set<TaskId>();
  /** When those were read that were found as they should be, though they had been refused. */
  readonly #goodAtMs = new Map<TaskId, number>();
  #cancelWait: (() => void) | undefined;

  constructor(parts: RecheckParts) {
    this.#parts = parts;
  }

  /** A file of this task was refused. What is known to be damaged, or was just found good, is left alone. */
  refused(id: TaskId, failure: Failure): void {
    if (traitsOf(failure).needsRecheck) this.suspect(id);
  }

  /** A player could not make anything of a file of this task. The same exceptions hold. */
  suspect(id: TaskId): void {
    const { tasks, clock } = this.#parts;
    const task = tasks.get(id);
    if (task?.state !== 'archived' || task.damage !== undefined) return;
    const goodAtMs = this.#goodAtMs.get(id);
    if (goodAtMs !== undefined && Math.abs(clock.now() - goodAtMs) < restMs) return;
    this.#wanted.add(id);
    if (this.#cancelWait === undefined) this.#begin();
  }

  /** Nothing more is read; what was wanted is found by the next check. */
  stop(): void {
    this.#wanted.clear();
    this.#cancelWait?.();
  }

  #begin(): void {
    this.#cancelWait = undefined;
    if (this.#wanted.size === 0) return;
    const { jobs, clock } = this.#parts;
    if (jobs.current === undefined) jobs.start('scrub', (job) => this.#run(job));
    // Once this, or the job that is under way, has ended, what came meanwhile has its turn.
    this.#cancelWait = clock.after(waitMs, () => {
      this.#begin();
    });
  }

  async #run(job: JobContext): Promise<undefined> {
    const { archiveManager, tasks, sidecars, transfers, clock } = this.#parts;
    const ids = [...this.#wanted];
    this.#wanted.clear();
    const archive = await archiveManager.open();
    if (!archive.ok) return; // an unplugged drive looks like missing files, and has its own message
    const hasTransfers = () => transfers.progress().length > 0;
    const reading = {
      signal: job.signal,
      pace: createThrottle({ clock, hasTransfers, isUserRequested: true }),
    };
    const files = new FileIndex(tasks);
    const parts = { archive: archive.value, tasks, files, sidecars, clock, reading };
    try {
      await this.#checkAll(ids, new TaskCheck(parts), job);
    } finally {
      files.dispose();
    }
  }

  async #checkAll(ids: readonly TaskId[], check: TaskCheck, job: JobContext): Promise<void> {
    const { clock, log } = this.#parts;
    for (const [done, id] of ids.entries()) {
      if (job.signal.aborted) return;
      job.report({ done, total: ids.length, unit: 'files' });
      const verdict = await check.check(id);
      if (verdict.ok && verdict.value === 'good') this.#goodAtMs.set(id, clock.now());
      if (!verdict.ok) log.warn(`Reading ${id} again: ${verdict.failure.code}`);
    }
  }
}
