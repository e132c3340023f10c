import type { Failure } from '../../../shared/failure.ts';
import { traitsOf } from '../../../shared/failure-traits.ts';
import { succeed } from '../../../shared/outcome.ts';
import type { ArchivedFile, ArchivedTask, WantedInput } from '../../../shared/task.ts';
import type { TaskUpdater } from '../../library/task-updater.ts';
import { backoffMs, type Backoff } from '../../platform/backoff.ts';
import type { SettingsStore } from '../../settings/settings-store.ts';
import { kindTraitsOf } from '../../task/retry-policy.ts';
import type { Extra, ExtraKind, NextTry } from './kind.ts';

/** How often one is tried, in all: their hosts are anybody's, and their links are often dead. */
const maxTries = 3;

/** Between two tries of the same one; ten times as long each time. */
const backoff: Backoff = { firstMs: 60_000, maxMs: 60 * 60_000, factor: 10 };

/** What the user has given a task to work with, saved too where the user wishes it. */
export class InputFiles implements ExtraKind {
  readonly role = 'input';
  readonly #tasks: Pick<TaskUpdater, 'apply'>;
  readonly #settings: Pick<SettingsStore, 'current'>;

  constructor(tasks: Pick<TaskUpdater, 'apply'>, settings: Pick<SettingsStore, 'current'>) {
    this.#tasks = tasks;
    this.#settings = settings;
  }

  next(task: ArchivedTask): WantedInput | undefined {
    if (task.inputs === undefined || !this.#settings.current().saveInputs) return undefined;
    return task.inputs.find(({ isOver }) => isOver === undefined);
  }

  mayLieThere(): boolean {
    return true;
  }

  linkTo(_task: ArchivedTask, { url }: Extra) {
    return Promise.resolve(succeed(url));
  }

  kept({ id }: ArchivedTask, { count }: Extra, file: ArchivedFile): void {
    this.#tasks.apply(id, { type: 'input-kept', count, file });
  }

  missed(task: ArchivedTask, { count }: Extra, failure: Failure): NextTry | undefined {
    const input = task.inputs?.find((each) => each.count === count);
    if (input === undefined) return undefined;
    const tries = input.tries + 1;
    const isOver = traitsOf(failure).isHopelessForSource === true || tries >= maxTries;
    const told = { ...input, tries, failure, ...(isOver && ({ isOver: true } as const)) };
    this.#tasks.apply(task.id, { type: 'input-missed', input: told });
    if (isOver) return undefined;
    const endsAtWake = kindTraitsOf(failure).endsAtWake === true;
    return { afterMs: backoffMs(backoff, input.tries), endsAtWake };
  }
}
