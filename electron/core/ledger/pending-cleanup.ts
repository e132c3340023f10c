import type { JsonValue } from '../../shared/json.ts';
import type { Task } from '../../shared/task.ts';
import type { TaskId } from '../../shared/id.ts';
import type { Log } from '../platform/log.ts';
import type { Store } from '../platform/store.ts';
import { Turns } from '../platform/turns.ts';
import { EntryDocuments } from './entry-documents.ts';
import { readTaskDocument, schemaVersion } from './task-document.ts';

/** The first document: tasks in the form in which the ledger holds them. */
const documentName = 'leaving';

/** Documents beside it, should many tasks be leaving. */
const further = /^trash\/leaving-\d+$/;

/** What the list of leaving tasks needs. */
export interface PendingCleanupOptions {
  readonly store: Store;
  readonly log: Log;
}

/**
 * Tasks that were taken off the ledger while something of them was in the archive that is not sealed:
 * parts, or files without their sidecar. They stand here until that is put in order, whatever crash or
 * unplugged drive comes between.
 */
export class PendingCleanup {
  readonly #store: Store;
  readonly #tasks: EntryDocuments<Task>;
  #committing: Promise<unknown> | undefined;

  constructor({ store, log }: PendingCleanupOptions) {
    this.#store = store;
    this.#tasks = new EntryDocuments<Task>({
      store,
      nameOf: (n) => (n === 0 ? documentName : `trash/leaving-${String(n)}`),
      room: 32,
      entryOf: (task) => task as unknown as JsonValue, // tasks hold JSON only
      write: (tasks) => ({ version: schemaVersion, tasks }),
      // A refusal costs no removal: at worst something is left over in the archive.
      onRefused: (name, error) => {
        log.error(`${name} could not be written: ${String(error)}`);
      },
    });
  }

  /** Whether a document of the store is one of these. */
  static isDocument(name: string): boolean {
    return name === documentName || further.test(name);
  }

  /**
   * Reads the documents, once, at the start, in slices.
   * @throws the signal's reason once it is aborted
   */
  async load(turns = new Turns()): Promise<void> {
    const names = this.#store.list('trash').filter((name) => further.test(name));
    for (const name of [documentName, ...names]) {
      if (turns.isOver) await turns.next();
      const { value } = this.#store.read(name);
      if (value === undefined) continue;
      const { tasks, unknownEntries } = readTaskDocument(value);
      this.#tasks.keepUnknownEntries(name, unknownEntries);
      for (const task of tasks) this.#tasks.admit(task.id, task, name);
    }
  }

  values(): readonly Task[] {
    return [...this.#tasks.values()];
  }

  /** Notes, on disk, the tasks of these that may leave something behind: before the ledger lets go of them. */
  remember(tasks: readonly Task[]): void {
    const some = tasks.filter(
      (task) => task.reservedPath !== undefined && task.state !== 'archived',
    );
    this.#tasks.flush(new Set(some.map((task) => this.#tasks.put(task.id, task))));
  }

  /** All is in order: nothing is left of these tasks that has to be seen to, or they are tracked again. */
  clear(ids: readonly TaskId[]): void {
    const some = ids.filter((id) => this.#tasks.drop(id));
    if (some.length === 0 || this.#committing !== undefined) return;
    // What is cleared meanwhile is written with the rest.
    this.#committing = this.#tasks.commit().then(() => {
      this.#committing = undefined;
    });
  }
}
