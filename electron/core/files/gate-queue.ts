/** Who waits for a turn at a root. */
export interface Waiting {
  readonly start: () => void;
  readonly refuse: (error: Error) => void;
  /** Reads a whole file. */
  readonly isLong: boolean;
}

interface Place {
  readonly serial: number;
  readonly waiting: Waiting;
}

/** So many places that were left are kept before the line is moved up. */
const maxLeft = 1_000;

/** First come, first served: each step is quick, however many wait. */
class Line {
  #places: (Place | undefined)[] = [];
  #head = 0;

  get first(): Place | undefined {
    return this.#places[this.#head];
  }

  add(place: Place): void {
    this.#places.push(place);
  }

  take(): Waiting | undefined {
    const waiting = this.first?.waiting;
    if (waiting === undefined) return undefined;
    this.#places[this.#head] = undefined; // whatever it was to write goes with it
    this.#head += 1;
    if (this.#head > maxLeft && this.#head * 2 > this.#places.length) {
      this.#places = this.#places.slice(this.#head);
      this.#head = 0;
    }
    return waiting;
  }
}

/** The operations that wait for their turn at a root, in the order in which they came. */
export class GateQueue {
  readonly #short = new Line();
  readonly #long = new Line();
  #serial = 0;
  #size = 0;

  /** How many wait. */
  get size(): number {
    return this.#size;
  }

  add(waiting: Waiting): void {
    const line = waiting.isLong ? this.#long : this.#short;
    line.add({ serial: this.#serial, waiting });
    this.#serial += 1;
    this.#size += 1;
  }

  /**
   * Takes the first out.
   * @param mayBeLong whether it may be one that reads a whole file; those are passed over otherwise
   */
  take(mayBeLong: boolean): Waiting | undefined {
    const [short, long] = [this.#short.first, mayBeLong ? this.#long.first : undefined];
    const isLong = long !== undefined && (short === undefined || long.serial < short.serial);
    const waiting = (isLong ? this.#long : this.#short).take();
    if (waiting !== undefined) this.#size -= 1;
    return waiting;
  }

  /** Takes all of them out. */
  *takeAll(): Generator<Waiting> {
    for (let next = this.take(true); next !== undefined; next = this.take(true)) yield next;
  }
}
