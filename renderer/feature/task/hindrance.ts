import type { AccountView } from '../../../electron/shared/account.ts';
import type { Failure } from '../../../electron/shared/failure.ts';
import { isUnfinished, type TaskView } from '../../../electron/shared/task.ts';

/**
 * What stands in the way of a task: what it has met itself, or what stands in the way of all tasks
 * of its account, before this one's own turn has come.
 */
export function hindranceOf(task: TaskView, accounts: readonly AccountView[]): Failure | undefined {
  if (task.paused || !isUnfinished(task)) return undefined;
  if (task.hindrance !== undefined) return task.hindrance;
  // With a link at hand the account is not needed.
  if (task.state === 'ready' || task.state === 'downloading') return undefined;
  const account = accounts.find(({ id }) => id === task.accountId);
  return account === undefined ? { code: 'account-unknown' } : account.block;
}
