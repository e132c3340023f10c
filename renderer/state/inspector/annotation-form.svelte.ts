import type { Api } from '../../../electron/shared/contract/contract.ts';
import { describeFailure } from '../../../electron/shared/messages/failures.ts';
import type { Words } from '../../../electron/shared/messages/words.ts';
import { normalTags } from '../../../electron/shared/tags.ts';
import type { TaskView } from '../../../electron/shared/task.ts';
import { describeUnexpected } from '../unexpected.ts';

/** The tags and notes of the task that is shown, as they are being edited. */
export class AnnotationForm {
  /** The tag that is being typed. */
  draft = $state('');
  notes = $state('');
  #tags = $state.raw<readonly string[]>([]);
  #problem = $state.raw<Words | undefined>(undefined);
  #savedNotes: string;
  readonly #api: Api;
  readonly #task: TaskView;

  constructor(api: Api, task: TaskView) {
    this.#api = api;
    this.#task = task;
    this.#tags = task.tags ?? [];
    this.#savedNotes = task.notes ?? '';
    this.notes = this.#savedNotes;
  }

  get tags(): readonly string[] {
    return this.#tags;
  }

  /** Why the last change was not kept. */
  get problem(): Words | undefined {
    return this.#problem;
  }

  /** Takes what is typed as a tag, or as several with commas between them. */
  async addTag(): Promise<void> {
    const tags = normalTags([...this.#tags, ...this.draft.split(',')]);
    this.draft = '';
    if (tags.length > this.#tags.length) await this.#saveTags(tags);
  }

  async removeTag(tag: string): Promise<void> {
    await this.#saveTags(this.#tags.filter((each) => each !== tag));
  }

  /** Keeps the notes, if they have changed. */
  async saveNotes(): Promise<void> {
    const notes = this.notes.trim();
    if (notes === this.#savedNotes) return;
    if (await this.#save(this.#tags, notes)) this.#savedNotes = notes;
  }

  async #saveTags(tags: readonly string[]): Promise<void> {
    const before = this.#tags;
    this.#tags = tags;
    if (!(await this.#save(tags, this.#savedNotes))) this.#tags = before;
  }

  async #save(tags: readonly string[], notes: string): Promise<boolean> {
    try {
      const { id } = this.#task;
      const kept = await this.#api.call('annotate', { id, tags: [...tags], notes });
      this.#problem = kept.ok ? undefined : describeFailure(kept.failure);
      return kept.ok;
    } catch (error) {
      this.#problem = describeUnexpected(error);
      return false;
    }
  }
}
