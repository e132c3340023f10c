import type { TaskView } from '../../../electron/shared/task.ts';
import type { TaskId } from '../../../electron/shared/id.ts';

/**
 * A sorted list of ids during one patch. Each change is two binary searches; the list is copied at
 * the first change that moves something, and not at all when every task keeps its place.
 */
export class SortedIds {
  #ids: readonly TaskId[] | TaskId[];
  #copied = false;
  readonly #find: (id: TaskId) => TaskView | undefined;
  readonly #compare: (left: TaskView, right: TaskView) => number;

  constructor(
    ids: readonly TaskId[],
    find: (id: TaskId) => TaskView | undefined,
    compare: (left: TaskView, right: TaskView) => number,
  ) {
    this.#ids = ids;
    this.#find = find;
    this.#compare = compare;
  }

  get ids(): readonly TaskId[] {
    return this.#ids;
  }

  /** Whether `ids` is another list than the one given. */
  get moved(): boolean {
    return this.#copied;
  }

  /** Moves a task from the place of its old value to the place of its new one. */
  replace(before: TaskView | undefined, next: TaskView | undefined): void {
    if (before === undefined && next === undefined) return;
    if (before !== undefined && next !== undefined && this.#compare(before, next) === 0) return;
    const ids = this.#ownIds();
    if (before !== undefined) ids.splice(this.#placeOf(before), 1);
    if (next !== undefined) ids.splice(this.#placeOf(next), 0, next.id);
  }

  #ownIds(): TaskId[] {
    if (this.#copied) return this.#ids as TaskId[]; // copied below
    const copy = [...this.#ids];
    this.#ids = copy;
    this.#copied = true;
    return copy;
  }

  #placeOf(task: TaskView): number {
    let low = 0;
    let high = this.#ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const id = this.#ids[middle];
      const other = id === undefined ? undefined : this.#find(id);
      if (other !== undefined && this.#compare(other, task) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
