/* eslint-disable svelte/prefer-svelte-reactivity --
   The sets are replaced, never changed: a SvelteSet would hold a signal for each of 10,000 ids. */
import type { TaskView } from '../../../electron/shared/task.ts';
import type { TaskId } from '../../../electron/shared/id.ts';
import { Tally, type SelectionSummary } from './selection-tally.ts';

/**
 * The tasks that are selected in the list. Its numbers are kept up with each patch, so that 10,000
 * selected tasks cost no more than one.
 */
export class Selection {
  #ids = $state.raw<ReadonlySet<TaskId>>(new Set());
  #lead = $state.raw<TaskId | undefined>(undefined);
  #summary = $state.raw<SelectionSummary>(new Tally().toSummary());
  #anchor: TaskId | undefined;
  #tally = new Tally();
  #touched = false;
  #gone: TaskId[] = [];
  readonly #find: (id: TaskId) => TaskView | undefined;

  constructor(find: (id: TaskId) => TaskView | undefined) {
    this.#find = find;
  }

  get ids(): ReadonlySet<TaskId> {
    return this.#ids;
  }

  get size(): number {
    return this.#ids.size;
  }

  /** The task that was selected last: the one that the list must show. */
  get lead(): TaskId | undefined {
    return this.#lead;
  }

  /** The one selected task; `undefined` when it is none or several. */
  get single(): TaskId | undefined {
    return this.#ids.size === 1 ? [...this.#ids][0] : undefined;
  }

  get summary(): SelectionSummary {
    return this.#summary;
  }

  has(id: TaskId): boolean {
    return this.#ids.has(id);
  }

  /** Selects just this task. */
  only(id: TaskId): void {
    this.#anchor = id;
    this.#lead = id;
    this.#set(new Set([id]));
  }

  /** Adds the task to the selection, or takes it out. */
  toggle(id: TaskId, order: readonly TaskId[]): void {
    this.#anchor = id;
    const { single } = this;
    // One whose details stayed when the list came to show others is no part of several.
    const isHidden = single !== undefined && !order.includes(single);
    const ids = new Set(isHidden ? [] : this.#ids);
    if (!ids.delete(id)) ids.add(id);
    this.#lead = ids.has(id) ? id : [...ids].at(-1);
    this.#set(ids);
  }

  /** Selects what lies between the task that a selection began with and this one. */
  extend(id: TaskId, order: readonly TaskId[]): void {
    const from = this.#anchor === undefined ? -1 : order.indexOf(this.#anchor);
    const to = order.indexOf(id);
    // What it began with is no longer in the list.
    if (from === -1 || to === -1) {
      this.only(id);
      return;
    }
    this.#lead = id;
    this.#set(new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1)));
  }

  /** Selects all of these. */
  all(order: readonly TaskId[]): void {
    if (this.#anchor === undefined || !order.includes(this.#anchor)) this.#anchor = order[0];
    this.#set(new Set(order));
    if (this.#lead !== undefined && !this.#ids.has(this.#lead)) this.#lead = undefined;
  }

  /** Selects these, as they were selected before. */
  restore(ids: readonly TaskId[], lead: TaskId | undefined): void {
    this.#anchor = lead;
    this.#lead = lead !== undefined && ids.includes(lead) ? lead : undefined;
    this.#set(new Set(ids));
  }

  clear(): void {
    this.#anchor = undefined;
    this.#lead = undefined;
    this.#set(new Set());
  }

  /**
   * Keeps several selected tasks to what the list shows: nothing is done to a task that is not seen.
   * A single one stays, as its details do.
   */
  confine(order: readonly TaskId[]): void {
    if (this.#ids.size < 2) return;
    const shown = order.filter((id) => this.#ids.has(id));
    if (shown.length === this.#ids.size) return;
    if (this.#lead !== undefined && !shown.includes(this.#lead)) this.#lead = shown.at(-1);
    this.#set(new Set(shown));
  }

  /**
   * Takes note of a task that has changed, or is gone. `commit` shows it.
   * @param isShown whether the list still shows it
   */
  replace(before: TaskView | undefined, next: TaskView | undefined, isShown: boolean): void {
    const id = (next ?? before)?.id;
    if (id === undefined || !this.#ids.has(id)) return;
    if (before !== undefined) this.#tally.add(before, -1);
    if (next !== undefined && (isShown || this.#ids.size === 1)) this.#tally.add(next, 1);
    else this.#gone.push(id);
    this.#touched = true;
  }

  /** Shows what `replace` has noted. */
  commit(): void {
    if (!this.#touched) return;
    this.#touched = false;
    if (this.#gone.length > 0) {
      const ids = new Set(this.#ids);
      for (const id of this.#gone) ids.delete(id);
      this.#gone = [];
      this.#ids = ids;
      if (this.#lead !== undefined && !ids.has(this.#lead)) this.#lead = undefined;
    }
    this.#summary = this.#tally.toSummary();
  }

  /** Counts again after everything was replaced, and forgets what is no longer there. */
  recount(): void {
    this.#set(new Set([...this.#ids].filter((id) => this.#find(id) !== undefined)));
    if (this.#lead !== undefined && !this.#ids.has(this.#lead)) this.#lead = undefined;
  }

  #set(ids: ReadonlySet<TaskId>): void {
    const tally = new Tally();
    for (const id of ids) {
      const task = this.#find(id);
      if (task !== undefined) tally.add(task, 1);
    }
    this.#ids = ids;
    this.#tally = tally;
    this.#summary = tally.toSummary();
  }
}
