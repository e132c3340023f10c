/** When Reelkeep quits, whoever still waits for a drive waits no longer than this. */
const hurriedMs = 2000;

/** What listeners are told: nobody looks at it. */
const over = 'over';

const running = new Set<TimeLimit>();
let isHurried = false;

/** From now on no time limit is longer than two seconds, nor are those that run. */
export function hurryLimits(): void {
  isHurried = true;
  for (const limit of running) limit.again();
}

/** A time that begins anew whenever what it is for gets on. */
export class TimeLimit {
  readonly #limitMs: number;
  readonly #onOver: () => void;
  /** Made when first asked for: of thousands of operations hardly one can be stopped. */
  #ending: AbortController | undefined;
  #isOver = false;
  #timer: NodeJS.Timeout | undefined;

  /** @param onOver called once, unless it is ended before */
  constructor(limitMs: number, onOver: () => void) {
    this.#limitMs = limitMs;
    this.#onOver = onOver;
    running.add(this);
    this.again();
  }

  /** Aborted when it is over or ended. */
  get ended(): AbortSignal {
    this.#ending ??= new AbortController();
    if (this.#isOver) this.#ending.abort(over);
    return this.#ending.signal;
  }

  /** Begins anew. */
  again(): void {
    if (this.#isOver) return;
    clearTimeout(this.#timer);
    const delayMs = isHurried ? Math.min(this.#limitMs, hurriedMs) : this.#limitMs;
    this.#timer = setTimeout(() => {
      this.end();
      this.#onOver();
    }, delayMs);
  }

  /** It is not needed any more. */
  end(): void {
    clearTimeout(this.#timer);
    running.delete(this);
    this.#isOver = true;
    this.#ending?.abort(over); // by default each would make an error, with its stack
  }
}
