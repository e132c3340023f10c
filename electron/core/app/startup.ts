/** A start that takes a while: it is waited for, and may be ended before it is done. */
export class Startup {
  /** Resolves once it is done, rejects as it does; stays open when it is aborted. */
  readonly done: Promise<void>;
  readonly #run: (signal: AbortSignal) => Promise<void>;
  readonly #controller = new AbortController();
  #resolve: () => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;
  #isDone = false;

  /** @param run throws the signal's reason soon after that is aborted */
  constructor(run: (signal: AbortSignal) => Promise<void>) {
    this.#run = run;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.done.catch(() => undefined); // `begin` rejects too: without a listener, that is reported once
  }

  /** Whether it is done. */
  get isDone(): boolean {
    return this.#isDone;
  }

  /** Runs it. Resolves once it is done or aborted. */
  async begin(): Promise<void> {
    const { signal } = this.#controller;
    try {
      await this.#run(signal);
      this.#isDone = true;
      this.#resolve();
    } catch (error) {
      if (signal.aborted) return;
      this.#reject(error);
      throw error;
    }
  }

  /** Ends it, unless it is done. */
  abort(): void {
    this.#controller.abort();
  }
}
