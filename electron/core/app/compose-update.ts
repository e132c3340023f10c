import { MediaHttpClient } from '../download/media-http-client.ts';
import { isUnfinished } from '../../shared/task.ts';
import { FeedClient } from '../update/feed-client.ts';
import type { Work } from '../update/policy.ts';
import type { UpdatePorts } from '../update/ports.ts';
import { Updater } from '../update/updater.ts';
import type { TrustedCertificates } from '../network/certificates.ts';
import type { ProxyRouter } from '../network/proxy-router.ts';
import type { Announcer } from '../notice/announcer.ts';
import type { MonotonicClock } from '../platform/clock.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { Log } from '../platform/log.ts';
import type { Store } from '../platform/store.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { TaskService } from '../library/task-service.ts';
import type { TransferScheduler } from '../transfer/transfer-scheduler.ts';
import type { CoreEvents } from './core.ts';

/** What the updater stands on, and what it must not interrupt. */
export interface UpdateParts {
  readonly updates?: UpdatePorts;
  readonly userAgent: string;
  readonly appVersion: string;
  readonly proxyRouter: ProxyRouter | undefined;
  readonly certificates: TrustedCertificates | undefined;
  readonly clock: MonotonicClock;
  readonly log: Log;
  readonly random: () => number;
  readonly store: Store;
  readonly settings: SettingsStore;
  readonly announcer: Announcer;
  readonly tasks: TaskService;
  readonly jobs: Jobs;
  readonly transfers: TransferScheduler;
}

/** What an update would interrupt. A check only reads. */
function workOf({ transfers, jobs, tasks }: UpdateParts): Work {
  const isJobMoving = jobs.current !== undefined && jobs.current.kind !== 'scrub';
  let deadlineAtMs = Infinity;
  for (const task of tasks.tasks()) {
    if (isUnfinished(task)) deadlineAtMs = Math.min(deadlineAtMs, task.deadlineMs ?? Infinity);
  }
  return {
    moving: transfers.underWay + (isJobMoving ? 1 : 0),
    ...(deadlineAtMs !== Infinity && { deadlineAtMs }),
  };
}

/** Makes the part that brings new versions. Nothing is looked for before it is started. */
export function composeUpdate(
  parts: UpdateParts,
  { onUpdateChanged }: Pick<CoreEvents, 'onUpdateChanged'>,
): Updater {
  const { userAgent, proxyRouter, certificates, tasks, store, settings, announcer } = parts;
  return new Updater({
    ...parts,
    client: new FeedClient({
      ...parts,
      http: new MediaHttpClient({ userAgent, proxyRouter, certificates }),
    }),
    settings: () => settings.current(),
    work: () => workOf(parts),
    backUp: (generation) => {
      tasks.flush();
      store.backUp(generation);
    },
    tell: (words) => {
      announcer.tellOfUpdate(words);
    },
    onChanged: onUpdateChanged,
  });
}
