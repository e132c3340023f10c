import { SvelteMap } from 'svelte/reactivity';
import type { TaskView, TransferProgress } from '../../../electron/shared/task.ts';
import type { TaskId } from '../../../electron/shared/id.ts';
import { calm, isSame, type Circumstances } from './held-up.ts';
import { Lineage } from './lineage.svelte.ts';
import { SortedIds } from './sorted-ids.ts';
import { Selection } from './selection.svelte.ts';
import {
  comparators,
  filters,
  matchesFilter,
  matchesSearch,
  toSearchWords,
  type Counts,
  type Filter,
  type Sort,
} from './filter-and-sort.ts';

/** The part of a patch that concerns tasks. */
export interface LibraryPatch {
  readonly tasks?: readonly TaskView[];
  readonly removed?: readonly TaskId[];
  readonly progress?: readonly TransferProgress[];
}

// Beyond this many changes at once, sorting again costs less than moving one by one.
const rebuildFrom = 500;

/**
 * Every task, and the ids that the list shows, in order. Counts and order are kept up with each
 * patch: a patch of ten tasks costs ten small steps, however many tasks there are.
 */
export class Library {
  /** Values are frozen and replaced, so a row redraws only when its own task changed. */
  readonly tasks = new SvelteMap<TaskId, TaskView>();
  /** The running transfers. */
  readonly progress = new SvelteMap<TaskId, TransferProgress>();
  readonly selection = new Selection((id) => this.tasks.get(id));
  readonly lineage = new Lineage();

  #counts = $state.raw<Counts>(emptyCounts());
  #visible = $state.raw<readonly TaskId[]>([]);
  #filter = $state<Filter>('all');
  #search = $state('');
  #sort = $state<Sort>('newest');
  #words: readonly string[] = [];
  #nowMs: number;
  #circumstances = $state.raw<Circumstances>(calm);

  constructor(nowMs: number) {
    this.#nowMs = nowMs;
  }

  /** How many tasks each filter shows, whatever is searched for. */
  get counts(): Counts {
    return this.#counts;
  }

  /** The ids to show, filtered, searched and sorted. */
  get visible(): readonly TaskId[] {
    return this.#visible;
  }

  get filter(): Filter {
    return this.#filter;
  }

  set filter(filter: Filter) {
    this.#filter = filter;
    this.#look();
  }

  get search(): string {
    return this.#search;
  }

  set search(text: string) {
    this.#search = text;
    this.#words = toSearchWords(text);
    this.#look();
  }

  get sort(): Sort {
    return this.#sort;
  }

  set sort(sort: Sort) {
    this.#sort = sort;
    this.#rebuild();
  }

  /** What concerns many tasks at once. */
  get circumstances(): Circumstances {
    return this.#circumstances;
  }

  /** Takes what concerns many tasks at once: what is at risk depends on it. */
  see(circumstances: Circumstances): void {
    if (isSame(circumstances, this.#circumstances)) return;
    this.#circumstances = circumstances;
    this.#recount();
    if (this.#filter === 'at-risk') this.#rebuild();
  }

  /** Lifts filter and search, so that whatever is to be shown can be. */
  showAll(): void {
    this.search = '';
    this.filter = 'all';
  }

  /** Replaces everything. */
  reset(tasks: readonly TaskView[], progress: readonly TransferProgress[]): void {
    this.tasks.clear();
    this.lineage.clear();
    for (const task of tasks) {
      this.tasks.set(task.id, Object.freeze(task));
      this.lineage.replace(undefined, task);
    }
    this.selection.recount();
    this.#setProgress(progress);
    this.#recount();
    this.#rebuild();
  }

  /** Applies what changed, and touches nothing else. */
  apply(patch: LibraryPatch): void {
    const changed = patch.tasks ?? [];
    const removed = patch.removed ?? [];
    if (patch.progress !== undefined) this.#setProgress(patch.progress);
    if (changed.length + removed.length === 0) return;
    const order =
      changed.length + removed.length >= rebuildFrom
        ? undefined
        : new SortedIds(this.#visible, (id) => this.tasks.get(id), comparators[this.#sort]);
    const change: Change = { counts: { ...this.#counts }, order };
    for (const task of changed) this.#replace(task.id, Object.freeze(task), change);
    for (const id of removed) this.#replace(id, undefined, change);
    this.#counts = change.counts;
    this.selection.commit();
    if (order === undefined) this.#rebuild();
    else if (order.moved) this.#visible = order.ids;
  }

  /** Takes the minute's time. Deadlines draw near without any patch. */
  retime(nowMs: number): void {
    this.#nowMs = nowMs;
    this.#recount();
    if (this.#filter === 'at-risk') this.#rebuild();
  }

  #replace(id: TaskId, next: TaskView | undefined, { counts, order }: Change): void {
    const before = this.tasks.get(id);
    // Before the map changes: the order finds a task by the value it was placed with.
    order?.replace(this.#shown(before), this.#shown(next));
    if (before !== undefined) this.#tally(before, counts, -1);
    if (next !== undefined) this.#tally(next, counts, 1);
    this.selection.replace(before, next, this.#shown(next) !== undefined);
    this.lineage.replace(before, next);
    if (next === undefined) this.tasks.delete(id);
    else this.tasks.set(id, next);
  }

  #shown(task: TaskView | undefined): TaskView | undefined {
    return task !== undefined && this.#isShown(task) ? task : undefined;
  }

  #isShown(task: TaskView): boolean {
    return this.#matches(task, this.#filter) && matchesSearch(task, this.#words);
  }

  #matches(task: TaskView, filter: Filter): boolean {
    return matchesFilter(task, filter, {
      nowMs: this.#nowMs,
      circumstances: this.#circumstances,
    });
  }

  #tally(task: TaskView, counts: Tally, by: 1 | -1): void {
    for (const filter of filters) {
      if (this.#matches(task, filter)) counts[filter] += by;
    }
  }

  #recount(): void {
    const counts: Tally = emptyCounts();
    for (const task of this.tasks.values()) this.#tally(task, counts, 1);
    this.#counts = counts;
  }

  /** Shows another part of the tasks. */
  #look(): void {
    this.#rebuild();
    this.selection.confine(this.#visible);
  }

  #rebuild(): void {
    const shown = [...this.tasks.values()].filter((task) => this.#isShown(task));
    this.#visible = shown.sort(comparators[this.#sort]).map((task) => task.id);
  }

  #setProgress(progress: readonly TransferProgress[]): void {
    // A handful at the most.
    for (const id of this.progress.keys()) {
      if (!progress.some((transfer) => transfer.taskId === id)) this.progress.delete(id);
    }
    for (const transfer of progress) this.progress.set(transfer.taskId, Object.freeze(transfer));
  }
}

/** The counts and the order in the middle of a patch. */
interface Change {
  readonly counts: Tally;
  /** `undefined` when the order is rebuilt afterwards. */
  readonly order: SortedIds | undefined;
}

type Tally = { [F in Filter]: number };

function emptyCounts(): Tally {
  return { all: 0, 'in-progress': 0, 'at-risk': 0, archived: 0, failed: 0 };
}
