import type { Api, CallAnswer } from '../../../electron/shared/contract/contract.ts';
import { describeFailure } from '../../../electron/shared/messages/failures.ts';
import type { Words } from '../../../electron/shared/messages/words.ts';
import { describeUnexpected } from '../unexpected.ts';

/** The renaming of videos that are archived already, asked for before it begins. */
export class Rename {
  #plan = $state.raw<CallAnswer<'planRename'> | undefined>(undefined);
  /** In the language of the moment. */
  #problem = $state.raw<(() => Words) | undefined>(undefined);
  /** The user is being asked. */
  isAsking = $state(false);
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** What it would do; `undefined` until that is known. */
  get plan(): CallAnswer<'planRename'> | undefined {
    return this.#plan;
  }

  get problem(): Words | undefined {
    return this.#problem?.();
  }

  /** Looks again how many videos have other names than the template makes. */
  async look(): Promise<void> {
    try {
      this.#plan = await this.#api.call('planRename');
    } catch (error) {
      this.#problem = () => describeUnexpected(error);
    }
  }

  /** Begins; the job shows how far it is. */
  async start(): Promise<void> {
    this.isAsking = false;
    try {
      const outcome = await this.#api.call('renameFiles');
      this.#problem = outcome.ok ? undefined : () => describeFailure(outcome.failure);
    } catch (error) {
      this.#problem = () => describeUnexpected(error);
    }
  }
}
