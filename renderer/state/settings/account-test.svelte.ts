import type { Api, CallInput } from '../../../electron/shared/contract/contract.ts';
import { describeFailure } from '../../../electron/shared/messages/failures.ts';
import type { Words } from '../../../electron/shared/messages/words.ts';
import { describeUnexpected } from '../unexpected.ts';

/** What a test of an account asks with. */
export type TestInput = CallInput<'testAccount'>;

/** What a test came to. */
export type TestResult =
  { readonly ok: true; readonly credits: number } | { readonly ok: false; readonly words: Words };

/** The same with its words to come, in the language of the moment. */
type Kept =
  Extract<TestResult, { ok: true }> | { readonly ok: false; readonly describe: () => Words };

/** One account's "Test connection": asks for its credits. */
export class AccountTest {
  #running = $state(false);
  #result = $state.raw<Kept | undefined>(undefined);
  #runs = 0;
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  get running(): boolean {
    return this.#running;
  }

  get result(): TestResult | undefined {
    const result = this.#result;
    return result?.ok === false ? { ok: false, words: result.describe() } : result;
  }

  /** Never rejects: what goes wrong is the result. */
  async run(input: TestInput): Promise<void> {
    const run = ++this.#runs;
    this.#running = true;
    this.#result = undefined;
    const result = await this.#ask(input);
    if (run !== this.#runs) return; // it was forgotten meanwhile
    this.#result = result;
    this.#running = false;
  }

  /** Drops the result, also one that is still to come. */
  forget(): void {
    this.#runs += 1;
    this.#running = false;
    this.#result = undefined;
  }

  async #ask(input: TestInput): Promise<Kept> {
    try {
      const outcome = await this.#api.call('testAccount', input);
      return outcome.ok
        ? { ok: true, credits: outcome.value.credits }
        : { ok: false, describe: () => describeFailure(outcome.failure) };
    } catch (error) {
      return { ok: false, describe: () => describeUnexpected(error) };
    }
  }
}
