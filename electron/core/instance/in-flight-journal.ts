import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { toTaskId, type TaskId } from '../../shared/id.ts';

/**
 * Which tasks' files are being worked on right now, in a small file of their ids. It is written with
 * every begin and end, but never flushed: what a process has written outlives its crash in the system's
 * memory. A power cut may lose it, and a power cut is no task's fault.
 *
 * It is written over in its place: ext4 puts a file that was cut to nothing on disk when it is closed.
 */
export class InFlightJournal {
  readonly #path: string | undefined;
  readonly #ids = new Set<TaskId>();
  #file: number | undefined;

  /** @param path absolute, in a folder that is there; absent: nothing is written */
  constructor(path: string | undefined) {
    this.#path = path;
  }

  /** The tasks that were in flight when the last run ended; empty after a quit. */
  leftovers(): readonly TaskId[] {
    if (this.#path === undefined) return [];
    try {
      const lines = readFileSync(this.#path, 'utf8').split('\n').slice(0, -1);
      return lines.flatMap((line) => toTaskId(line) ?? []);
    } catch {
      return []; // missing or unreadable: no task is suspected
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
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
    if (this.#path !== undefined) rmSync(this.#path, { force: true });
  }

  #write(): void {
    if (this.#path === undefined) return;
    try {
      this.#file ??= openSync(this.#path, constants.O_WRONLY | constants.O_CREAT, 0o600);
      const { size } = fstatSync(this.#file);
      writeSync(this.#file, [...this.#ids, ''].join('\n').padEnd(size, '\n'), 0);
    } catch {
      // A full disk: only the note of what was in flight is lost.
    }
  }
}
