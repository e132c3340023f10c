import { m } from '../../../electron/shared/messages/catalogue.ts';
import { isPausedAtRisk } from '../../../electron/shared/paused-at-risk.ts';
import { isUnfinished } from '../../../electron/shared/task.ts';
import type { TaskId } from '../../../electron/shared/id.ts';
import { askableAccounts, canCheck, takes, type TaskAction } from './task-actions.ts';
import type { Commands } from '../commands.ts';
import type { Library } from './library.svelte.ts';
import type { BackendState } from '../backend-state.svelte.ts';
import type { Toasts } from '../toasts.svelte.ts';

interface BulkParts {
  readonly library: Library;
  readonly backend: BackendState;
  readonly commands: Commands;
  readonly toasts: Toasts;
}

/** Does something with many tasks: with those among them that it means anything for. */
export class Bulk {
  readonly #parts: BulkParts;

  constructor(parts: BulkParts) {
    this.#parts = parts;
  }

  /** The ids of all tasks that have not ended. Looks at every task: for a click, not for drawing. */
  unfinished(): readonly TaskId[] {
    return [...this.#parts.library.tasks.values()].filter(isUnfinished).map(({ id }) => id);
  }

  /** Those that are lost within a day if they stay paused. @param nowMs Unix milliseconds */
  pausedAtRisk(nowMs: number): readonly TaskId[] {
    const tasks = [...this.#parts.library.tasks.values()];
    return tasks.filter((task) => isPausedAtRisk(task, nowMs)).map(({ id }) => id);
  }

  /** Those of the ids that the action does something with. */
  takers(action: TaskAction, ids: Iterable<TaskId>): readonly TaskId[] {
    const { library, backend } = this.#parts;
    const askable = askableAccounts(backend.accounts);
    return [...ids].filter((id) => {
      const task = library.tasks.get(id);
      if (task === undefined) return false;
      return action === 'check' ? canCheck(task, askable) : takes(task, action);
    });
  }

  async run(action: TaskAction, ids: Iterable<TaskId>): Promise<void> {
    const { commands, toasts } = this.#parts;
    const takers = this.takers(action, ids);
    if (takers.length === 0) toasts.inform(m.toasts.nothingFor[action]);
    else if (action === 'check') await commands.check(takers);
    else if (action === 'retry') await commands.retry(takers);
    else await commands.pause(takers, action === 'pause');
  }
}
