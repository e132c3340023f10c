import { SvelteMap } from 'svelte/reactivity';
import type { TaskView } from '../../../electron/shared/task.ts';
import type { TaskId } from '../../../electron/shared/id.ts';

/** Which tasks were made from which: the children of each parent, kept up with each patch. */
export class Lineage {
  readonly #children = new SvelteMap<TaskId, readonly TaskId[]>();

  /** The tasks made from this one, whether it is tracked itself or not. */
  childrenOf(id: TaskId): readonly TaskId[] {
    return this.#children.get(id) ?? [];
  }

  /** Takes note of a task that is new, has changed, or is gone. */
  replace(before: TaskView | undefined, next: TaskView | undefined): void {
    const old = before === undefined ? undefined : parentOf(before);
    const now = next === undefined ? undefined : parentOf(next);
    if (old === now) return;
    if (old !== undefined && before !== undefined) this.#drop(old, before.id);
    if (now !== undefined && next !== undefined) {
      this.#children.set(now, [...this.childrenOf(now), next.id]);
    }
  }

  clear(): void {
    this.#children.clear();
  }

  #drop(parent: TaskId, child: TaskId): void {
    const left = this.childrenOf(parent).filter((id) => id !== child);
    if (left.length === 0) this.#children.delete(parent);
    else this.#children.set(parent, left);
  }
}

/** The task that this one was made from. */
export function parentOf(task: TaskView): TaskId | undefined {
  const id = task.record?.parentTaskId;
  return id === task.id ? undefined : id;
}
