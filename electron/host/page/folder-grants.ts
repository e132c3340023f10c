import { isAbsolute, resolve } from 'node:path';
import type { FolderUse } from '../../shared/settings/folder.ts';
import type { Failure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';

/** What the grants need. */
export interface FolderGrantOptions {
  /** The folders that serve each use already, or are what Reelkeep itself proposes. */
  readonly inUse: (use: FolderUse) => readonly string[];
  /** Asks the user in a box of the system's own, which names the folder. */
  readonly confirm: (use: FolderUse, path: string) => Promise<boolean>;
}

/**
 * Which folders the page may name. It chooses none by itself: a folder was given by the system's dialog
 * in this run, or serves this use already, or the user confirms it outside the page.
 */
export class FolderGrants {
  readonly #options: FolderGrantOptions;
  readonly #granted = new Set<string>();
  #isAsking = false;

  constructor(options: FolderGrantOptions) {
    this.#options = options;
  }

  /** Notes what the system's dialog has given. */
  grant(use: FolderUse, path: string): void {
    this.#granted.add(`${use}:${resolve(path)}`);
  }

  /**
   * Takes a folder that the page names, and asks the user where nobody has granted it. One box at a time:
   * a page must not bury the user under them.
   * @returns the path without space around it; `folder-not-absolute`, or `folder-not-confirmed`
   */
  async take(use: FolderUse, named: string): Promise<Outcome<string, Failure>> {
    const path = named.trim();
    if (!isAbsolute(path)) return fail({ code: 'folder-not-absolute', path });
    if (this.#isGranted(use, path)) return succeed(path);
    if (this.#isAsking) return fail({ code: 'folder-not-confirmed', path });
    this.#isAsking = true;
    try {
      if (!(await this.#options.confirm(use, path))) {
        return fail({ code: 'folder-not-confirmed', path });
      }
    } finally {
      this.#isAsking = false;
    }
    this.grant(use, path);
    return succeed(path);
  }

  #isGranted(use: FolderUse, path: string): boolean {
    const folder = resolve(path);
    return (
      this.#granted.has(`${use}:${folder}`) ||
      this.#options.inUse(use).some((used) => resolve(used) === folder)
    );
  }
}
