import { untrack } from 'svelte';
import { successorOf } from './list-keys.ts';

/** The row of a list that Tab goes to, and that the keys are about. To be made while a component is made. */
export class ActiveRow<K> {
  #key = $state.raw<K>();
  #before: readonly K[] = [];
  readonly #keys: () => readonly K[];
  readonly #index = $derived.by(() => {
    const index = this.#key === undefined ? -1 : this.#keys().indexOf(this.#key);
    return Math.max(0, index);
  });

  constructor(keys: () => readonly K[]) {
    this.#keys = keys;
    $effect.pre(() => {
      const now = keys();
      untrack(() => {
        this.#follow(now);
      });
    });
  }

  /** `undefined` until one has had the focus or was selected. */
  get key(): K | undefined {
    return this.#key;
  }

  set key(key: K | undefined) {
    this.#key = key;
  }

  /** The first row's until there is another one. */
  get index(): number {
    return this.#index;
  }

  #follow(now: readonly K[]): void {
    if (this.#key !== undefined && !now.includes(this.#key)) {
      this.#key = successorOf(this.#key, this.#before, now);
    }
    this.#before = now;
  }
}
