import type { Failure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import { normalTags } from '../../shared/tags.ts';
import type { Task } from '../../shared/task.ts';
import type { TaskId } from '../../shared/id.ts';
import type { Clock } from '../platform/clock.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { Log } from '../platform/log.ts';
import { Turns } from '../platform/turns.ts';
import type { ArchiveManager } from '../library/archive-manager.ts';
import type { TaskUpdater } from '../library/task-updater.ts';
import type { SidecarWriter } from '../library/sidecar-writer.ts';

/** After a sidecar that could not be written: the drive is away, or a job is at the files. */
const retryDelayMs = 30_000;

/** What the annotations need. */
export interface AnnotationsOptions {
  readonly tasks: TaskUpdater & { tasks(): Iterable<Task> };
  readonly archiveManager: Pick<ArchiveManager, 'open'>;
  readonly sidecars: Pick<SidecarWriter, 'write'>;
  readonly jobs: Pick<Jobs, 'current'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What the user says of a task. */
export interface Annotation {
  readonly id: TaskId;
  readonly tags: readonly string[];
  readonly notes: string;
}

/**
 * The user's tags and notes: in the ledger before the call answers, in the sidecar as soon as that can
 * be written. What is still to be written is marked in the ledger, and outlives a quit.
 */
export class Annotations {
  readonly #options: AnnotationsOptions;
  #cancelRetry: (() => void) | undefined;
  #catchingUp: Promise<void> | undefined;

  constructor(options: AnnotationsOptions) {
    this.#options = options;
  }

  /** @returns `task-unknown`, or a disk failure when the ledger could not be written */
  annotate({ id, tags, notes }: Annotation): Outcome<undefined, Failure> {
    const { tasks } = this.#options;
    const next = tasks.apply(id, {
      type: 'annotated',
      tags: normalTags(tags),
      notes: notes.trim(),
    });
    if (next === undefined) return fail({ code: 'task-unknown', taskId: id });
    const refused = tasks.flush();
    if (refused !== undefined) return fail(refused);
    if (next.isSidecarBehind) void this.writeStaleSidecars();
    return succeed(undefined);
  }

  /** Writes every sidecar that is behind; what cannot be written now is tried again. Never rejects. */
  async writeStaleSidecars(): Promise<void> {
    await this.#catchingUp; // a change may have come after its look at the task
    this.#catchingUp ??= this.#catchUp().finally(() => {
      this.#catchingUp = undefined;
    });
    await this.#catchingUp;
  }

  /** Resolves once nothing is being written. */
  async stop(): Promise<void> {
    await this.#catchingUp;
    this.#cancelRetry?.();
  }

  async #catchUp(): Promise<void> {
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
    const { tasks, archiveManager, sidecars, jobs, log } = this.#options;
    const behind = [...tasks.tasks()].filter(({ isSidecarBehind }) => isSidecarBehind);
    if (behind.length === 0) return;
    // These two give files other names while they run, and may begin at any time.
    const isMoving = () => jobs.current?.kind === 'move' || jobs.current?.kind === 'rename';
    const archive = isMoving() ? undefined : await archiveManager.open();
    if (!archive?.ok) {
      this.#retry();
      return;
    }
    const turns = new Turns();
    for (const { id } of behind) {
      if (turns.isOver) await turns.next();
      if (isMoving()) {
        this.#retry();
        return;
      }
      const written = await sidecars.write(archive.value, id);
      if (written.ok) continue;
      log.warn(`Sidecar of ${id}: ${written.failure.code}`);
      this.#retry();
    }
  }

  #retry(): void {
    this.#cancelRetry ??= this.#options.clock.after(retryDelayMs, () => {
      this.#cancelRetry = undefined;
      void this.writeStaleSidecars();
    });
  }
}
