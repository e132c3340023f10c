import type { Api } from '../../../electron/shared/contract/contract.ts';
import { maxTextLength } from '../../../electron/shared/contract/message-bounds.ts';
import type { FoundLine } from '../../../electron/shared/contract/found-line.ts';
import { maxIdsInCall, type Added } from '../../../electron/shared/contract/batches.ts';
import type { Failure } from '../../../electron/shared/failure.ts';
import { m } from '../../../electron/shared/messages/catalogue.ts';
import { describeFailure } from '../../../electron/shared/messages/failures.ts';
import type { Words } from '../../../electron/shared/messages/words.ts';
import { toAccountId, type TaskId } from '../../../electron/shared/id.ts';
import { noIdIn, readFiles, type DroppedFile, type Source } from './dropped-files.ts';
import { addableIds, whyNothing } from './found.ts';
import { describeUnexpected } from '../unexpected.ts';

const debounceMs = 180;

/** A longer text is not shown, only the ids in it: nobody reads it, and a text field chokes on it. */
export const maxShownLength = 250_000;

/**
 * The draft of the "Add videos" dialog. It outlives the dialog, so that closing it by accident loses
 * nothing, and is emptied only when the ids are on disk.
 */
export class Intake {
  /** An endpoint's id; empty for Auto-detect. */
  endpoint = $state('');
  /** The account chosen; empty for the first one. */
  accountId = $state('');
  #text = $state('');
  #found = $state.raw<readonly FoundLine[]>([]);
  #finding = $state(false);
  #problem = $state.raw<Words | undefined>(undefined);
  #fileProblems = $state.raw<readonly Words[]>([]);
  #reading = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #foundIn = '';
  #insisted = $state.raw<readonly TaskId[]>([]);
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
    this.#problem = undefined;
    this.#fileProblems = [];
    clearTimeout(this.#timer);
    if (text.trim() === '') {
      this.#found = [];
      this.#insisted = [];
      this.#foundIn = text;
      return;
    }
    this.#timer = setTimeout(() => void this.#find(), debounceMs); // never rejects
  }

  /** What Reelkeep makes of the text, line by line. */
  get found(): readonly FoundLine[] {
    return this.#found;
  }

  /** Ids that are added although Reelkeep is not sure that they are some. */
  get insisted(): readonly TaskId[] {
    return this.#insisted;
  }

  /** Adds an id all the same, or does not after all. */
  insist(id: TaskId, isWanted: boolean): void {
    const others = this.#insisted.filter((each) => each !== id);
    this.#insisted = isWanted ? [...others, id] : others;
    this.#problem = undefined;
  }

  get finding(): boolean {
    return this.#finding || this.#reading;
  }

  /** Why the ids were not found or not added. */
  get problem(): Words | undefined {
    return this.#problem;
  }

  /** Why files, or very long texts, gave nothing: each with its name. */
  get fileProblems(): readonly Words[] {
    return this.#fileProblems;
  }

  /** Reads dropped files, and puts what they hold behind what is there. Never rejects. */
  async takeFiles(files: readonly DroppedFile[]): Promise<void> {
    this.#reading = true;
    const { sources, problems } = await readFiles(files);
    await this.take(sources, problems);
  }

  /** Puts texts behind what is there; of a long one only its ids. Never rejects. */
  async take(sources: readonly Source[], before: readonly Words[] = []): Promise<void> {
    const problems = [...before];
    this.#reading = true;
    for (const source of sources) {
      const text = await this.#toShow(source).catch((error: unknown) => {
        problems.push(describeUnexpected(error));
      });
      if (text === '') problems.push(noIdIn(source));
      else if (text !== undefined) this.append(text);
    }
    this.#reading = false;
    this.#fileProblems = problems;
  }

  /** Puts pasted or dropped text behind what is there. */
  append(text: string): void {
    const before = this.#text.trimEnd();
    // A blank line keeps structures and tables apart.
    const gap = before.includes('\n') || text.includes('\n') ? '\n\n' : '\n';
    this.text = before === '' ? text : `${before}${gap}${text}`;
  }

  /** Adds the new ids. Answers `undefined`, with a problem to show, unless they are on disk. */
  async add(fallbackAccountId: string): Promise<Added | undefined> {
    clearTimeout(this.#timer);
    this.#problem = undefined;
    // The button may be quicker than the pause after typing.
    if (this.#foundIn !== this.#text && !(await this.#find())) return undefined;
    const ids = addableIds(this.#found, this.#insisted);
    if (ids.length === 0) {
      this.#problem = whyNothing(this.#found);
      return undefined;
    }
    return await this.#send(ids, fallbackAccountId);
  }

  async #toShow({ text }: Source): Promise<string> {
    if (text.length <= maxShownLength) return text.trim();
    const found = await this.#api.call('find', { text: text.slice(0, maxTextLength) });
    return found.flatMap(({ taskId }) => taskId ?? []).join('\n');
  }

  async #send(ids: readonly TaskId[], fallbackAccountId: string): Promise<Added | undefined> {
    const accountId = toAccountId(this.accountId === '' ? fallbackAccountId : this.accountId);
    const endpoint = this.endpoint === '' ? {} : { endpoint: this.endpoint };
    try {
      const added: TaskId[] = [];
      const alreadyTracked: TaskId[] = [];
      for (let at = 0; at < ids.length; at += maxIdsInCall) {
        const some = ids.slice(at, at + maxIdsInCall);
        const outcome = await this.#api.call('add', { ids: some, accountId, ...endpoint });
        if (outcome.ok) {
          for (const id of outcome.value.added) added.push(id);
          for (const id of outcome.value.alreadyTracked) alreadyTracked.push(id);
        }
        const failure = outcome.ok ? outcome.value.refused?.failure : outcome.failure;
        if (failure === undefined) continue;
        this.#keepRest(ids, { added, alreadyTracked }, failure);
        return undefined;
      }
      this.text = '';
      return { added, alreadyTracked };
    } catch (error) {
      this.#problem = describeUnexpected(error);
      return undefined;
    }
  }

  /** After a refusal in the middle: what is in is told, and the rest stays to be added once more. */
  #keepRest(ids: readonly TaskId[], { added, alreadyTracked }: Added, failure: Failure): void {
    const problem = describeFailure(failure);
    this.#problem = problem;
    if (added.length + alreadyTracked.length === 0) return;
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- never changed, and gone at once
    const isIn = new Set([...added, ...alreadyTracked]);
    const rest = ids.filter((id) => !isIn.has(id));
    this.text = rest.join('\n');
    const sentence = m.add.keptRest(problem.sentence, added.length, ids.length);
    this.#problem = { ...problem, sentence };
  }

  async #find(): Promise<boolean> {
    const text = this.#text;
    this.#finding = true;
    try {
      const found = await this.#api.call('find', { text });
      // Typing went on meanwhile: the answer is for another text.
      if (text !== this.#text) return false;
      this.#found = found;
      this.#foundIn = text;
      return true;
    } catch (error) {
      this.#problem = describeUnexpected(error);
      return false;
    } finally {
      if (text === this.#text) this.#finding = false;
    }
  }
}
