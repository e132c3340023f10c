import type { Core } from '../../core/compose.ts';
import type { CallHandlers } from '../ipc.ts';

type UpkeepCalls = 'dismissAlert' | 'cancelJob';

/** Calls about alerts and the long jobs in the archive. */
export function upkeepHandlers({ alerts, jobs }: Core): Pick<CallHandlers, UpkeepCalls> {
  return {
    dismissAlert: ({ key }) => {
      alerts.clear(key);
      return undefined;
    },
    cancelJob: ({ kind }) => {
      jobs.cancel(kind);
      return undefined;
    },
  };
}
