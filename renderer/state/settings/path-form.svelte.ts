import type { Api, CallInput } from '../../../electron/shared/contract/contract.ts';
import type { Failure } from '../../../electron/shared/failure.ts';
import { describeFailure } from '../../../electron/shared/messages/failures.ts';
import type { Words } from '../../../electron/shared/messages/words.ts';
import type { Outcome } from '../../../electron/shared/outcome.ts';
import { describeUnexpected } from '../unexpected.ts';

/** What became of a path: as it is kept now, or `undefined` if something must be answered first. */
export type PathAnswer = Outcome<string | undefined, Failure>;

/** The draft of a folder's path. */
export abstract class PathForm {
  path = $state('');
  protected readonly api: Api;
  readonly #purpose: CallInput<'chooseFolder'>;
  /** In the language of the moment. */
  #problem = $state.raw<(() => Words) | undefined>(undefined);
  #saved: string;
  /** A path that the user has just not confirmed: leaving the field must not ask again. */
  #declined: string | undefined;
  #committing: { readonly path: string; readonly done: Promise<boolean> } | undefined;

  constructor(api: Api, path: string, purpose: CallInput<'chooseFolder'>) {
    this.api = api;
    this.path = path;
    this.#saved = path;
    this.#purpose = purpose;
  }

  /** What is wrong with the path. */
  get problem(): Words | undefined {
    return this.#problem?.();
  }

  /** Asks with the system's dialog, and takes the choice. */
  async choose(): Promise<void> {
    try {
      const path = await this.api.call('chooseFolder', this.#purpose);
      if (path === undefined) return;
      this.path = path;
      await this.commit();
    } catch (error) {
      this.#problem = () => describeUnexpected(error);
    }
  }

  /**
   * Makes the path the folder; answers whether it is. Leaving the field and pressing a button come
   * together: both share one call.
   * @param asksAgain also for a path that was not confirmed the last time
   */
  async commit(asksAgain = false): Promise<boolean> {
    const path = this.path.trim();
    if (path === this.#saved && (this.isConfirmed || !asksAgain)) {
      this.#problem = undefined;
      return true;
    }
    if (!asksAgain && path === this.#declined) return false;
    if (this.#committing?.path === path) return await this.#committing.done;
    const done = this.take(path, this.send(path));
    this.#committing = { path, done };
    try {
      return await done;
    } finally {
      this.#committing = undefined;
    }
  }

  /** The draft becomes a path that is kept already. */
  protected reset(path = this.#saved): void {
    this.path = path;
    this.#saved = path;
    this.#problem = undefined;
  }

  /** Takes in what became of a path; answers whether it is kept now. */
  protected async take(path: string, answer: Promise<PathAnswer>): Promise<boolean> {
    try {
      const outcome = await answer;
      this.#problem = outcome.ok ? undefined : () => describeFailure(outcome.failure);
      this.#declined = declinedPath(outcome);
      if (!outcome.ok || outcome.value === undefined) return false;
      this.#saved = outcome.value;
      // Unless typing went on meanwhile.
      if (this.path.trim() === path) this.path = outcome.value;
      return true;
    } catch (error) {
      this.#problem = () => describeUnexpected(error);
      return false;
    }
  }

  /** Whether the saved path was chosen by the user, and not only proposed. */
  protected abstract get isConfirmed(): boolean;

  /** Has the path kept. */
  protected abstract send(path: string): Promise<PathAnswer>;
}

/** The path that the user did not confirm in the system's box. */
function declinedPath(outcome: PathAnswer): string | undefined {
  return !outcome.ok && outcome.failure.code === 'folder-not-confirmed'
    ? outcome.failure.path
    : undefined;
}
