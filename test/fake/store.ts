import type { JsonValue } from '../../electron/shared/json.ts';
import type { Store, StoreRead } from '../../electron/core/platform/store.ts';

/** A store in memory that keeps text, as a disk would: what goes in comes out as a copy. */
export class MemoryStore implements Store {
  readonly documents = new Map<string, string>();
  /** Every write so far, by name. */
  readonly writes: string[] = [];
  /** The backups by generation, each with its documents. */
  readonly backups = new Map<string, ReadonlyMap<string, string>>();
  /** What the next writes throw, as a full disk would. */
  refusal: Error | undefined;

  /** What the next backups throw. */
  backupRefusal: Error | undefined;

  /** After so many more writes the power fails. */
  writesLeft = Number.POSITIVE_INFINITY;

  /** How long each write takes, in milliseconds. */
  writeMs = 0;

  list(folder: string): readonly string[] {
    return [...this.documents.keys()].filter((name) => name.startsWith(`${folder}/`)).sort();
  }

  read(name: string): StoreRead {
    const text = this.documents.get(name);
    if (text === undefined) return { value: undefined, origin: 'none' };
    return { value: JSON.parse(text) as JsonValue, origin: 'file' }; // it was written as JSON
  }

  write(name: string, value: JsonValue): void {
    if (this.refusal !== undefined) throw this.refusal;
    if (this.writesLeft <= 0) throw new Error('Power failure');
    this.writesLeft -= 1;
    if (this.writeMs > 0)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, this.writeMs);
    this.writes.push(name);
    this.documents.set(name, JSON.stringify(value));
  }

  backUpInTurns(generation: string): Promise<void> {
    return Promise.resolve(generation).then((given) => {
      this.backUp(given);
    });
  }

  backUp(generation: string): void {
    const refusal = this.backupRefusal ?? this.refusal;
    if (refusal !== undefined) throw refusal;
    if (!this.backups.has(generation)) this.backups.set(generation, new Map(this.documents));
  }
}
