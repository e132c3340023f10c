import { isDeepStrictEqual } from 'node:util';
import type { DiskFailure } from '../../shared/failure.ts';
import { succeed, type Outcome } from '../../shared/outcome.ts';
import type { ArchivedFile, ArchivedTask } from '../../shared/task.ts';
import type { TaskId } from '../../shared/id.ts';
import type { Archive } from '../archive/archive.ts';
import type { Sidecar } from '../archive/metadata/sidecar-types.ts';
import type { Accounts } from '../settings/accounts.ts';
import type { TaskUpdater } from './task-updater.ts';
import { sidecarOf } from '../task/sidecar-of.ts';

/** What the writer of sidecars needs. */
export interface SidecarWriterOptions {
  readonly tasks: TaskUpdater;
  readonly accounts: Pick<Accounts, 'find'>;
  readonly appVersion: string;
}

/** Where an archived task's files lie from now on. */
export interface NewLocation {
  readonly base: string;
  readonly files: readonly ArchivedFile[];
}

/** Rewrites sidecars of archived tasks, one at a time: two writers of one file would lose words. */
export class SidecarWriter {
  readonly #options: SidecarWriterOptions;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: SidecarWriterOptions) {
    this.#options = options;
  }

  /** Makes the sidecar and the manifest say what the ledger says. The raw answer in it stays. */
  write(
    archive: Archive,
    id: TaskId,
    place?: NewLocation,
  ): Promise<Outcome<undefined, DiskFailure>> {
    const turn = this.#turn.then(() => this.#write(archive, id, place));
    this.#turn = turn.catch(() => undefined); // the next in line does not inherit the error
    return turn;
  }

  async #write(
    archive: Archive,
    id: TaskId,
    place: NewLocation | undefined,
  ): Promise<Outcome<undefined, DiskFailure>> {
    const { tasks, accounts, appVersion } = this.#options;
    const task = tasks.get(id);
    const before = task?.reservedPath;
    if (task?.state !== 'archived' || before === undefined || task.archiveId !== archive.id) {
      return succeed(undefined);
    }
    const { archivedAtMs } = task;
    const { base, files } = place ?? { base: before, files: task.files };
    const account = accounts.find(task.accountId);
    const sidecar = sidecarOf(task, { appVersion, account, files, archivedAtMs });
    const sealed = await archive.writeMetadata(base, sidecar, {
      annotations: 'replace',
      formerBase: before,
    });
    if (!sealed.ok) return sealed;
    const now = tasks.get(id);
    // Unless they were changed again meanwhile.
    if (now?.tags === task.tags && now?.notes === task.notes) {
      tasks.apply(id, { type: 'sidecar-written' });
    }
    return sealed;
  }
}

/** Whether a sidecar says of an archived task what the ledger does, tags and notes aside. */
export function matchesTask(sidecar: Sidecar, task: ArchivedTask): boolean {
  return (
    sidecar.taskId === task.id &&
    sidecar.archivedAtMs === task.archivedAtMs &&
    sidecar.accountId === task.accountId &&
    isDeepStrictEqual(sidecar.files, task.files)
  );
}
