import type { Task } from '../../shared/task.ts';
import type { TaskId } from '../../shared/id.ts';
import { documentOf, groupOf, placeOf, capacityOf } from './task-document.ts';

/**
 * Which document holds which task. A task stays where it is for as long as it belongs to that group, so
 * that a change rewrites one small document; a new one goes to the group's first document with room.
 */
export class DocumentAllocator {
  readonly #homes = new Map<TaskId, string>();
  readonly #members = new Map<string, Set<TaskId>>();
  /** For each group the number of its first document that may have room. */
  readonly #firstOpen = new Map<string, number>();

  /** The document that holds a task. */
  documentOf(id: TaskId): string | undefined {
    return this.#homes.get(id);
  }

  /** The tasks of a document. */
  members(name: string): ReadonlySet<TaskId> {
    return this.#members.get(name) ?? new Set();
  }

  /** Whether a task belongs into a document of this name. */
  canHold(task: Task, name: string): boolean {
    return placeOf(name)?.group === groupOf(task);
  }

  /** Takes a task in that was read from this document. */
  keep(task: Task, name: string): void {
    this.leave(task.id);
    this.#enter(task.id, name);
  }

  /** Finds a document for a task: the one it is in, if that is still the right kind. */
  place(task: Task): string {
    const group = groupOf(task);
    const home = this.#homes.get(task.id);
    if (home !== undefined && this.canHold(task, home)) return home;
    this.leave(task.id);
    const name = this.#withRoom(group);
    this.#enter(task.id, name);
    return name;
  }

  /** The document that `place` would find for a task. */
  documentFor(task: Task): string {
    const home = this.#homes.get(task.id);
    return home !== undefined && this.canHold(task, home) ? home : this.#withRoom(groupOf(task));
  }

  /** Takes a task out. */
  leave(id: TaskId): void {
    const home = this.#homes.get(id);
    if (home === undefined) return;
    this.#homes.delete(id);
    this.#members.get(home)?.delete(id);
    const place = placeOf(home);
    if (place === undefined) return;
    const first = this.#firstOpen.get(place.group) ?? 0;
    this.#firstOpen.set(place.group, Math.min(first, place.n));
  }

  #enter(id: TaskId, name: string): void {
    const members = this.#members.get(name) ?? new Set<TaskId>();
    this.#members.set(name, members.add(id));
    this.#homes.set(id, name);
  }

  #withRoom(group: string): string {
    let n = this.#firstOpen.get(group) ?? 0;
    while (this.members(documentOf(group, n)).size >= capacityOf(group)) n += 1;
    this.#firstOpen.set(group, n);
    return documentOf(group, n);
  }
}
