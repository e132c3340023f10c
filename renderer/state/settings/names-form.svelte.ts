import type { Api } from '../../../electron/shared/contract/contract.ts';
import { describeFailure } from '../../../electron/shared/messages/failures.ts';
import type { Words } from '../../../electron/shared/messages/words.ts';
import { defaultFileNames } from '../../../electron/shared/settings/setting-values.ts';
import { describeUnexpected } from '../unexpected.ts';

/** The draft of the template of file names, with the names that it would make. */
export class NamesForm {
  #template = $state('');
  #saved = $state('');
  #names = $state.raw<readonly string[]>([]);
  /** In the language of the moment. */
  #problem = $state.raw<(() => Words) | undefined>(undefined);
  #isSaving = $state(false);
  #asked = 0;
  readonly #api: Api;

  constructor(api: Api, template: string) {
    this.#api = api;
    this.#template = template;
    this.#saved = template;
  }

  get template(): string {
    return this.#template;
  }

  /** Every change is looked at as it is typed. */
  set template(template: string) {
    if (template === this.#template) return;
    this.#template = template;
    void this.preview(); // never rejects
  }

  /** Names of the user's newest videos, as the template would make them; the last good ones while it is wrong. */
  get names(): readonly string[] {
    return this.#names;
  }

  get problem(): Words | undefined {
    return this.#problem?.();
  }

  get isSaving(): boolean {
    return this.#isSaving;
  }

  /** Whether there is anything to save. */
  get isChanged(): boolean {
    return this.#template !== this.#saved;
  }

  get isDefault(): boolean {
    return this.#template === defaultFileNames;
  }

  /** Asks for the names, and keeps only the newest answer. */
  async preview(): Promise<void> {
    const turn = (this.#asked += 1);
    try {
      const outcome = await this.#api.call('previewFileNames', { template: this.#template });
      if (turn !== this.#asked) return;
      this.#problem = outcome.ok ? undefined : () => describeFailure(outcome.failure);
      if (outcome.ok) this.#names = outcome.value;
    } catch (error) {
      if (turn === this.#asked) this.#problem = () => describeUnexpected(error);
    }
  }

  /** Puts a value where the caret is. @returns where the caret belongs now */
  insert(token: string, start: number, end: number): number {
    this.template = this.#template.slice(0, start) + token + this.#template.slice(end);
    return start + token.length;
  }

  reset(): void {
    this.template = defaultFileNames;
  }

  /** Answers whether files are named so from now on. */
  async save(): Promise<boolean> {
    const template = this.#template;
    this.#isSaving = true;
    try {
      const outcome = await this.#api.call('setFileNames', { template });
      this.#problem = outcome.ok ? undefined : () => describeFailure(outcome.failure);
      if (outcome.ok) this.#saved = template;
      return outcome.ok;
    } catch (error) {
      this.#problem = () => describeUnexpected(error);
      return false;
    } finally {
      this.#isSaving = false;
    }
  }
}
