/** A key's calls: when the last sixty-one were, and until when there must be none. */
interface Line {
  readonly atMs: number[];
  quietUntilMs: number;
}

/** Clocks add in floating point. */
const roundingMs = 0.01;

/** Watches every call of every key, and keeps what broke a rule. */
export class CallBudget {
  readonly broken: string[] = [];
  readonly #lines = new Map<string, Line>();
  calls = 0;

  /** A call begins, on a clock that counts only the computer's waking time. */
  begin(key: string, elapsedMs: number, what: string): void {
    const line = this.#line(key);
    this.calls += 1;
    const gapMs = elapsedMs - (line.atMs.at(-1) ?? -Infinity);
    if (gapMs < 1000 - roundingMs) this.#note(`${what}: ${gapMs} ms after the call before`);
    if (elapsedMs < line.quietUntilMs - roundingMs) {
      this.#note(`${what}: ${line.quietUntilMs - elapsedMs} ms before the end of a hold`);
    }
    line.atMs.push(elapsedMs);
    if (line.atMs.length > 61) line.atMs.shift();
    const [first] = line.atMs;
    if (line.atMs.length === 61 && elapsedMs - (first ?? 0) < 60_000 - roundingMs) {
      this.#note(`${what}: 61 calls in less than 60 s`);
    }
  }

  /** The provider has said that it wants to be left alone. */
  quiet(key: string, untilElapsedMs: number): void {
    const line = this.#line(key);
    line.quietUntilMs = Math.max(line.quietUntilMs, untilElapsedMs);
  }

  /** A new process knows of no hold, and a sleep may have outlasted it. */
  forgetHolds(): void {
    for (const line of this.#lines.values()) {
      if (line.quietUntilMs !== Infinity) line.quietUntilMs = -Infinity;
    }
  }

  #line(key: string): Line {
    const known = this.#lines.get(key);
    if (known !== undefined) return known;
    const line: Line = { atMs: [], quietUntilMs: -Infinity };
    this.#lines.set(key, line);
    return line;
  }

  #note(what: string): void {
    if (this.broken.length < 20) this.broken.push(what);
  }
}
