import type { Failure } from '../../shared/failure.ts';
import { fail, type Outcome } from '../../shared/outcome.ts';

/** Calls that change the ledger: they begin once it is read, and a stop waits for their answers. */
export class LedgerCalls {
  /** Those that have yet to be answered. */
  readonly #underWay = new Set<Promise<unknown>>();
  #reading: Promise<void> | undefined;
  #isStopped = false;

  /** What is called until this settles waits for it, also where it rejects. @returns it */
  waitFor(reading: Promise<void>): Promise<void> {
    const settled = () => (this.#reading = undefined);
    this.#reading = reading.then(settled, settled);
    return reading;
  }

  /** Settles, and never rejects, once the ledger is read, or will not be; `undefined` when that is so already. */
  get reading(): Promise<void> | undefined {
    return this.#reading;
  }

  /** Why nothing more is begun; `undefined` while all goes on. */
  readonly refusal = (): Failure | undefined =>
    this.#isStopped ? { code: 'quitting' } : undefined;

  /** Begins at once, or when the ledger is read. @returns what that answers, or `quitting` */
  track<T>(begin: () => Promise<Outcome<T, Failure>>): Promise<Outcome<T, Failure>> {
    const work = this.#reading?.then(() => this.#unlessStopped(begin)) ?? begin();
    this.#underWay.add(work);
    return work.finally(() => this.#underWay.delete(work));
  }

  /** Nothing more is begun. Resolves once all calls are answered. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#reading;
    await Promise.all(this.#underWay);
  }

  async #unlessStopped<T>(begin: () => Promise<Outcome<T, Failure>>): Promise<Outcome<T, Failure>> {
    const refusal = this.refusal();
    return refusal === undefined ? await begin() : fail(refusal);
  }
}
