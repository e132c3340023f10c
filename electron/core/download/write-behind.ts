/** One thing at a time that goes on while its caller goes on; its failure is that of the next call. */
export class WriteBehind {
  #running: Promise<void> | undefined;

  /**
   * Waits for the last one, and begins another.
   * @throws what the last one threw; the other is then not begun
   */
  async begin(work: () => Promise<void>): Promise<void> {
    await this.settle();
    this.#running = work();
    this.#running.catch(() => undefined); // whoever settles it hears of it
  }

  /** Waits for what is under way. @throws what it threw, once */
  async settle(): Promise<void> {
    const running = this.#running;
    try {
      await running;
    } finally {
      if (this.#running === running) this.#running = undefined;
    }
  }
}
