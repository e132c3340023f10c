import { m } from '../../../electron/shared/messages/catalogue.ts';
import type { Api } from '../../../electron/shared/contract/contract.ts';
import { describeFailure } from '../../../electron/shared/messages/failures.ts';
import type { Failure } from '../../../electron/shared/failure.ts';
import type { Outcome } from '../../../electron/shared/outcome.ts';
import type { TaskId } from '../../../electron/shared/id.ts';
import type { Toasts } from '../toasts.svelte.ts';

/** How tasks are removed. */
export interface RemoveOptions {
  /** Their files go to the system trash. */
  readonly withFiles: boolean;
  /** Of the task, in short, if it is only one. */
  readonly title?: string | undefined;
}

/** Takes tasks out of the library and puts them back. Never rejects: what fails is said in a notice. */
export class Removals {
  readonly #api: Api;
  readonly #toasts: Toasts;

  constructor(api: Api, toasts: Toasts) {
    this.#api = api;
    this.#toasts = toasts;
  }

  /** Removes tasks, and offers to undo it. */
  async remove(ids: readonly TaskId[], { withFiles, title }: RemoveOptions): Promise<void> {
    const done = await this.#attempt(() => this.#api.call('remove', { ids: [...ids], withFiles }));
    if (done === undefined) return;
    const words = m.removed.told;
    const { ids: removed, refused } = done.value;
    if (refused !== undefined) {
      const { sentence, remedy } = describeFailure(refused.failure);
      this.#toasts.warn({ sentence: words.notRemoved(refused.ids.length, sentence), remedy });
      return;
    }
    const what = title === undefined ? words.removedSome(removed.length) : words.removed(title);
    this.#toasts.offer(withFiles ? words.withFiles(what) : what, {
      label: words.undo,
      run: () => this.putBack(ids, title),
    });
  }

  /**
   * Puts removed tasks back into the library.
   * @param title of the task, in short, if it is only one
   */
  async putBack(ids: readonly TaskId[], title?: string): Promise<void> {
    this.#toasts.withdraw(); // an older offer would undo what is no longer so
    const back = await this.#attempt(() => this.#api.call('putBack', { ids: [...ids] }));
    if (back === undefined) return;
    const words = m.removed.told;
    const { ids: done, withoutFiles, refused } = back.value;
    if (refused !== undefined) {
      const { sentence, remedy } = describeFailure(refused.failure);
      this.#toasts.warn({ sentence: words.notRestored(refused.ids.length, sentence), remedy });
      return;
    }
    this.#toasts.inform(
      title === undefined ? words.restoredSome(done.length) : words.restored(title),
    );
    if (withoutFiles.length === 0) return;
    this.#toasts.warn({
      sentence: words.filesInTrash(withoutFiles.length),
      remedy: words.filesInTrashRemedy,
    });
  }

  /** Moves files that are due to the system's trash now. */
  async moveToTrash(ids: readonly TaskId[]): Promise<void> {
    this.#toasts.withdraw();
    const done = await this.#attempt(() => this.#api.call('moveToTrash', { ids: [...ids] }));
    if (done !== undefined) this.#toasts.inform(m.removed.told.moved);
  }

  /** Forgets removed tasks for good. */
  async forget(ids: readonly TaskId[]): Promise<void> {
    this.#toasts.withdraw();
    await this.#attempt(() => this.#api.call('forget', { ids: [...ids] }));
  }

  /** Answers the value; `undefined` when it failed, which has been said then. */
  async #attempt<T>(
    action: () => Promise<Outcome<T, Failure>>,
  ): Promise<{ readonly value: T } | undefined> {
    try {
      const outcome = await action();
      if (outcome.ok) return outcome;
      this.#toasts.fail(outcome.failure);
      return undefined;
    } catch (error) {
      this.#toasts.failUnexpectedly(error);
      return undefined;
    }
  }
}
