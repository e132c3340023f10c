import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Task } from '../../shared/task.ts';
import { m } from '../../shared/messages/catalogue.ts';
import type { AccountId } from '../../shared/id.ts';
import { basePaths, isBasePath, isOfShape } from '../archive/naming/base-paths.ts';
import type { NameShape } from '../archive/naming/name-shape.ts';
import type { NameInput } from '../archive/naming/render.ts';
import { defaultTemplate, parseTemplate, type Template } from '../archive/naming/template.ts';
import type { Accounts } from '../settings/accounts.ts';
import type { SettingsStore } from '../settings/settings-store.ts';

/** How many names a preview shows. */
const maxShown = 3;

/** What the names of files are made with. */
export interface NamingSchemeOptions {
  readonly settings: Pick<SettingsStore, 'current' | 'change'>;
  readonly accounts: Pick<Accounts, 'find'>;
  readonly tasks: () => Iterable<Task>;
}

/** Shown while there are no tasks yet. */
function samples(nowMs: number): readonly NameInput[] {
  const { sample } = m.given;
  const parameters = { duration: 5, aspectRatio: '16:9', quality: '720p', model: 'gen-4' };
  const shared = { atMs: nowMs, endpoint: 'runway', account: sample.account, parameters };
  return [
    {
      ...shared,
      taskId: '7d2c58e1-4f6a-4c0e-9b3d-1a2b3c4d5e6f',
      prompt: sample.prompts.first,
    },
    {
      ...shared,
      taskId: 'c02a1f4477e94b6f8d5a3e2b1c0d9f88',
      prompt: sample.prompts.second,
    },
  ];
}

/** The user's way of naming the files in the archive. */
export class NamingScheme {
  readonly #options: NamingSchemeOptions;
  #text = '';
  #template: Template = defaultTemplate;

  constructor(options: NamingSchemeOptions) {
    this.#options = options;
  }

  /** The template in use; the default one, should the stored text not be one. */
  get template(): Template {
    const { fileNames } = this.#options.settings.current();
    if (fileNames !== this.#text) {
      const parsed = parseTemplate(fileNames);
      this.#template = parsed.ok ? parsed.value : defaultTemplate;
      this.#text = fileNames;
    }
    return this.#template;
  }

  /** What a task's names are made of. */
  inputFor(task: Task): NameInput {
    const { id, record, endpoint, addedAtMs } = task;
    const account = this.#accountName(task.accountId);
    return {
      taskId: id,
      atMs: record?.startedAtMs ?? addedAtMs,
      ...(record?.prompt !== undefined && { prompt: record.prompt }),
      ...(record !== undefined && { parameters: record.parameters }),
      ...(endpoint !== undefined && { endpoint }),
      ...(account !== undefined && { account }),
    };
  }

  /**
   * Whether a base path is one that the template in use gives the task, be it the first or a further one.
   * @param shape what the archive's disk takes as a name
   */
  fits(task: Task, base: string, shape?: NameShape): boolean {
    const input = this.inputFor(task);
    const { template } = this;
    // One as on a usual disk will do as well.
    if (isBasePath(base, input, template)) return true;
    return shape !== undefined && isOfShape(base, { input, template, shape });
  }

  /** The name that the template in use gives the task, if no other file has it. */
  firstFor(task: Task, shape?: NameShape): string {
    return first(this.inputFor(task), this.template, shape);
  }

  /**
   * Names of the newest tasks as a template would make them, or of samples.
   * @returns `template-invalid`
   */
  preview(text: string, nowMs: number): Outcome<readonly string[], Failure> {
    const template = parseTemplate(text);
    if (!template.ok) return fail(template.failure);
    const inputs = this.#newest().map((task) => this.inputFor(task));
    const shown = inputs.length > 0 ? inputs : samples(nowMs);
    return succeed(shown.map((input) => `${first(input, template.value)}.mp4`));
  }

  /**
   * Names files by this template from now on. What is there keeps its name.
   * @returns `template-invalid`
   */
  change(text: string): Outcome<undefined, Failure> {
    const template = parseTemplate(text);
    if (!template.ok) return fail(template.failure);
    this.#options.settings.change({ fileNames: text });
    return succeed(undefined);
  }

  /** The newest tasks of which something is known, found in one pass. */
  #newest(): readonly Task[] {
    let newest: Task[] = [];
    for (const task of this.#options.tasks()) {
      if (task.record === undefined) continue;
      const oldest = newest.at(-1);
      if (newest.length === maxShown && oldest && task.addedAtMs <= oldest.addedAtMs) continue;
      newest = [...newest, task].sort((a, b) => b.addedAtMs - a.addedAtMs).slice(0, maxShown);
    }
    return newest;
  }

  #accountName(id: AccountId): string | undefined {
    return this.#options.accounts.find(id)?.name;
  }
}

function first(input: NameInput, template: Template, shape?: NameShape): string {
  for (const path of basePaths(input, template, shape)) return path;
  throw new Error('There is always a base path.');
}
