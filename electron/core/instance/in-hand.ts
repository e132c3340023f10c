import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { toTaskId, type TaskId } from '../../shared/task.ts';

/**
 * Which tasks' files are being worked on right now, in a small file of their ids. It is written with
 * every begin and end, but never flushed: what a process has written outlives its crash in the system's
 * memory. A power cut may lose it, and a power cut is no task's fault. (Measured: 0.03 ms a write.)
 */
export class InHand {
  readonly #path: string | undefined;
  readonly #ids = new Set<TaskId>();

  /** @param path absolute, in a folder that is there; absent: nothing is written */
  constructor(path: string | undefined) {
    this.#path = path;
  }

  /** What the run before had in hand when it ended; empty after a quit. */
  left(): readonly TaskId[] {
    if (this.#path === undefined) return [];
    try {
      const lines = readFileSync(this.#path, 'utf8').split('\n').slice(0, -1);
      return lines.flatMap((line) => toTaskId(line) ?? []);
    } catch {
      return []; // not there, or not to be read: nobody is suspected
    }
  }

  begin(id: TaskId): void {
    this.#ids.add(id);
    this.#write();
  }

  end(id: TaskId): void {
    this.#ids.delete(id);
    this.#write();
  }

  /** Forgets everything. */
  clear(): void {
    this.#ids.clear();
    if (this.#path !== undefined) rmSync(this.#path, { force: true });
  }

  #write(): void {
    if (this.#path === undefined) return;
    try {
      writeFileSync(this.#path, [...this.#ids, ''].join('\n'));
    } catch {
      // A full disk: it only costs the knowledge of what was in hand.
    }
  }
}
