import type { Failure } from '../../shared/failure.ts';
import { succeed, type Outcome } from '../../shared/outcome.ts';
import type { ArchivedFile, Task, WantedInput } from '../../shared/task.ts';
import type { TaskId } from '../../shared/id.ts';
import type { Archive } from '../archive/archive.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Accounts } from '../settings/accounts.ts';
import type { TaskUpdater } from '../library/task-updater.ts';
import { sidecarOf } from '../task/sidecar-of.ts';

/** What the metadata writer needs. */
export interface MetadataWriterOptions {
  readonly tasks: TaskUpdater;
  readonly accounts: Accounts;
  readonly clock: Clock;
  readonly log: Log;
  /** Written into every sidecar. */
  readonly appVersion: string;
  /** What the task was made from, as far as the user wants it saved too. */
  readonly wantedInputs: (task: Task) => readonly WantedInput[];
}

/** Where a task's files lie. */
export interface Place {
  readonly archive: Archive;
  /** The task's base path, relative to the archive. */
  readonly base: string;
}

type Kept = readonly ArchivedFile[];

/** Writes what makes files in the archive a task's own: its sidecar, the manifest, the ledger. */
export class MetadataWriter {
  readonly #options: MetadataWriterOptions;

  constructor(options: MetadataWriterOptions) {
    this.#options = options;
  }

  /**
   * Sidecar and manifest, then the ledger: only now is it archived.
   * @returns what stood in the way; `undefined` when it is done
   */
  async writeMetadata(id: TaskId, place: Place, results: Kept): Promise<Failure | undefined> {
    const { tasks, clock } = this.#options;
    const archivedAtMs = clock.now();
    const before = tasks.get(id);
    const sealed = await this.#writeSidecar(id, place, { results, archivedAtMs });
    if (!sealed.ok) return sealed.failure;
    if (sealed.value === undefined) return undefined;
    const task = tasks.get(id);
    const inputs = task === undefined ? [] : this.#options.wantedInputs(task);
    // The user may have written something while the sidecar was on its way to the disk.
    const isBehind = task?.tags !== before?.tags || task?.notes !== before?.notes;
    const behind = isBehind ? ({ isSidecarBehind: true } as const) : {};
    tasks.apply(id, { type: 'archived', files: sealed.value, archivedAtMs, inputs, ...behind });
    return tasks.flush([id]);
  }

  /** What is there without the whole gets its sidecar and its lines in the manifest all the same. */
  async keepRest(id: TaskId, place: Place, results: Kept): Promise<void> {
    const sealed = await this.#writeSidecar(id, place, { results });
    if (sealed.ok && results.length > 0) {
      this.#options.tasks.apply(id, { type: 'results-kept', files: results });
    }
    if (!sealed.ok) this.#options.log.warn(`Sidecar of ${id}: ${sealed.failure.code}`);
  }

  /** @returns the task's files; `undefined` when it has been removed meanwhile */
  async #writeSidecar(
    id: TaskId,
    place: Place,
    { results, ...times }: { readonly results: Kept; readonly archivedAtMs?: number },
  ): Promise<Outcome<Kept | undefined, Failure>> {
    const task = this.#options.tasks.get(id);
    if (task === undefined) return succeed(undefined);
    const files = task.thumbnail === undefined ? results : [...results, task.thumbnail];
    const sealed = await this.sealAs(task, place, { files, ...times });
    return sealed.ok ? succeed(files) : sealed;
  }

  /** Writes a task's sidecar with these files, and their lines in the manifest. */
  sealAs(
    task: Task,
    { archive, base }: Place,
    facts: { readonly files: Kept; readonly archivedAtMs?: number },
  ): Promise<Outcome<undefined, Failure>> {
    const { accounts, appVersion } = this.#options;
    const account = accounts.find(task.accountId);
    return archive.writeMetadata(base, sidecarOf(task, { appVersion, account, ...facts }));
  }
}
