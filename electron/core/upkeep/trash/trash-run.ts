import type { Failure } from '../../../shared/failure.ts';
import type { LeftFile } from '../../../shared/trash-view.ts';
import type { Task } from '../../../shared/task.ts';
import type { TaskId } from '../../../shared/id.ts';
import type { Alerts } from '../../platform/alerts.ts';
import type { Archive } from '../../archive/archive.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { OsTrash } from '../../platform/os-trash.ts';
import { forEachInTurns, Turns } from '../../platform/turns.ts';
import type { ArchiveManager } from '../../library/archive-manager.ts';
import type { RemovedTask, RemovedTasks } from '../../ledger/removed-tasks.ts';
import type { TaskService } from '../../library/task-service.ts';
import { FileIndex, removedSource } from '../check/file-index.ts';
import { trashFiles } from './trash-files.ts';

/** Tasks whose files go between two writes of the record. */
const batchSize = 100;

/** What a run needs. */
export interface TrashRunOptions {
  readonly tasks: TaskService;
  readonly removed: RemovedTasks;
  readonly archiveManager: ArchiveManager;
  readonly trash: OsTrash;
  readonly alerts: Alerts;
  readonly clock: Clock;
  readonly log: Log;
}

/** How the files of an archive go. */
interface Way {
  readonly archive: Archive;
  readonly isTurn: () => boolean;
  readonly tally: Tally;
  readonly users: FileUsers;
}

/** What a run has to say when it is over. */
interface Tally {
  readonly left: LeftFile[];
  refused: number;
  refusal?: Failure;
}

/** Moves the files of removed tasks whose time has come, in batches of one archive. */
export class TrashRun {
  readonly #options: TrashRunOptions;

  constructor(options: TrashRunOptions) {
    this.#options = options;
  }

  /** Takes what is due. @param isTurn asked before each task; `false` ends the run */
  async takeDue(isTurn: () => boolean): Promise<void> {
    const tally: Tally = { left: [], refused: 0 };
    const users = new FileUsers(this.#options);
    try {
      for (const [archiveId, records] of await this.#dueByArchive()) {
        const archive = await this.#options.archiveManager.openById(archiveId);
        if (archive.ok)
          await this.#takeAll(records, { archive: archive.value, isTurn, tally, users });
        else await this.#hinderAll(records, archive.failure);
      }
    } finally {
      users.dispose();
    }
    await this.#tell(tally);
  }

  async #dueByArchive(): Promise<ReadonlyMap<string, readonly RemovedTask[]>> {
    const byArchive = new Map<string, RemovedTask[]>();
    const nowMs = this.#options.clock.now();
    await forEachInTurns(this.#options.removed.due(), (record) => {
      const { archiveId } = record.task;
      if (record.files.atMs > nowMs || archiveId === undefined) return;
      const records = byArchive.get(archiveId);
      if (records === undefined) byArchive.set(archiveId, [record]);
      else records.push(record);
    });
    return byArchive;
  }

  async #takeAll(records: readonly RemovedTask[], way: Way): Promise<void> {
    for (let at = 0; at < records.length && way.isTurn(); at += batchSize) {
      const batch = records.slice(at, at + batchSize);
      if (!(await this.#begin(batch))) break;
      await way.users.build();
      await this.#takeBatch(batch, way);
      await this.#options.removed.commit();
    }
  }

  /** Notes on disk that files may be gone from here on, and that no ledger lists them any more. */
  async #begin(batch: readonly RemovedTask[]): Promise<boolean> {
    const { tasks, removed } = this.#options;
    if ((await tasks.commit()) !== undefined) return false;
    removed.put(
      batch.flatMap((record) => {
        const now = removed.get(record.task.id);
        return now?.files.kind === 'due'
          ? [{ ...now, files: { kind: 'due', atMs: now.files.atMs, hasBegun: true } as const }]
          : [];
      }),
    );
    return (await removed.commit()) === undefined;
  }

  async #takeBatch(
    batch: readonly RemovedTask[],
    { archive, isTurn, tally, users }: Way,
  ): Promise<void> {
    const { removed, trash, clock } = this.#options;
    const own = new Set(batch.map(({ task }) => task.id));
    const isShared = (path: string) => users.isUsedBeside(own, path);
    const turns = new Turns();
    for (const { task } of batch) {
      if (turns.isOver) await turns.next();
      const isWanted = () => removed.get(task.id)?.files.kind === 'due';
      if (!isTurn()) return;
      if (!isWanted()) continue;
      const nowMs = clock.now();
      const departed = await trashFiles({ task, archive, trash, isWanted, isShared, nowMs });
      const record = removed.get(task.id);
      if (departed === undefined || record === undefined) continue;
      if ('code' in departed) {
        this.#hinder([record], departed);
        continue;
      }
      const { fate, refusal } = departed;
      removed.put([{ ...record, files: fate }]);
      if (fate.kind === 'gone') tally.left.push(...fate.left);
      if (refusal === undefined) continue;
      tally.refused += 1;
      tally.refusal ??= refusal;
    }
  }

  /** The same for very many. */
  async #hinderAll(records: readonly RemovedTask[], hindrance: Failure): Promise<void> {
    await forEachInTurns(records, (record) => {
      // It may have been put back or forgotten meanwhile.
      const now = this.#options.removed.get(record.task.id);
      if (now !== undefined) this.#hinder([now], hindrance);
    });
  }

  #hinder(records: readonly RemovedTask[], hindrance: Failure): void {
    this.#options.removed.put(
      records.flatMap((record) =>
        record.files.kind === 'due' ? [{ ...record, files: { ...record.files, hindrance } }] : [],
      ),
    );
  }

  async #tell({ left, refused, refusal }: Tally): Promise<void> {
    const { alerts, removed } = this.#options;
    const [first] = left.filter(({ why }) => why !== 'refused');
    if (first !== undefined) {
      const files = left.filter(({ why }) => why !== 'refused').length;
      alerts.raise('trash left', { code: 'files-left', files, ...first });
    }
    if (refusal !== undefined) {
      alerts.raise('trash refused', { code: 'trash-refused', tasks: refused, failure: refusal });
    }
    let tasks = 0;
    let failure: Failure | undefined;
    await forEachInTurns(removed.due(), ({ files }) => {
      if (files.hindrance === undefined) return;
      tasks += 1;
      failure ??= files.hindrance;
    });
    if (failure === undefined) alerts.clear('trash waits');
    else alerts.raise('trash waits', { code: 'trash-waits', tasks, failure });
  }
}

/** Who has a file beside the tasks whose files are to go. */
class FileUsers {
  readonly #options: Pick<TrashRunOptions, 'tasks' | 'removed'>;
  readonly #tracked: FileIndex;
  readonly #removed: FileIndex;

  constructor(options: Pick<TrashRunOptions, 'tasks' | 'removed'>) {
    this.#options = options;
    this.#tracked = new FileIndex(options.tasks);
    this.#removed = new FileIndex(removedSource(options.removed));
  }

  /** Before the first question, and no further time. */
  async build(): Promise<void> {
    await this.#tracked.build();
    await this.#removed.build();
  }

  /** Whether a task that is tracked has the file, or one that is removed, and not of these, and keeps it. */
  isUsedBeside(own: ReadonlySet<TaskId>, path: string): boolean {
    // What is removed but keeps its files can come back to them.
    const isKept = ({ id }: Task) =>
      !own.has(id) && this.#options.removed.get(id)?.files.kind === 'kept';
    return hasAny(this.#tracked, path, () => true) || hasAny(this.#removed, path, isKept);
  }

  dispose(): void {
    this.#tracked.dispose();
    this.#removed.dispose();
  }
}

function hasAny(index: FileIndex, path: string, isMeant: (task: Task) => boolean): boolean {
  return index.listers(path).some(isMeant) || index.reservers(path).some(isMeant);
}
