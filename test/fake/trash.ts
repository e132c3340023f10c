import { mkdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { OsTrash } from '../../electron/core/platform/os-trash.ts';
import { fail, succeed, type Outcome } from '../../electron/shared/outcome.ts';
import type { Failure } from '../../electron/shared/failure.ts';

/** A trash that is a folder: what goes in can be looked at, and can be put back by hand. */
export class FakeTrash implements OsTrash {
  /** Absolute paths that were put in, in order. */
  readonly paths: string[] = [];
  /** What the system says instead of taking anything, as it does on drives without a trash. */
  refusal: string | undefined;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async put(path: string): Promise<Outcome<undefined, Failure>> {
    if (this.refusal !== undefined) {
      return fail({ code: 'trash-refused', path, detail: this.refusal });
    }
    await mkdir(this.#folder, { recursive: true });
    await rename(path, this.#inTrash(path, this.paths.length));
    this.paths.push(path);
    return succeed(undefined);
  }

  /** Gives everything back to where it was, as a user does with the system's own trash. */
  async restoreAll(): Promise<void> {
    for (const [index, path] of this.paths.entries())
      await rename(this.#inTrash(path, index), path);
    this.paths.length = 0;
  }

  #inTrash(path: string, index: number): string {
    return join(this.#folder, `${String(index)} ${basename(path)}`);
  }
}
