import { fail } from '../../../shared/outcome.ts';
import type { WaysKnown } from '../../../shared/evidence.ts';
import type { Failure } from '../../../shared/failure.ts';
import { isBotCheck } from '../../../shared/failure-traits.ts';
import type { DownloadingTask, LinkStep, MediaLinks, ReadyTask } from '../../../shared/task.ts';
import type { TaskId } from '../../../shared/id.ts';
import type { TaskEvent } from '../../task/event.ts';
import {
  kindTraitsOf,
  decideRetry,
  retryDelayMs,
  type RetryContext,
} from '../../task/retry-policy.ts';
import { isLost, withTry } from '../../task/verdict.ts';
import type { Hosts } from './hosts.ts';
import type { TransferSchedulerOptions } from './scheduler-options.ts';
import type { RetryTimers } from './retry-timers.ts';
import { Tries } from './tries.ts';
import { catchBugs } from './catch-bugs.ts';
import { hostOf } from './host-queues.ts';

/** Fresh links that are asked for at a time: the account has one call a second for everything. */
const maxAsking = 3;

/** A task with links. */
export type FetchableTask = ReadyTask | DownloadingTask;

type Failed = Omit<Extract<TaskEvent, { readonly type: 'transfer-failed' }>, 'type' | 'origin'>;

/** What the failure handler needs. */
export interface FailureHandlerOptions extends Pick<
  TransferSchedulerOptions,
  'tasks' | 'links' | 'clock' | 'log'
> {
  /** Whether anything is to be done still: after a stop nothing is written any more. */
  readonly isStarted: () => boolean;
  readonly retryTimers: RetryTimers;
  readonly hosts: Hosts;
  readonly chance: () => number;
  /** The archive's folder is the trouble: nobody goes on for now. */
  readonly hold: () => void;
  /** Puts a task back into the queue, behind its host. */
  readonly requeue: (task: FetchableTask) => void;
}

/** Decides what follows a transfer that ended without a file: a rest, another way, or the verdict. */
export class FailureHandler {
  readonly #options: FailureHandlerOptions;
  readonly #tries: Tries;
  readonly #asking = new Set<TaskId>();

  constructor(options: FailureHandlerOptions) {
    this.#options = options;
    this.#tries = new Tries(options.chance);
  }

  /** Tasks for which the provider is being asked for another link. */
  get asking(): number {
    return this.#asking.size;
  }

  isAsking(id: TaskId): boolean {
    return this.#asking.has(id);
  }

  /** A task waits no more, or begins anew. */
  forget(id: TaskId): void {
    this.#tries.forget(id);
  }

  /** Takes note of a failed transfer. @param host where the task's own link leads */
  handleFailure(task: FetchableTask, failure: Failure, host: string): void {
    const { clock, hosts } = this.#options;
    const isOfHost = this.#tellHost(task, failure, host);
    const context = this.#tries.contextOf(task, clock.now(), hosts.checksForBots(host));
    const known = kindTraitsOf(failure).isEvidence
      ? this.#knownAfter(task, failure, isOfHost)
      : undefined;
    if (known !== undefined && this.#endIfLost(task, failure, known)) return;
    this.#goOn(task, failure, context);
    // Only now that it rests or goes on: whatever changes a task puts it into the queue that is in none.
    if (known !== undefined && known.overdue !== task.overdue) {
      this.#options.tasks.apply(task.id, { type: 'ways-known', known });
    }
  }

  #goOn(task: FetchableTask, failure: Failure, context: RetryContext): void {
    const { retryTimers, hold } = this.#options;
    const next = decideRetry(failure, {
      ...context,
      mayAsk: context.mayAsk && this.#asking.size < maxAsking,
    });
    const { linkStep, attempts } = task;
    switch (next.kind) {
      case 'stopped':
        this.#options.tasks.apply(task.id, { type: 'transfer-stopped' });
        return;
      case 'hold':
        hold();
        this.#failed(task, { failure, next: linkStep, attempts });
        return;
      case 'wait-for-space':
        retryTimers.waitForSpace(task.id);
        this.#failed(task, { failure, next: linkStep, attempts });
        return;
      case 'pause-host':
        this.#pause(task, failure, next.askedMs);
        return;
      case 'wait':
        this.#tries.failed(task.id);
        retryTimers.start(task.id, next.afterMs, kindTraitsOf(failure).endsAtWake === true);
        this.#failed(task, { failure, next: 'stored', attempts });
        return;
      case 'rest':
        this.#rest(task, failure, next.afterMs);
        return;
      case 'step':
        this.#step(task, failure, next.to);
    }
  }

  /** @returns whether the host refuses everybody, so that this says nothing of the task */
  #tellHost(task: FetchableTask, failure: Failure, host: string): boolean {
    const refusal = refusalOf(failure);
    if (refusal === undefined) return false;
    const isConverted = task.linkStep === 'converted';
    const at = isConverted && 'host' in failure ? failure.host : host;
    return this.#options.hosts.refused(at, { id: task.id, ...refusal });
  }

  /** What is known of the task's ways with this try. */
  #knownAfter(task: FetchableTask, failure: Failure, isOfHost: boolean): WaysKnown {
    const nowMs = this.#options.clock.now();
    const isRefusedByAll = this.#tries.met(task, failure, { nowMs, isOfHost });
    const overdue = withTry(task, { isRefusedByAll, nowMs });
    const { overdue: _before, ...others } = knownOf(task);
    return { ...others, ...(overdue !== undefined && { overdue }) };
  }

  /** Ends the task when the evidence is enough. @returns whether it is */
  #endIfLost(task: FetchableTask, failure: Failure, known: WaysKnown): boolean {
    const { tasks, clock } = this.#options;
    if (!isLost(known, this.#tries.refusedOf(task.id), clock.now())) return false;
    const cause = task.goneAtMs === undefined ? (task.origin ?? failure) : goneFailure;
    tasks.apply(task.id, { type: 'lost', cause });
    return true;
  }

  #pause(task: FetchableTask, failure: Failure, askedMs: number | undefined): void {
    const { hosts, clock, requeue } = this.#options;
    const leftMs = (task.deadlineMs ?? Infinity) - clock.now();
    const isConverted = task.linkStep === 'converted';
    const host = 'host' in failure && isConverted ? failure.host : undefined;
    hosts.pause(host ?? hostOf(task.media.videoUrl), askedMs, leftMs);
    if (isConverted) {
      // Another host's wish: the task's own link is tried meanwhile.
      this.#rest(task, failure, this.#restMs(task));
      return;
    }
    requeue(task);
    this.#failed(task, { failure, next: task.linkStep, attempts: task.attempts });
  }

  /** The round is over. What is shown is what made the task leave its first link. */
  #rest(task: FetchableTask, failure: Failure, afterMs: number): void {
    const { retryTimers, hosts } = this.#options;
    const host = hostOf(task.media.videoUrl);
    this.#tries.failed(task.id);
    const isOfHost = hosts.refusesAll(host);
    const shown: Failure = isOfHost ? { code: 'host-refuses', host } : (task.origin ?? failure);
    if (isOfHost) hosts.park(host, task.id);
    else retryTimers.start(task.id, afterMs, kindTraitsOf(failure).endsAtWake === true);
    this.#failed(task, { failure: shown, next: 'stored', attempts: 1 });
  }

  #restMs(task: FetchableTask): number {
    return retryDelayMs(this.#tries.contextOf(task, this.#options.clock.now()));
  }

  #step(task: FetchableTask, failure: Failure, to: Exclude<LinkStep, 'stored'>): void {
    if (to === 'refreshed') void this.#askAgain(task, failure);
    else {
      this.#failed(task, { failure: task.origin ?? failure, next: to, attempts: 1 });
    }
  }

  /** Asks the endpoint for fresh links before the task is ready again. */
  async #askAgain(task: FetchableTask, failure: Failure): Promise<void> {
    const { links, clock, log, isStarted } = this.#options;
    this.#tries.asks(task.id, clock.now());
    this.#asking.add(task.id);
    const asked = await catchBugs({ id: task.id, log }, () => links.askAgain(task), fail);
    this.#asking.delete(task.id);
    if (!isStarted()) return; // whoever starts next finds the task as it is on disk
    const nowMs = clock.now();
    const now = this.#options.tasks.get(task.id);
    if (now?.state !== 'ready' && now?.state !== 'downloading') return;
    const { goneAtMs: _before, ...others } = knownOf(now);
    if (!asked.ok) {
      // The provider is in trouble, and not the link: the plain one is tried on meanwhile.
      this.#rest(now, asked.failure, this.#restMs(now));
      return;
    }
    const { media, isGone = false } = asked.value;
    const gone = isGone ? { goneAtMs: nowMs } : {};
    const host = media === undefined ? undefined : hostOf(media.videoUrl);
    // A fresh link to a host that refuses everybody is no other way.
    const isNoWay = host === undefined || this.#options.hosts.refusesAll(host);
    this.#failed(now, {
      failure,
      next: isNoWay ? 'converted' : 'refreshed',
      attempts: 1,
      known: { ...others, ...gone, waysAtMs: nowMs },
      ...(media !== undefined && { media: media satisfies MediaLinks }),
    });
  }

  /** The task is ready again. What made it leave its first link is kept until it is back on it. */
  #failed(task: FetchableTask, how: Failed): void {
    const origin = how.next === 'stored' ? undefined : (task.origin ?? how.failure);
    this.#options.tasks.apply(task.id, {
      type: 'transfer-failed',
      ...how,
      ...(origin !== undefined && { origin }),
    });
  }
}

const goneFailure: Failure = { code: 'media-expired' };

/** 404 and 410 say something of one file; everything else may be what the host says to everybody. */
const fileStatuses: ReadonlySet<number> = new Set([404, 410]);

/** What a host's refusal says of the host; `undefined` for any other failure. */
export function refusalOf(
  failure: Failure,
): { readonly isBotCheck: boolean; readonly isAboutFile: boolean } | undefined {
  const isCheck = isBotCheck(failure);
  if (failure.code === 'media-refused') {
    return { isBotCheck: isCheck, isAboutFile: fileStatuses.has(failure.httpStatus) };
  }
  // A page in place of a film is what a host says to everybody: a sign-in, a check, a notice.
  const isPage = failure.code === 'media-not-media' && failure.got === 'html';
  return isCheck || isPage ? { isBotCheck: isCheck, isAboutFile: false } : undefined;
}

function knownOf({ goneAtMs, waysAtMs, overdue }: FetchableTask): WaysKnown {
  return {
    ...(goneAtMs !== undefined && { goneAtMs }),
    ...(waysAtMs !== undefined && { waysAtMs }),
    ...(overdue !== undefined && { overdue }),
  };
}
