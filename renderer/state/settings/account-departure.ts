import { m } from '../../../electron/shared/messages/catalogue.ts';
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
  const words = m.settings.accounts.removal;
  const sentences = [
    ...(archived > 0 ? [words.archived(archived)] : []),
    ...(fetched > 0 ? [words.fetched(fetched)] : []),
    ...(asked > 0 ? [words.asked(asked)] : []),
    ...(ended > 0 ? [words.ended(ended)] : []),
  ];
  return sentences.length > 0 ? sentences : [words.nothing];
}
