import type { Api, CallInput } from '../../electron/shared/contract.ts';
import type { FolderQuestion } from '../../electron/shared/folder.ts';
import { describeFailure } from '../../electron/shared/messages/en.ts';
import type { Words } from '../../electron/shared/messages/words.ts';
import { declinedPath } from './declined.ts';
import { describeUnexpected } from './notices.svelte.ts';

type FolderChoice = NonNullable<CallInput<'setArchiveFolder'>['choice']>;

/** The draft of the archive folder's path. */
export class FolderForm {
  path = $state('');
  #problem = $state.raw<Words | undefined>(undefined);
  #question = $state.raw<FolderQuestion | undefined>(undefined);
  #saved: string;
  #confirmed = false;
  /** A path that the user has just not confirmed: leaving the field must not ask again. */
  #declined: string | undefined;
  #committing: { readonly path: string; readonly done: Promise<boolean> } | undefined;
  readonly #api: Api;

  constructor(api: Api, path: string) {
    this.#api = api;
    this.path = path;
    this.#saved = path;
  }

  get problem(): Words | undefined {
    return this.#problem;
  }

  /** What must be answered before the path is taken. */
  get question(): FolderQuestion | undefined {
    return this.#question;
  }

  /** Answers the question. */
  async answer(choice: FolderChoice): Promise<void> {
    const path = this.#question?.path;
    if (path !== undefined && (await this.#send(path, choice))) this.#question = undefined;
  }

  /** Leaves the folder as it was. */
  cancel(): void {
    this.#question = undefined;
    this.#problem = undefined;
    this.path = this.#saved;
  }

  /** Asks with the system's dialog, and takes the choice. */
  async choose(): Promise<void> {
    try {
      const path = await this.#api.call('chooseFolder', 'archive');
      if (path === undefined) return;
      this.path = path;
      await this.commit();
    } catch (error) {
      this.#problem = describeUnexpected(error);
    }
  }

  /**
   * Makes the path the archive folder; answers whether it is. Leaving the field and pressing a button
   * come together: both share one question. A folder that was only proposed is asked for when it must
   * be confirmed.
   */
  async commit(mustConfirm = false): Promise<boolean> {
    const path = this.path.trim();
    if (path === this.#saved && (this.#confirmed || !mustConfirm)) {
      this.#problem = undefined;
      return true;
    }
    if (!mustConfirm && path === this.#declined) return false;
    if (this.#committing?.path === path) return await this.#committing.done;
    const done = this.#send(path);
    this.#committing = { path, done };
    try {
      return await done;
    } finally {
      this.#committing = undefined;
    }
  }

  /** Another part of the window has made this folder the archive. */
  taken(path: string): void {
    this.path = path;
    this.#saved = path;
    this.#problem = undefined;
  }

  async #send(path: string, choice?: FolderChoice): Promise<boolean> {
    try {
      const outcome = await this.#api.call('setArchiveFolder', { path, choice });
      this.#problem = outcome.ok ? undefined : describeFailure(outcome.failure);
      this.#declined = declinedPath(outcome);
      this.#question = outcome.ok ? outcome.value.question : undefined;
      if (!outcome.ok || this.#question !== undefined) return false;
      this.#saved = outcome.value.path;
      this.#confirmed = true;
      // Unless typing went on meanwhile.
      if (this.path.trim() === path) this.path = outcome.value.path;
      return true;
    } catch (error) {
      this.#problem = describeUnexpected(error);
      return false;
    }
  }
}
