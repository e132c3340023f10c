import { videos } from '../../../electron/shared/messages/amounts.ts';
import type { Api } from '../../../electron/shared/contract/contract.ts';
import { describeFailure } from '../../../electron/shared/messages/failures.ts';
import type { Failure } from '../../../electron/shared/failure.ts';
import type { Outcome } from '../../../electron/shared/outcome.ts';
import type { TaskId } from '../../../electron/shared/id.ts';
import type { Toasts } from '../toasts.svelte.ts';

/** Takes tasks off the list and puts them back. Never rejects: what fails is said in a notice. */
export class Removals {
  readonly #api: Api;
  readonly #toasts: Toasts;

  constructor(api: Api, toasts: Toasts) {
    this.#api = api;
    this.#toasts = toasts;
  }

  /** Removes tasks, and offers to undo it. */
  async remove(ids: readonly TaskId[], withFiles: boolean): Promise<void> {
    const done = await this.#attempt(() => this.#api.call('remove', { ids: [...ids], withFiles }));
    if (done === undefined) return;
    const { ids: removed, refused } = done.value;
    if (refused !== undefined) {
      const { sentence, remedy } = describeFailure(refused.failure);
      const left = `${videos(refused.ids.length)} could not be removed.`;
      this.#toasts.warn({ sentence: `${left} ${sentence}`, remedy });
      return;
    }
    const what = removed.length === 1 ? 'Removed.' : `${videos(removed.length)} removed.`;
    this.#toasts.offer(
      withFiles ? `${what} The files go to the system's trash in a minute.` : what,
      { label: 'Undo', run: () => this.putBack(ids) },
    );
  }

  /** Puts removed tasks back on the list. */
  async putBack(ids: readonly TaskId[]): Promise<void> {
    this.#toasts.withdraw(); // an older offer would undo what is no longer so
    const back = await this.#attempt(() => this.#api.call('putBack', { ids: [...ids] }));
    if (back === undefined) return;
    const { ids: done, withoutFiles, refused } = back.value;
    if (refused !== undefined) {
      const { sentence, remedy } = describeFailure(refused.failure);
      const left = `${videos(refused.ids.length)} could not be put back.`;
      this.#toasts.warn({ sentence: `${left} ${sentence}`, remedy });
      return;
    }
    this.#toasts.inform(done.length === 1 ? 'Put back.' : `${videos(done.length)} put back.`);
    if (withoutFiles.length === 0) return;
    const which =
      withoutFiles.length === 1
        ? 'Its files are'
        : `${videos(withoutFiles.length)} have their files`;
    this.#toasts.warn({
      sentence: `${which} in the system's trash.`,
      remedy:
        'Restore them there, with the means of your system, then check the archive: Settings, Archive.',
    });
  }

  /** Moves files that are due to the system's trash now. */
  async moveToTrash(ids: readonly TaskId[]): Promise<void> {
    this.#toasts.withdraw();
    const done = await this.#attempt(() => this.#api.call('moveToTrash', { ids: [...ids] }));
    if (done !== undefined) this.#toasts.inform("Moved to the system's trash.");
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
