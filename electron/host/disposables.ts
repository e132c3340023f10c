/** Something that is to be taken down. */
export interface Disposable {
  dispose(): void;
}

/** What was made, to be taken down in reverse. */
export class Disposables implements Disposable {
  readonly #made: Disposable[] = [];

  /** Remembers one. @returns it */
  add<T extends Disposable>(made: T): T {
    this.#made.push(made);
    return made;
  }

  /** Takes everything down, what was made last first. Idempotent. */
  dispose(): void {
    for (const each of this.#made.splice(0).reverse()) each.dispose();
  }
}
