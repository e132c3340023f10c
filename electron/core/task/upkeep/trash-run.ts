import type { Failure } from '../../../shared/failure.ts';
import type { LeftFile } from '../../../shared/removal.ts';
import type { Task } from '../../../shared/task.ts';
import type { Alerts } from '../../alerts.ts';
import { ownFilesOf } from '../../archive/own-files.ts';
import type { Archive } from '../../archive/archive.ts';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { Trash } from '../../trash.ts';
import type { ArchiveRoot } from '../archive-root.ts';
import type { RemovedTask, RemovedTasks } from '../removed-tasks.ts';
import type { TaskService } from '../service.ts';
import { sharedAmong } from './shared-files.ts';
import { takeAway } from './take-away.ts';

/** Tasks whose files go between two writes of the record. */
const batchSize = 100;

/** What a run needs. */
export interface TrashRunOptions {
  readonly tasks: TaskService;
  readonly removed: RemovedTasks;
  readonly root: ArchiveRoot;
  readonly trash: Trash;
  readonly alerts: Alerts;
  readonly clock: Clock;
  readonly log: Log;
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
    const byArchive = new Map<string, RemovedTask[]>();
    const nowMs = this.#options.clock.now();
    for (const record of this.#options.removed.values()) {
      const { archiveId } = record.task;
      if (record.files.kind !== 'due' || record.files.atMs > nowMs || archiveId === undefined)
        continue;
      const records = byArchive.get(archiveId);
      if (records === undefined) byArchive.set(archiveId, [record]);
      else records.push(record);
    }
    for (const [archiveId, records] of byArchive) {
      const archive = await this.#options.root.openById(archiveId);
      if (!archive.ok) this.#hinder(records, archive.failure);
      for (let at = 0; archive.ok && at < records.length && isTurn(); at += batchSize) {
        const batch = records.slice(at, at + batchSize);
        if (!(await this.#begin(batch))) break;
        await this.#takeBatch(batch, { archive: archive.value, isTurn, tally });
        await this.#options.removed.commit();
      }
    }
    this.#tell(tally);
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
    { archive, isTurn, tally }: { archive: Archive; isTurn: () => boolean; tally: Tally },
  ): Promise<void> {
    const { removed, trash, clock } = this.#options;
    const isShared = await this.#sharedIn(batch, archive);
    for (const { task } of batch) {
      const isWanted = () => removed.get(task.id)?.files.kind === 'due';
      if (!isTurn()) return;
      if (!isWanted()) continue;
      const nowMs = clock.now();
      const departed = await takeAway({ task, archive, trash, isWanted, isShared, nowMs });
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

  async #sharedIn(
    batch: readonly RemovedTask[],
    { root }: Archive,
  ): Promise<(path: string) => boolean> {
    const own = new Set(batch.map(({ task }) => task.id));
    const paths: string[] = [];
    for (const { task } of batch) {
      for (const { path } of await ownFilesOf(root, task)) paths.push(path);
    }
    const { tasks, removed } = this.#options;
    function* others(): Generator<Task> {
      yield* tasks.tasks();
      // What is removed but keeps its files can come back to them.
      for (const { task, files } of removed.values()) {
        if (!own.has(task.id) && files.kind === 'kept') yield task;
      }
    }
    return sharedAmong(paths, others());
  }

  #hinder(records: readonly RemovedTask[], hindrance: Failure): void {
    this.#options.removed.put(
      records.flatMap((record) =>
        record.files.kind === 'due' ? [{ ...record, files: { ...record.files, hindrance } }] : [],
      ),
    );
  }

  #tell({ left, refused, refusal }: Tally): void {
    const { alerts, removed } = this.#options;
    const [first] = left.filter(({ why }) => why !== 'refused');
    if (first !== undefined) {
      const files = left.filter(({ why }) => why !== 'refused').length;
      alerts.raise('trash left', { code: 'files-left', files, ...first });
    }
    if (refusal !== undefined) {
      alerts.raise('trash refused', { code: 'trash-refused', tasks: refused, failure: refusal });
    }
    const waiting = [...removed.values()].flatMap(({ files }) =>
      files.kind === 'due' && files.hindrance !== undefined ? [files.hindrance] : [],
    );
    const [failure] = waiting;
    if (failure === undefined) alerts.clear('trash waits');
    else alerts.raise('trash waits', { code: 'trash-waits', tasks: waiting.length, failure });
  }
}
