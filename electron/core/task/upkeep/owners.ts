import type { Task } from '../../../shared/task.ts';
import { foldName } from '../../archive/path.ts';
import { basesOf } from './shared-files.ts';

/** Whose file a path is, by the list of tasks as it was when this was made. */
export class Owners {
  readonly #byPath = new Map<string, Set<string>>();
  readonly #byBase = new Map<string, Set<string>>();

  /** @param tasks those of one archive: paths of another are other files */
  constructor(tasks: Iterable<Task>) {
    for (const task of tasks) {
      const { thumbnail, reservedPath } = task;
      const listed = task.state === 'archived' || task.state === 'lost' ? (task.files ?? []) : [];
      for (const { path } of listed) note(this.#byPath, path, task.id);
      if (thumbnail !== undefined) note(this.#byPath, thumbnail.path, task.id);
      if (reservedPath !== undefined) note(this.#byBase, reservedPath, task.id);
    }
  }

  /**
   * Whether a task other than this one has the file: in its list, or, where nobody lists it, under the base
   * path that it has reserved.
   * @param path relative to the archive, with `/`
   */
  isOfAnother(path: string, taskId: string): boolean {
    const folded = foldName(path);
    const listing = this.#byPath.get(folded);
    if (listing !== undefined) return [...listing].some((id) => id !== taskId);
    for (const base of basesOf(folded)) {
      if ([...(this.#byBase.get(base) ?? [])].some((id) => id !== taskId)) return true;
    }
    return false;
  }
}

function note(owners: Map<string, Set<string>>, path: string, taskId: string): void {
  const folded = foldName(path);
  const known = owners.get(folded);
  if (known === undefined) owners.set(folded, new Set([taskId]));
  else known.add(taskId);
}
