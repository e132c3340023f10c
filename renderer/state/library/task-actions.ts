import type { AccountView } from '../../../electron/shared/settings/account.ts';
import type { Failure } from '../../../electron/shared/failure.ts';
import { traitsOf } from '../../../electron/shared/failure-traits.ts';
import { isUnfinished, type TaskView } from '../../../electron/shared/task.ts';
import type { AccountId } from '../../../electron/shared/id.ts';

/** What can be done with tasks, one or many. */
export const taskActions = ['check', 'retry', 'pause', 'resume'] as const;

/** One of the actions. */
export type TaskAction = (typeof taskActions)[number];

/** No question goes out with such an account, whoever asks for it: another key has to come first. */
function isMute(block: Failure): boolean {
  const { account } = traitsOf(block);
  return account === 'until-changed' || account === 'keyring';
}

/** The accounts that a question can be asked with. */
export function askableAccounts(accounts: readonly AccountView[]): ReadonlySet<AccountId> {
  const usable = accounts.filter(({ block }) => block === undefined || !isMute(block));
  return new Set(usable.map(({ id }) => id));
}

/** Whether the action does anything with the task, as far as the task itself is concerned. */
export function takes(task: TaskView, action: TaskAction): boolean {
  switch (action) {
    case 'check':
      // One on its way has nothing to be asked; what is archived or has failed stays so, but for
      // what had no file: it may have one by now.
      if (task.state === 'failed') return task.withoutFile !== undefined;
      return !task.paused && !['downloading', 'archived'].includes(task.state);
    case 'retry':
      // A download that failed rests before its next try; of the others the provider is asked.
      return !task.paused && task.state === 'ready' && task.hindrance !== undefined;
    case 'pause':
      return !task.paused && isUnfinished(task);
    case 'resume':
      // An answer that was under way may end a held task; it is held until it is let go.
      return task.paused && !['archived', 'failed'].includes(task.state);
  }
}

/** Whether "Check now" brings an answer: the task takes it, and its account can be asked. */
export function canCheck(task: TaskView, askable: ReadonlySet<AccountId>): boolean {
  // A download needs no account as long as its link works.
  return takes(task, 'check') && (task.state === 'ready' || askable.has(task.accountId));
}
