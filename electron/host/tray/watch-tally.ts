import { PriorityQueue } from '../../core/platform/priority-queue.ts';
import type { TaskId } from '../../shared/id.ts';
import { isUnfinished, type Task } from '../../shared/task.ts';

/** The unfinished tasks in numbers: of each, one count goes up. */
export interface WatchCounts {
  readonly downloading: number;
  /** Finished at the provider, waiting for their turn. */
  readonly waiting: number;
  /** Being looked up, or at work at the provider. */
  readonly generating: number;
  /** No end after an hour; asked now and then. */
  readonly stalled: number;
  readonly paused: number;
}

type Kind = keyof WatchCounts;

function kindOf(task: Task): Kind | undefined {
  if (!isUnfinished(task)) return undefined;
  if (task.paused) return 'paused';
  if (task.state === 'downloading') return 'downloading';
  if (task.state === 'ready') return 'waiting';
  return task.state === 'stalled' ? 'stalled' : 'generating';
}

const none: WatchCounts = { downloading: 0, waiting: 0, generating: 0, stalled: 0, paused: 0 };

/** How many can still be lost. */
export function unfinishedOf(counts: WatchCounts): number {
  return onTheirWayOf(counts) + counts.stalled;
}

/** How many are on their way to the archive: an answer that has not come for an hour may never come. */
export function onTheirWayOf({ downloading, waiting, generating, paused }: WatchCounts): number {
  return downloading + waiting + generating + paused;
}

/**
 * Counts the unfinished tasks and knows the nearest deadline. A change of one task is one small step, however
 * many there are.
 */
export class WatchTally {
  readonly #find: (id: TaskId) => Task | undefined;
  readonly #kinds = new Map<TaskId, Kind>();
  readonly #deadlines = new PriorityQueue<TaskId>();
  #counts: { [K in Kind]: number } = { ...none };

  constructor(find: (id: TaskId) => Task | undefined) {
    this.#find = find;
  }

  get counts(): WatchCounts {
    return { ...this.#counts };
  }

  /** Takes note of a task that has come, changed or gone. @returns whether that changed anything here */
  readonly see = (id: TaskId): boolean => {
    const task = this.#find(id);
    const [before, next] = [this.#kinds.get(id), task && kindOf(task)];
    if (before !== undefined) this.#counts[before] -= 1;
    if (next !== undefined) this.#counts[next] += 1;
    if (next === undefined) this.#kinds.delete(id);
    else this.#kinds.set(id, next);
    const deadlineMs = next === undefined ? undefined : task?.deadlineMs;
    if (deadlineMs === undefined) this.#deadlines.delete(id);
    else this.#deadlines.set(id, deadlineMs);
    return before !== undefined || next !== undefined;
  };

  /** The unfinished task whose link expires next, or has expired. */
  nearest(): { readonly task: Task; readonly deadlineMs: number } | undefined {
    const first = this.#deadlines.peek();
    const task = first && this.#find(first.key);
    return first === undefined || task === undefined ? undefined : { task, deadlineMs: first.rank };
  }
}
