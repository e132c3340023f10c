import type { LoginStart } from '../../../electron/shared/settings/background.ts';
import type { Api } from '../../../electron/shared/contract/contract.ts';
import type { Failure } from '../../../electron/shared/failure.ts';
import { describeFailure } from '../../../electron/shared/messages/failures.ts';
import type { Words } from '../../../electron/shared/messages/words.ts';
import type { Outcome } from '../../../electron/shared/outcome.ts';
import { describeUnexpected } from '../unexpected.ts';

/** How Reelkeep starts at login, as the system has it: asked for each time, since others may change it. */
export class LoginForm {
  #start = $state.raw<LoginStart | undefined>(undefined);
  /** In the language of the moment. */
  #problem = $state.raw<(() => Words) | undefined>(undefined);
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** `undefined` until the system has answered. */
  get start(): LoginStart | undefined {
    return this.#start;
  }

  /** Why it could not be read or changed. */
  get problem(): Words | undefined {
    return this.#problem?.();
  }

  /** Asks the system. */
  load(): Promise<void> {
    return this.#take(() => this.#api.call('loginStart'));
  }

  /** Has the system change it, and shows what it has then. */
  set(start: LoginStart): Promise<void> {
    return this.#take(() => this.#api.call('setLoginStart', { start }));
  }

  async #take(ask: () => Promise<Outcome<LoginStart, Failure>>): Promise<void> {
    try {
      const answer = await ask();
      if (answer.ok) this.#start = answer.value;
      this.#problem = answer.ok ? undefined : () => describeFailure(answer.failure);
    } catch (error) {
      this.#problem = () => describeUnexpected(error);
    }
  }
}
