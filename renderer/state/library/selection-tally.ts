import { stateKey, type StateKey } from '../../../electron/shared/messages/task-words.ts';
import type { TaskView } from '../../../electron/shared/task.ts';
import { taskActions, takes, type TaskAction } from './task-actions.ts';

/** What is selected, in numbers. */
export interface SelectionSummary {
  readonly count: number;
  /** How many tasks there are in each state that occurs. */
  readonly states: ReadonlyMap<StateKey, number>;
  /** Bytes of the archived files among them. */
  readonly sizeBytes: number;
  /** How many tasks each action does something with. */
  readonly actions: { readonly [A in TaskAction]: number };
}

/** The numbers in the making: a task more or less is one small step. */
export class Tally {
  #count = 0;
  #sizeBytes = 0;
  readonly #states = new Map<StateKey, number>();
  readonly #actions: { [A in TaskAction]: number } = { check: 0, retry: 0, pause: 0, resume: 0 };

  add(task: TaskView, by: 1 | -1): void {
    this.#count += by;
    const key = stateKey(task);
    const left = (this.#states.get(key) ?? 0) + by;
    if (left === 0) this.#states.delete(key);
    else this.#states.set(key, left);
    if (task.state === 'archived') {
      const gone = task.damage?.kind === 'missing' ? task.damage.paths : [];
      for (const { path, sizeBytes } of task.files) {
        if (!gone.includes(path)) this.#sizeBytes += by * sizeBytes;
      }
    }
    for (const action of taskActions) if (takes(task, action)) this.#actions[action] += by;
  }

  toSummary(): SelectionSummary {
    return {
      count: this.#count,
      states: new Map(this.#states),
      sizeBytes: this.#sizeBytes,
      actions: { ...this.#actions },
    };
  }
}
