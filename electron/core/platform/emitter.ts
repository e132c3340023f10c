/** Calls the listener at each event, until the returned function is called. */
export type Event<T> = (listener: (value: T) => void) => () => void;

/**
 * An event that others may listen to: the one who fires it need not know them, nor
 * need they be made before it. Listeners are called at once, in the order in which they came; what one of
 * them throws is a bug, and reaches the one who fires it.
 */
export class Emitter<T = void> {
  readonly #listeners = new Set<(value: T) => void>();

  /** Adds a listener. @returns what removes it again */
  readonly event: Event<T> = (listener) => {
    const own = (value: T) => {
      listener(value);
    };
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  };

  /** Tells all who listen by now. */
  readonly fire = (value: T): void => {
    for (const listener of [...this.#listeners]) listener(value);
  };
}
