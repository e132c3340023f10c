interface Entry<K> {
  readonly key: K;
  readonly rank: number;
  /** Order of arrival: equal ranks leave first in, first out. */
  readonly serial: number;
}

function isBefore<K>(a: Entry<K>, b: Entry<K>): boolean {
  return a.rank < b.rank || (a.rank === b.rank && a.serial < b.serial);
}

/**
 * Keys in order of a number, smallest first. A key is in it once; setting it again moves it.
 * A binary heap whose overtaken entries are dropped when they surface: every step is O(log n).
 */
export class PriorityQueue<K> {
  readonly #current = new Map<K, Entry<K>>();
  #heap: Entry<K>[] = [];
  #serial = 0;

  /** How many keys are in the queue. */
  get size(): number {
    return this.#current.size;
  }

  /** Those in it, in no order. */
  keys(): IterableIterator<K> {
    return this.#current.keys();
  }

  has(key: K): boolean {
    return this.#current.has(key);
  }

  /** Adds the key, or moves it. */
  set(key: K, rank: number): void {
    const entry = { key, rank, serial: this.#serial++ };
    this.#current.set(key, entry);
    this.#heap.push(entry);
    this.#rise(this.#heap.length - 1);
    this.#compact();
  }

  delete(key: K): boolean {
    return this.#current.delete(key);
  }

  /** The first key and its rank. */
  peek(): { readonly key: K; readonly rank: number } | undefined {
    for (;;) {
      const first = this.#heap[0];
      if (first === undefined || this.#current.get(first.key) === first) return first;
      this.#dropFirst();
    }
  }

  /** Takes the first key out. */
  take(): K | undefined {
    const first = this.peek();
    if (first === undefined) return undefined;
    this.#current.delete(first.key);
    this.#dropFirst();
    return first.key;
  }

  /** Moved and deleted keys leave entries behind; at most half of the heap. */
  #compact(): void {
    if (this.#heap.length < 64 || this.#heap.length <= 2 * this.#current.size) return;
    // An array in ascending order is a heap.
    this.#heap = [...this.#current.values()].sort((a, b) => (isBefore(a, b) ? -1 : 1));
  }

  #dropFirst(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#sink(0);
  }

  #rise(start: number): void {
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#swapIfBefore(index, parent)) return;
      index = parent;
    }
  }

  #sink(start: number): void {
    let index = start;
    for (;;) {
      const child = this.#smallerChild(2 * index + 1);
      if (child === undefined || !this.#swapIfBefore(child, index)) return;
      index = child;
    }
  }

  #smallerChild(left: number): number | undefined {
    const a = this.#heap[left];
    const b = this.#heap[left + 1];
    if (a === undefined) return undefined;
    return b !== undefined && isBefore(b, a) ? left + 1 : left;
  }

  #swapIfBefore(index: number, other: number): boolean {
    const a = this.#heap[index];
    const b = this.#heap[other];
    if (a === undefined || b === undefined || !isBefore(a, b)) return false;
    this.#heap[index] = b;
    this.#heap[other] = a;
    return true;
  }
}
