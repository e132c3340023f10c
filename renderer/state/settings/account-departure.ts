import { isUnfinished, type TaskView } from '../../../electron/shared/task.ts';
import type { AccountId } from '../../../electron/shared/id.ts';
import { isArchivedWell } from '../library/filter-and-sort.ts';

/** An account's tasks, by what its removal means to them. */
export interface Departure {
  readonly archived: number;
  /** On their way to the archive with a link at hand. */
  readonly fetched: number;
  /** The provider has yet to be asked about them. */
  readonly asked: number;
  /** At another end than the archive, or with files that are missing or damaged. */
  readonly ended: number;
}

/** Counts the tasks of an account. Looks at every task: for a question asked once. */
export function departureOf(accountId: AccountId, tasks: Iterable<TaskView>): Departure {
  const counts = { archived: 0, fetched: 0, asked: 0, ended: 0 };
  for (const task of tasks) {
    if (task.accountId !== accountId) continue;
    if (isArchivedWell(task)) counts.archived += 1;
    else if (task.state === 'ready' || task.state === 'downloading') counts.fetched += 1;
    else if (isUnfinished(task)) counts.asked += 1;
    else counts.ended += 1;
  }
  return counts;
}

/** What becomes of the tasks when the account is removed, a sentence for each kind. */
export function describeDeparture(departure: Departure): readonly string[] {
  const { archived, fetched, asked, ended } = departure;
  const sentences = [
    archived > 0 ? `${count(archived, 'archived video')} ${verb(archived, 'stay')}.` : '',
    fetched > 0
      ? `${count(fetched, 'finished video')} ${verb(fetched, 'is', 'are')} still downloaded, as long as the links at hand work.`
      : '',
    asked > 0
      ? `${count(asked, 'unfinished task')} ${verb(asked, 'stay')} in the list but ${verb(asked, 'is', 'are')} not asked about any more, until you add ${asked === 1 ? 'it' : 'them'} again with another account.`
      : '',
    ended > 0 ? `${count(ended, 'ended task')} ${verb(ended, 'stay')} in the list.` : '',
  ].filter(Boolean);
  return sentences.length > 0 ? sentences : ['No task in the list belongs to it.'];
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

function verb(number: number, one: string, many?: string): string {
  if (many === undefined) return number === 1 ? `${one}s` : one;
  return number === 1 ? one : many;
}
