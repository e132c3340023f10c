import { providerBaseUrls } from '../../shared/settings/account.ts';
import type { LostTask, MediaLinks } from '../../shared/task.ts';
import type { TaskId } from '../../shared/id.ts';
import { resultBase } from '../archive/naming/archive-path.ts';
import type { Clock } from '../platform/clock.ts';
import type { Downloader } from '../download/downloader.ts';
import type { Log } from '../platform/log.ts';
import { recordLifeMs } from '../polling/interval.ts';
import { PriorityQueue } from '../platform/priority-queue.ts';
import type { Accounts } from '../settings/accounts.ts';
import { kindOfResult } from './file-downloader.ts';
import type { LinkResolver } from '../library/asking/link-resolver.ts';
import { resultsOf } from '../task/results.ts';
import type { TaskService } from '../library/task-service.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** A lost task's links are looked at once a day, and its endpoint is asked once a week. */
const betweenLooksMs = dayMs;
const betweenQuestionsMs = 7 * dayMs;

/** After a start everything else comes first; the looks then spread over an hour. */
const firstLookMs = 5 * minuteMs;
const firstLooksSpreadMs = 55 * minuteMs;

/** Between two looks, however many are due. */
const spacingMs = 5_000;

/** A part of a day that is left to chance, so that those lost together do not stay together. */
const jitter = 0.1;

/** What the watch needs. */
export interface LostWatchOptions {
  readonly tasks: Pick<TaskService, 'tasks' | 'watch' | 'get' | 'apply'>;
  readonly links: Pick<LinkResolver, 'askAgain'>;
  readonly downloader: Pick<Downloader, 'leadsToMedia'>;
  readonly accounts: Pick<Accounts, 'find'>;
  readonly clock: Clock;
  readonly log: Log;
  /** From 0 up to but without 1. */
  readonly random: () => number;
}

/**
 * Looks at lost videos now and then while their records live: one timer for all, one look at a time, a
 * few bytes of the known link. Nothing is told of it. A video whose bytes are there again goes the usual
 * way, with the usual proof, to its end.
 */
export class LostWatch {
  readonly #options: LostWatchOptions;
  readonly #due = new PriorityQueue<TaskId>();
  #controller = new AbortController();
  #cancelTimer: (() => void) | undefined;
  #timerAtMs = Infinity;
  #endWatch: (() => void) | undefined;
  #isLooking = false;

  constructor(options: LostWatchOptions) {
    this.#options = options;
  }

  start(): void {
    const { tasks, clock, random } = this.#options;
    this.#controller = new AbortController();
    for (const { id, state } of tasks.tasks()) {
      const restMs = firstLookMs + firstLooksSpreadMs * random();
      if (state === 'lost') this.#due.set(id, clock.now() + restMs);
    }
    this.#endWatch = tasks.watch((id) => {
      this.#heard(id);
    });
    this.#arm();
  }

  stop(): void {
    this.#endWatch?.();
    this.#endWatch = undefined;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#controller.abort();
  }

  #heard(id: TaskId): void {
    const isLost = this.#options.tasks.get(id)?.state === 'lost';
    if (!isLost) this.#due.delete(id);
    else if (!this.#due.has(id)) this.#lookLater(id);
  }

  #lookLater(id: TaskId): void {
    const { clock, random } = this.#options;
    this.#due.set(id, clock.now() + betweenLooksMs * (1 - jitter * random()));
    this.#arm();
  }

  #arm(): void {
    const next = this.#due.peek();
    if (next === undefined || this.#isLooking || this.#endWatch === undefined) return;
    if (this.#cancelTimer !== undefined && this.#timerAtMs <= next.rank) return;
    const { clock } = this.#options;
    const restMs = Math.min(Math.max(next.rank - clock.now(), spacingMs), dayMs);
    this.#cancelTimer?.();
    this.#timerAtMs = clock.now() + restMs;
    this.#cancelTimer = clock.after(restMs, () => {
      this.#cancelTimer = undefined;
      void this.#lookAtNext(); // never rejects
    });
  }

  async #lookAtNext(): Promise<void> {
    const next = this.#due.peek();
    const isDue = next !== undefined && next.rank <= this.#options.clock.now();
    if (isDue) {
      this.#due.delete(next.key);
      this.#isLooking = true;
      try {
        await this.#look(next.key);
      } catch (error) {
        this.#options.log.error(`Looking again for ${next.key}: ${String(error)}`);
        this.#lookLater(next.key);
      }
      this.#isLooking = false;
    }
    this.#arm();
  }

  async #look(id: TaskId): Promise<void> {
    const { tasks, clock } = this.#options;
    const task = tasks.get(id);
    if (task?.state !== 'lost' || clock.now() >= endOfRecord(task)) return;
    const media = (await this.#isThere(task, task.media)) ? task.media : await this.#ask(task);
    if (this.#controller.signal.aborted) return;
    if (media === undefined) this.#lookLater(id);
    else tasks.apply(id, { type: 'found-again', media });
  }

  /** Whether any result that is not in the archive can be had by these links. */
  async #isThere(task: LostTask, media: MediaLinks | undefined): Promise<boolean> {
    const { downloader, accounts } = this.#options;
    const baseUrl = accounts.find(task.accountId)?.baseUrl ?? providerBaseUrls.kie ?? '';
    for (const url of media === undefined ? [] : missingOf(task, media)) {
      const { signal } = this.#controller;
      const request = { url, baseUrl, kind: kindOfResult(task), signal };
      if (await downloader.leadsToMedia(request)) return true;
    }
    return false;
  }

  /** Asks the endpoint, where that is due. @returns its links, if they lead to the media */
  async #ask(task: LostTask): Promise<MediaLinks | undefined> {
    const { links, tasks, clock } = this.#options;
    const askedAtMs = task.askedAgainAtMs ?? task.endedAtMs;
    // Either way: a clock may have been set back.
    if (Math.abs(clock.now() - askedAtMs) < betweenQuestionsMs) return undefined;
    const asked = await links.askAgain(task);
    if (!asked.ok) return undefined;
    const { media } = asked.value;
    if (await this.#isThere(task, media)) return media;
    tasks.apply(task.id, { type: 'looked-again' });
    return undefined;
  }
}

/** Unix milliseconds; its start may be misread, so that it counts from when it was added at the earliest. */
function endOfRecord({ record, addedAtMs }: LostTask): number {
  return Math.max(record?.startedAtMs ?? addedAtMs, addedAtMs) + recordLifeMs;
}

function missingOf({ files = [], reservedPath }: LostTask, media: MediaLinks): readonly string[] {
  const kept = new Set(files.map(({ path, extension }) => path.slice(0, -extension.length - 1)));
  const isMissing = (count: number): boolean =>
    reservedPath === undefined || !kept.has(resultBase(reservedPath, count));
  return resultsOf(media)
    .filter(({ count }) => isMissing(count))
    .map(({ url }) => url);
}
