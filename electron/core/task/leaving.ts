import type { JsonValue } from '../../shared/brand.ts';
import type { Task, TaskId } from '../../shared/task.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store.ts';
import { readShard, writeShard } from './shard.ts';

/** The store's document: tasks in the form in which the ledger holds them. */
const documentName = 'leaving';

/** What the list of leaving tasks needs. */
export interface LeavingOptions {
  readonly store: Store;
  readonly log: Log;
}

/**
 * Tasks that were taken off the ledger while something of them was in the archive that is not sealed:
 * parts, or files without their sidecar. They stand here until that is put in order, whatever crash or
 * unplugged drive comes between.
 */
export class Leaving {
  readonly #store: Store;
  readonly #log: Log;
  readonly #tasks = new Map<TaskId, Task>();
  #strangers: readonly JsonValue[] = [];

  constructor({ store, log }: LeavingOptions) {
    this.#store = store;
    this.#log = log;
  }

  /** Reads the document, once, at the start. */
  load(): void {
    const { value } = this.#store.read(documentName);
    if (value === undefined) return;
    const { tasks, strangers } = readShard(value);
    this.#strangers = strangers;
    for (const task of tasks) this.#tasks.set(task.id, task);
  }

  values(): readonly Task[] {
    return [...this.#tasks.values()];
  }

  /** Notes, on disk, the tasks of these that may leave something behind: before the ledger lets go of them. */
  remember(tasks: readonly Task[]): void {
    const some = tasks.filter(
      (task) => task.reservedPath !== undefined && task.state !== 'archived',
    );
    for (const task of some) this.#tasks.set(task.id, task);
    if (some.length > 0) this.#write();
  }

  /** All is in order: nothing is left of these tasks that has to be seen to, or they are tracked again. */
  clear(ids: readonly TaskId[]): void {
    const some = ids.filter((id) => this.#tasks.delete(id));
    if (some.length > 0) this.#write();
  }

  /** A refusal costs no removal: at worst something is left over in the archive. */
  #write(): void {
    try {
      const tasks = [...this.#tasks.values()];
      this.#store.write(documentName, writeShard({ tasks, strangers: this.#strangers }));
    } catch (error) {
      this.#log.error(`${documentName} could not be written: ${String(error)}`);
    }
  }
}
