import type { JsonValue } from '../../electron/shared/json.ts';
import type { Store, StoreRead } from '../../electron/core/platform/store.ts';

/**
 * A store in memory that makes its copies at reading: what is written is never changed afterwards, and a
 * month of writes costs no serialisation.
 */
export class SnapshotStore implements Store {
  readonly #documents = new Map<string, JsonValue>();

  list(folder: string): readonly string[] {
    return [...this.#documents.keys()].filter((name) => name.startsWith(`${folder}/`)).sort();
  }

  read(name: string): StoreRead {
    const value = this.#documents.get(name);
    if (value === undefined) return { value: undefined, origin: 'none' };
    return { value: JSON.parse(JSON.stringify(value)) as JsonValue, origin: 'file' }; // a copy of JSON
  }

  write(name: string, value: JsonValue): void {
    this.#documents.set(name, value);
  }

  backUp(): void {
    // Nothing in memory is ever damaged.
  }

  backUpInTurns(): Promise<void> {
    return Promise.resolve();
  }
}
