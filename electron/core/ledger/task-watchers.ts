import type { TaskId } from '../../shared/id.ts';

/** Who is told of each task that comes, changes or goes, right after it has. */
export class TaskWatchers {
  readonly #watchers = new Set<(id: TaskId) => void>();

  /** @returns ends the watch */
  readonly watch = (hear: (id: TaskId) => void): (() => void) => {
    this.#watchers.add(hear);
    return () => this.#watchers.delete(hear);
  };

  tell(id: TaskId): void {
    for (const hear of this.#watchers) hear(id);
  }
}
