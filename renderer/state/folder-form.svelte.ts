import type { Api } from '../../electron/shared/contract.ts';
import { describeFailure, type Words } from '../../electron/shared/messages/en.ts';
import { describeUnexpected } from './notices.svelte.ts';

/** The draft of the archive folder's path. */
export class FolderForm {
  path = $state('');
  #problem = $state.raw<Words | undefined>(undefined);
  #saved: string;
  #confirmed = false;
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

  /** Asks with the system's dialog, and takes the choice. */
  async choose(): Promise<void> {
    try {
      const path = await this.#api.call('chooseFolder');
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
    if (this.#committing?.path === path) return await this.#committing.done;
    const done = this.#send(path);
    this.#committing = { path, done };
    try {
      return await done;
    } finally {
      this.#committing = undefined;
    }
  }

  async #send(path: string): Promise<boolean> {
    try {
      const outcome = await this.#api.call('setArchiveFolder', { path });
      this.#problem = outcome.ok ? undefined : describeFailure(outcome.failure);
      if (!outcome.ok) return false;
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
