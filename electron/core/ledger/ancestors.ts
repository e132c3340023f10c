import type { Task } from '../../shared/task.ts';
import type { AccountId, TaskId } from '../../shared/id.ts';
import type { Log } from '../platform/log.ts';
import { forEachInTurns, Turns } from '../platform/turns.ts';
import { createTask } from '../task/common-fields.ts';
import type { RemovedTasks } from './removed-tasks.ts';
import type { TaskRepository } from './repository.ts';

/** Tasks that a video was made from, one from the other: no honest chain is as long. */
const maxSteps = 16;

/** So many tasks that nobody added may an account have, or as many as the user has added to it. */
const maxOfAccount = 500;

/** Where the tasks are, and what the user took off the list. */
export interface AncestorsOptions {
  readonly repository: Pick<TaskRepository, 'values' | 'get'>;
  readonly removed: Pick<RemovedTasks, 'ids'>;
  readonly log: Log;
}

interface Counts {
  own: number;
  ancestors: number;
}

/**
 * A task that was made from another one brings that one along. It is the provider who names it: chains
 * are followed so far and no further, and one task brings one other at the most, whatever it names later.
 */
export class Ancestors {
  readonly #options: AncestorsOptions;
  /** Of each ancestor, how far it is from what the user added. */
  readonly #steps = new Map<TaskId, number>();
  /** Tasks that have brought theirs, or whose parent is not followed. */
  readonly #settled = new Set<TaskId>();
  /** Those brought since the start: one whose record is gone is not looked for again. */
  readonly #brought = new Set<TaskId>();

  constructor(options: AncestorsOptions) {
    this.#options = options;
  }

  /**
   * Learns the chains that are there already, in slices.
   * @throws the signal's reason once it is aborted
   */
  load(turns = new Turns()): Promise<void> {
    const learn = (task: Task) => {
      if (task.isAncestor === undefined) this.#walk(task);
    };
    return forEachInTurns(this.#options.repository.values(), learn, turns);
  }

  /** The parent of a task as it is to be tracked from now on; `undefined` when there is none to track. */
  next(task: Task, nowMs: number): Task | undefined {
    const { repository, removed, log } = this.#options;
    const id = task.record?.parentTaskId;
    if (id === undefined || this.#settled.has(task.id)) return undefined;
    if (
      id === task.id ||
      this.#brought.has(id) ||
      repository.get(id) !== undefined ||
      removed.ids.has(id)
    ) {
      return undefined;
    }
    this.#settled.add(task.id);
    const steps = this.#stepsOf(task) + 1;
    const why = this.#whyNot(task.accountId, steps);
    if (why !== undefined) {
      log.warn(`${task.id} was made from ${id}, which is not tracked: ${why}.`);
      return undefined;
    }
    this.#steps.set(id, steps);
    this.#brought.add(id);
    const { accountId, endpoint } = task;
    return createTask({ id, accountId, endpoint, nowMs, isAncestor: true });
  }

  #stepsOf(task: Task): number {
    if (task.isAncestor === undefined) return 0;
    // One that hangs on nothing any more counts as far as the first of a chain may be.
    return this.#steps.get(task.id) ?? 1;
  }

  #whyNot(accountId: AccountId, steps: number): string | undefined {
    if (steps > maxSteps) return `the chain has more than ${String(maxSteps)} steps`;
    const { own, ancestors } = this.#count(accountId);
    const most = Math.max(own, maxOfAccount);
    if (ancestors >= most) return `the account has ${String(ancestors)} such tasks already`;
    return undefined;
  }

  /** Only when a parent is about to be taken in, which is rare. */
  #count(accountId: AccountId): Counts {
    const counts: Counts = { own: 0, ancestors: 0 };
    for (const task of this.#options.repository.values()) {
      if (task.accountId !== accountId) continue;
      if (task.isAncestor === undefined) counts.own += 1;
      else counts.ancestors += 1;
    }
    return counts;
  }

  /** A chain that goes in circles ends where it has been. */
  #walk(task: Task): void {
    let child = task;
    for (let steps = 1; steps <= maxSteps; steps += 1) {
      const id = child.record?.parentTaskId;
      const parent = id === undefined ? undefined : this.#options.repository.get(id);
      if (parent?.isAncestor === undefined) return;
      this.#settled.add(child.id);
      const known = this.#steps.get(parent.id);
      if (known !== undefined && known <= steps) return;
      this.#steps.set(parent.id, steps);
      child = parent;
    }
  }
}
