import type { TaskId } from '../../../shared/id.ts';
import type { ArchivedTask } from '../../../shared/task.ts';
import type { TaskService } from '../../library/task-service.ts';
import { forEachInTurns } from '../../platform/turns.ts';

/** All that a task has in the archive, its sidecar too. */
function pathsOf({ files, reservedPath }: ArchivedTask): readonly string[] {
  const sidecars = reservedPath === undefined ? [] : [`${reservedPath}.json`];
  return [...files.map(({ path }) => path), ...sidecars];
}

/** What the library has in an archive, as far as it is archived. */
export class VideosOfArchive {
  readonly #tasks: Pick<TaskService, 'tasks'>;

  constructor(tasks: Pick<TaskService, 'tasks'>) {
    this.#tasks = tasks;
  }

  /** How many there are. */
  countIn(archiveId: string): number {
    let videos = 0;
    for (const _each of this.#in(archiveId)) videos += 1;
    return videos;
  }

  /** All their files, relative to the archive. */
  *filesIn(archiveId: string): Generator<string> {
    for (const task of this.#in(archiveId)) yield* pathsOf(task);
  }

  /** Those of which any file is one of these. Found with pauses for others. */
  async withAny(
    archiveId: string,
    paths: Pick<ReadonlyMap<string, unknown>, 'has'>,
  ): Promise<readonly TaskId[]> {
    const found: TaskId[] = [];
    await forEachInTurns([...this.#in(archiveId)], (task) => {
      if (pathsOf(task).some((path) => paths.has(path))) found.push(task.id);
    });
    return found;
  }

  *#in(archiveId: string): Generator<ArchivedTask> {
    for (const task of this.#tasks.tasks()) {
      if (task.state === 'archived' && task.archiveId === archiveId) yield task;
    }
  }
}
