import type { Failure } from '../../../shared/failure.ts';
import type { Task } from '../../../shared/task.ts';
import type { Clock } from '../../clock.ts';
import type { Transfer } from '../fetcher.ts';
import type { Hosts } from './hosts.ts';
import type { Running } from './running.ts';
import { refusalOf } from './setbacks.ts';

/** What stands in the way of all of a host's tasks, and passes for all of them at once. */
export const ofHosts: ReadonlySet<Failure['code'] | undefined> = new Set<Failure['code']>([
  'host-refuses',
  'host-busy',
]);

/** A transfer, and the task that it is for. */
export interface Heard {
  readonly running: Running;
  readonly task: Task | undefined;
  readonly clock: Clock;
}

/** The transfer, as its hosts hear of it: the first bytes say that the host serves. */
export function heardBy(hosts: Hosts, { running, task, clock }: Heard): Transfer {
  const { id, host, deadlineMs, signal, onWait } = running;
  let isServed = task?.state === 'ready' && task.linkStep === 'converted'; // by another host
  const serves = (): void => {
    if (!isServed) hosts.served(host, id);
    isServed = true;
  };
  return {
    signal,
    ...(onWait !== undefined && { onWait }),
    onProgress: (progress) => {
      serves();
      running.onProgress(progress);
    },
    onThumbnail: (failure) => {
      if (failure === undefined) {
        serves();
        return;
      }
      const refusal = refusalOf(failure);
      if (refusal !== undefined) hosts.refused(host, { id, ...refusal });
      if (failure.code !== 'host-busy') return;
      hosts.pause(host, failure.retryAfterMs, deadlineMs - clock.now());
    },
  };
}
