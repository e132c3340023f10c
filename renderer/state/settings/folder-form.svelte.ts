import type { Api, CallInput } from '../../../electron/shared/contract/contract.ts';
import type { FolderQuestion } from '../../../electron/shared/settings/folder.ts';
import { succeed } from '../../../electron/shared/outcome.ts';
import { PathForm, type PathAnswer } from './path-form.svelte.ts';

type FolderChoice = NonNullable<CallInput<'setArchiveFolder'>['choice']>;

/**
 * The draft of the archive folder's path. A folder that was only proposed is asked for when it must be
 * confirmed.
 */
export class FolderForm extends PathForm {
  #question = $state.raw<FolderQuestion | undefined>(undefined);
  #isConfirmed = false;

  constructor(api: Api, path: string) {
    super(api, path, 'archive');
  }

  /** What must be answered before the path is taken. */
  get question(): FolderQuestion | undefined {
    return this.#question;
  }

  /** Answers the question. */
  async answer(choice: FolderChoice): Promise<void> {
    const path = this.#question?.path;
    if (path !== undefined) await this.take(path, this.send(path, choice));
  }

  /** Leaves the folder as it was. */
  cancel(): void {
    this.#question = undefined;
    this.reset();
  }

  /** Another part of the window has made this folder the archive. */
  taken(path: string): void {
    this.reset(path);
  }

  protected override get isConfirmed(): boolean {
    return this.#isConfirmed;
  }

  protected override async send(path: string, choice?: FolderChoice): Promise<PathAnswer> {
    const outcome = await this.api.call('setArchiveFolder', { path, choice });
    this.#question = outcome.ok ? outcome.value.question : undefined;
    if (!outcome.ok) return outcome;
    if (this.#question !== undefined) return succeed(undefined);
    this.#isConfirmed = true;
    return succeed(outcome.value.path);
  }
}
