import type { Api } from '../../electron/shared/contract.ts';
import { describeFailure } from '../../electron/shared/messages/en.ts';
import type { Words } from '../../electron/shared/messages/words.ts';
import { declinedPath } from './declined.ts';
import { describeUnexpected } from './notices.svelte.ts';

/** The draft of the mirror folder's path; empty for no mirror. */
export class MirrorForm {
  path = $state('');
  #problem = $state.raw<Words | undefined>(undefined);
  #saved: string;
  /** A path that the user has just not confirmed: leaving the field must not ask again. */
  #declined: string | undefined;
  #committing: { readonly path: string; readonly done: Promise<void> } | undefined;
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
      const path = await this.#api.call('chooseFolder', 'mirror');
      if (path === undefined) return;
      this.path = path;
      await this.commit();
    } catch (error) {
      this.#problem = describeUnexpected(error);
    }
  }

  /** Ends mirroring; the copies stay. */
  async end(): Promise<void> {
    this.path = '';
    await this.commit();
  }

  /**
   * Makes the path the mirror. Leaving the field and pressing a button come together: both share one call.
   * @param asksAgain also for a path that was not confirmed the last time
   */
  async commit(asksAgain = false): Promise<void> {
    const path = this.path.trim();
    if (path === this.#saved) {
      this.#problem = undefined;
      return;
    }
    if (!asksAgain && path === this.#declined) return;
    if (this.#committing?.path === path) return this.#committing.done;
    const done = this.#send(path);
    this.#committing = { path, done };
    try {
      await done;
    } finally {
      this.#committing = undefined;
    }
  }

  async #send(path: string): Promise<void> {
    try {
      const outcome = await this.#api.call('setMirrorFolder', { path });
      this.#problem = outcome.ok ? undefined : describeFailure(outcome.failure);
      this.#declined = declinedPath(outcome);
      if (outcome.ok) this.#saved = path;
    } catch (error) {
      this.#problem = describeUnexpected(error);
    }
  }
}
