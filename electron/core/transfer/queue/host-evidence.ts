import { isDeepStrictEqual } from 'node:util';
import type { Failure } from '../../../shared/failure.ts';
import { traitsOf } from '../../../shared/failure-traits.ts';
import type { Task } from '../../../shared/task.ts';
import type { TaskId } from '../../../shared/id.ts';
import type { Clock } from '../../platform/clock.ts';
import type { TransferHandle } from '../task-downloader.ts';
import type { TaskUpdater } from '../../library/task-updater.ts';
import type { Hosts } from './hosts.ts';
import type { Running } from './running-transfer.ts';
import { refusalOf } from './failure-handler.ts';

/** A transfer, and the task that it is for. */
export interface HostEvidence {
  readonly running: Running;
  readonly task: Task | undefined;
  readonly clock: Clock;
}

/** The transfer, as its hosts hear of it: the first bytes say that the host serves. */
export function hostEvidence(hosts: Hosts, { running, task, clock }: HostEvidence): TransferHandle {
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

/**
 * A task that waits for its host says so, and no more once that is over.
 * @param failure what its host is in; `undefined` where it takes everybody
 */
export function tellOfHost(
  tasks: Pick<TaskUpdater, 'get' | 'apply'>,
  id: TaskId,
  failure: Failure | undefined,
): void {
  const task = tasks.get(id);
  if (task?.state !== 'ready') return;
  // Each event comes back here by way of the queue: what is told already is not told again.
  if (isDeepStrictEqual(failure, task.hindrance)) return;
  if (failure !== undefined) tasks.apply(id, { type: 'hindered', failure });
  else if (task.hindrance !== undefined && traitsOf(task.hindrance).blocks === 'host')
    tasks.apply(id, { type: 'unhindered' });
}
