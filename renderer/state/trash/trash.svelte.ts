/* eslint-disable svelte/prefer-svelte-reactivity --
   The sets and maps are replaced, never changed: a signal for each of 10,000 ids would be in vain. */
import type { Api } from '../../../electron/shared/contract/contract.ts';
import { maxRemovedInPage } from '../../../electron/shared/contract/batches.ts';
import type { RemovedView, TrashView } from '../../../electron/shared/trash-view.ts';
import type { TaskId } from '../../../electron/shared/id.ts';
import type { Toasts } from '../toasts.svelte.ts';

/** The removed tasks. They are asked for only while they are on show. */
export class Trash {
  #open = $state(false);
  #count = $state(0);
  #loaded = $state(false);
  #list = $state.raw<readonly RemovedView[]>([]);
  #selected = $state.raw<ReadonlySet<TaskId>>(new Set());
  #lead = $state.raw<TaskId | undefined>(undefined);
  #byId: ReadonlyMap<TaskId, RemovedView> = new Map();
  #shownRevision = -1;
  #revision = 0;
  #asking = false;
  readonly #api: Api;
  readonly #toasts: Toasts;

  constructor(api: Api, toasts: Toasts) {
    this.#api = api;
    this.#toasts = toasts;
  }

  /** Whether the window shows the trash in the place of the list. */
  get open(): boolean {
    return this.#open;
  }

  /** How many tasks are in it. */
  get count(): number {
    return this.#count;
  }

  /** Whether `list` has been asked for since the trash was opened. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /** The removed tasks, the latest first. */
  get list(): readonly RemovedView[] {
    return this.#list;
  }

  get selected(): ReadonlySet<TaskId> {
    return this.#selected;
  }

  /** The task that was selected last. */
  get lead(): TaskId | undefined {
    return this.#lead;
  }

  find(id: TaskId): RemovedView | undefined {
    // Reading the list makes whoever shows this task hear of its next version.
    return this.#list.length === 0 ? undefined : this.#byId.get(id);
  }

  /** Shows the trash. */
  show(): void {
    this.#open = true;
    void this.#load(); // never rejects
  }

  hide(): void {
    this.#open = false;
    this.#loaded = false;
    this.#shownRevision = -1;
    this.#replace([]);
  }

  /** Hears how the trash stands. */
  see({ count, revision }: TrashView): void {
    this.#count = count;
    this.#revision = revision;
    if (this.#open) void this.#load(); // never rejects
  }

  /** Selects a task alone, or adds it to the selection, or takes it out. */
  select(id: TaskId, how: 'only' | 'toggle' | 'range'): void {
    const ids = this.#list.map((removed) => removed.id);
    if (how === 'toggle') {
      const kept = [...this.#selected].filter((other) => other !== id);
      this.#selected = new Set(this.#selected.has(id) ? kept : [...kept, id]);
    } else if (how === 'range' && this.#lead !== undefined) {
      const [from, to] = [ids.indexOf(this.#lead), ids.indexOf(id)];
      this.#selected = new Set(ids.slice(Math.min(from, to), Math.max(from, to) + 1));
      return; // it began with the one that stays the lead
    } else {
      this.#selected = new Set([id]);
    }
    this.#lead = id;
  }

  selectAll(): void {
    this.#selected = new Set(this.#list.map(({ id }) => id));
    this.#lead ??= this.#list[0]?.id;
  }

  clear(): void {
    this.#selected = new Set();
    this.#lead = undefined;
  }

  async #load(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      // What changes while the answer is on its way is asked for right after.
      while (this.#open && this.#shownRevision !== this.#revision) {
        const revision = this.#revision;
        this.#take(await this.#whole(), revision);
      }
    } catch (error) {
      this.#toasts.failUnexpectedly(error);
    }
    this.#asking = false;
  }

  /** The list, part by part; what was removed or put back between two parts is asked for again. */
  async #whole(): Promise<readonly RemovedView[]> {
    const list: RemovedView[] = [];
    for (let isMore = true; isMore && this.#open;) {
      const part = { from: list.length, count: maxRemovedInPage };
      const page = await this.#api.call('removed', part);
      for (const removed of page.removed) list.push(removed);
      isMore = page.removed.length > 0 && list.length < page.total;
    }
    return list;
  }

  #take(list: readonly RemovedView[], revision: number): void {
    if (!this.#open) return; // closed while the answer was on its way
    this.#replace(list);
    this.#shownRevision = revision;
    this.#loaded = true;
  }

  #replace(list: readonly RemovedView[]): void {
    this.#byId = new Map(list.map((removed) => [removed.id, removed]));
    this.#list = list;
    this.#selected = new Set([...this.#selected].filter((id) => this.#byId.has(id)));
    if (this.#lead !== undefined && !this.#byId.has(this.#lead)) this.#lead = undefined;
  }
}
