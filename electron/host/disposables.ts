/** Something that is to be taken down. */
export interface Disposable {
  dispose(): void;
}

/** What was made, to be taken down in reverse. */
export class Disposables implements Disposable {
  readonly #made: Disposable[];

  /** @param made what was made, in its order */
  constructor(made: readonly Disposable[]) {
    this.#made = [...made];
  }

  /** Takes everything down, what was made last first. Idempotent. */
  dispose(): void {
    for (const each of this.#made.splice(0).reverse()) each.dispose();
  }
}
