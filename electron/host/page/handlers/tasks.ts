import type { Core } from '../../../core/app/core.ts';
import { fail } from '../../../shared/outcome.ts';
import type { CallHandlers } from '../ipc.ts';

type TaskCalls = 'find' | 'add' | 'check' | 'pause';

/** Calls about tasks. */
export function taskHandlers(core: Core): Pick<CallHandlers, TaskCalls> {
  return {
    find: ({ text }) => core.tasks.find(text),
    add: (input) =>
      core.accounts.find(input.accountId) === undefined
        ? fail({ code: 'account-unknown' })
        : core.tasks.add(input),
    check: async ({ ids }) => {
      await core.checkNow(ids);
      return undefined;
    },
    pause: async ({ ids, paused }) => {
      await core.tasks.pause(ids, paused);
      return undefined;
    },
  };
}
