import type { EndpointId } from '../../../shared/endpoint.ts';
import { codeAndDetail, type Failure, type ProviderFailure } from '../../../shared/failure.ts';
import type { Outcome } from '../../../shared/outcome.ts';
import type { Task } from '../../../shared/task.ts';
import type { AccountId, TaskId } from '../../../shared/id.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { forEachInTurns, Turns } from '../../platform/turns.ts';
import { pollNow } from '../../polling/poll-schedule.ts';
import type { Poller } from '../../polling/poller.ts';
import type { ProviderClient, StatusAnswer } from '../../provider/client.ts';
import { endpoints } from '../../provider/registry.ts';
import type { AccountHealth } from '../../settings/account-health.ts';
import type { Accounts } from '../../settings/accounts.ts';
import type { TaskUpdater } from '../task-updater.ts';
import { retentionMs } from '../../task/deadline.ts';
import { Detection } from './detection.ts';
import {
  isAboutOneTask,
  isIdRefused,
  isOfOneEndpoint,
  isOutOfUse,
  isPassing,
} from './failure-scope.ts';
import { GuestStays } from './guest-stays.ts';
import { guestMissOf, isGuest } from './guest.ts';
import { allowedDelayMs } from '../../task/retry-policy.ts';

/** What the status checker needs. */
export interface StatusCheckerOptions {
  readonly tasks: TaskUpdater;
  readonly accounts: Accounts;
  readonly health: AccountHealth;
  readonly client: Pick<ProviderClient, 'status'>;
  readonly poller: Poller;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether the system thinks that there is a network. A hint: it does not know every kind. */
  readonly isOnline: () => boolean;
  /** Milliseconds to the earliest deadline of an account's unfinished tasks; absent: unknown. */
  readonly leftMs?: (accountId: AccountId) => number;
  /** The window should hear of an account. */
  readonly onAccountsChanged: () => void;
}

/** An unreachable account rests at least this long if the system knows of no network. */
const offlineRestMs = 30_000;

/** From here on it matters whose deadline comes meanwhile. */
const longHoldMs = 60 * 60_000;

/** Which endpoint was asked, and whether it was the last that may own the task. */
interface Asked {
  readonly endpoint: EndpointId;
  readonly isLast: boolean;
  /** It has not answered, and is passed over for now. */
  readonly isUnanswered?: true;
}

/** Makes one call about one task, and tells the tasks and the account's health what came of it. */
export class StatusChecker {
  readonly #options: StatusCheckerOptions;
  readonly #detection = new Detection(endpoints);

  readonly #stays: GuestStays;

  constructor(options: StatusCheckerOptions) {
    this.#options = options;
    this.#stays = new GuestStays(options.clock, (id) => {
      this.#leaveGuest(id);
    });
  }

  /**
   * Learns from the tasks that there are whose ids are whose, and where the search of the last run stood, in
   * slices.
   * @param tasks called once for each walk through them
   * @throws the signal's reason once it is aborted
   */
  async learn(tasks: () => Iterable<Task>, turns = new Turns()): Promise<void> {
    await this.#detection.learn(tasks(), turns);
    await forEachInTurns(
      tasks(),
      (task) => {
        if (isGuest(task)) this.#stays.see(task);
      },
      turns,
    );
  }

  /** No search goes on by itself any more. */
  stop(): void {
    this.#stays.stop();
  }

  /** A task is gone: nothing that an endpoint has said of its id is kept. */
  taskRemoved(id: TaskId): void {
    this.#detection.removed(id);
    this.#stays.end(id);
  }

  /** Asks the next endpoint that may own the task. Never rejects: a bug here must not end the asking. */
  async check(id: TaskId): Promise<void> {
    try {
      await this.#ask(id);
    } catch (error) {
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#options.log.error(`Asking about ${id}: ${detail}`);
      this.#options.tasks.apply(id, {
        type: 'hindered',
        failure: { code: 'internal-error', detail: String(error) },
      });
    }
  }

  async #ask(id: TaskId): Promise<void> {
    const { tasks, accounts, health } = this.#options;
    const task = tasks.get(id);
    const [endpoint, ...others] = task === undefined ? [] : this.#detection.candidates(task);
    if (task === undefined || endpoint === undefined) return;
    const access = await accounts.access(task.accountId);
    if (!access.ok) {
      this.#noAccess(task, access.failure);
      return;
    }
    health.keyRead(task.accountId);
    const { client } = this.#options;
    const status = await this.withAccountHealth(
      task.accountId,
      () => client.status(access.value, endpoint, id),
      (failure) => this.#detection.isOfEndpoint(task, endpoint.id, failure),
    );
    const asked = { endpoint: endpoint.id, isLast: others.length === 0 };
    if (status.ok) this.#onAnswer(task, asked, status.value);
    else this.#onFailure(task, asked, status.failure);
  }

  /** The account cannot be used. A keyring that is locked may be opened at any time, by whomever. */
  #noAccess({ id, accountId }: Task, failure: Failure): void {
    const { tasks, poller, health } = this.#options;
    health.failed(accountId, failure, { call: health.begin() });
    if (health.restsUntilMs(accountId) < Infinity) poller.schedule(id, accountId, pollNow);
    tasks.apply(id, { type: 'hindered', failure });
  }

  /**
   * Makes a call for an account, and records what its outcome means for all the account's calls.
   * @param isAboutCall whether a failure says nothing of the account
   */
  async withAccountHealth<T>(
    accountId: AccountId,
    call: () => Promise<Outcome<T, ProviderFailure>>,
    isAboutCall = (_failure: ProviderFailure) => false,
  ): Promise<Outcome<T, ProviderFailure>> {
    const { health } = this.#options;
    const begun = health.begin();
    const outcome = await call();
    if (outcome.ok) this.#noteAccepted(accountId, begun);
    // The provider's own error, or an answer about another task, concerns one task; the account goes on.
    if (outcome.ok) this.#detection.answered(accountId);
    const isFine = outcome.ok || isAboutOneTask(outcome.failure) || isAboutCall(outcome.failure);
    if (isFine) health.answered(accountId, begun);
    else this.#failed(accountId, outcome.failure, begun);
    return outcome;
  }

  /** A proper answer means that the key was accepted. */
  #noteAccepted(accountId: AccountId, call: number): void {
    const { accounts, health, clock, onAccountsChanged } = this.#options;
    if (health.isOutdated(accountId, call)) return; // that was the key before
    if (accounts.noteKeyCheck(accountId, { atMs: clock.now() })) onAccountsChanged();
  }

  #failed(accountId: AccountId, failure: ProviderFailure, call: number): void {
    const { health, log } = this.#options;
    const restMs = (usualMs: number) => this.#restMs(accountId, failure, usualMs);
    const isNews = health.failed(accountId, failure, { call, restMs });
    if (isNews) log.warn(`Account ${accountId}: ${codeAndDetail(failure)} from ${failure.host}`);
  }

  /** A long rest ends in time for the account's most urgent video. */
  #restMs(accountId: AccountId, failure: ProviderFailure, usualMs: number): number {
    const isOffline = failure.code === 'unreachable' && !this.#options.isOnline();
    const forMs = isOffline ? Math.max(usualMs, offlineRestMs) : usualMs;
    if (forMs < longHoldMs) return forMs;
    return allowedDelayMs(forMs, this.#options.leftMs?.(accountId) ?? Infinity);
  }

  /** The account has another key or address, and may be one of another user's. */
  accountChanged(accountId: AccountId): void {
    this.#detection.forget(accountId);
  }

  /**
   * Other accounts of the user's that may own a still unknown id. Those that are in trouble are
   * worth no wait for a fresh one; what was not found is tried with them too.
   */
  #otherAccounts(task: Task): { readonly next?: AccountId; readonly isOneInTrouble: boolean } {
    const isAsked = task.state === 'checking' || task.state === 'not-found';
    if (!isAsked || this.#detection.isLook(task)) return { isOneInTrouble: false };
    const tried = [...(task.triedAccounts ?? []), task.accountId];
    const views = this.#options.accounts.views();
    const left = views.filter(({ id, hasKey }) => hasKey && !tried.includes(id));
    const isPatient = task.state === 'not-found';
    const usable = left.find(({ block }) => !isOutOfUse(block) || (isPatient && isPassing(block)));
    const isOneInTrouble = left.some(({ block }) => isPassing(block));
    return { ...(usable !== undefined && { next: usable.id }), isOneInTrouble };
  }

  /** An account that an id was only tried with has not answered for long enough. */
  #leaveGuest(id: TaskId): void {
    const task = this.#options.tasks.get(id);
    const [endpoint] = task === undefined ? [] : this.#detection.candidates(task);
    if (task === undefined || endpoint === undefined || !isGuest(task)) return;
    if (task.paused) this.#stays.see(task);
    else this.#miss(task, { endpoint: endpoint.id, isLast: true, isUnanswered: true });
  }

  #miss(task: Task, asked: Asked): void {
    const { tasks } = this.#options;
    // While it was asked about the search has gone on to another account.
    if (tasks.get(task.id)?.accountId !== task.accountId) return;
    const { next, isOneInTrouble } = asked.isLast
      ? this.#otherAccounts(task)
      : { isOneInTrouble: false };
    const moved = next === undefined ? {} : { nextAccountId: next };
    const unanswered = isOneInTrouble ? ({ isUnanswered: true } as const) : {};
    const home = 'triedAccounts' in task ? task.triedAccounts[0] : undefined;
    const pointedAt = this.#detection.pointedAt({ ...task, accountId: home ?? task.accountId });
    const look = pointedAt.length > 0 ? ({ isWorthALook: true } as const) : {};
    if (asked.isLast) this.#detection.roundIsOver(task);
    tasks.apply(task.id, { type: 'missed', ...asked, ...unanswered, ...moved, ...look });
    const now = tasks.get(task.id);
    if (now !== undefined) this.#stays.see(now);
  }

  #onAnswer(task: Task, asked: Asked, { answer, raw }: StatusAnswer): void {
    this.#detection.spoke(task, asked.endpoint);
    if (answer.kind === 'unknown-id') {
      const isExhausted = this.#detection.isExhausted(task);
      this.#miss(task, isExhausted ? { ...asked, isUnanswered: true } : asked);
      return;
    }
    const { endpoint } = asked;
    if (task.endpoint === undefined) this.#detection.noticed(task, endpoint);
    const provider = this.#options.accounts.find(task.accountId)?.provider ?? 'custom';
    const keptForMs = retentionMs(provider, endpoint);
    this.#options.tasks.apply(task.id, {
      type: 'answered',
      endpoint,
      answer,
      raw,
      retentionMs: keptForMs,
    });
  }

  #onFailure(task: Task, asked: Asked, failure: ProviderFailure): void {
    const { tasks } = this.#options;
    if (this.#detection.isOfEndpoint(task, asked.endpoint, failure)) {
      this.#detection.lacks(task.accountId, asked.endpoint);
      this.#miss(task, asked);
      return;
    }
    const guestMiss = isGuest(task) ? guestMissOf(failure) : undefined;
    if (guestMiss !== undefined) {
      this.#miss(task, { ...asked, isLast: asked.isLast || guestMiss === 'account' });
      return;
    }
    const isThere = tasks.get(task.id) !== undefined; // else it was removed while it was asked about
    if (isThere && task.endpoint === undefined && isOfOneEndpoint(failure))
      this.#detection.failed(task, asked.endpoint, this.#options.clock.now());
    if (task.state === 'checking' && isIdRefused(failure)) this.#miss(task, asked);
    tasks.apply(task.id, { type: 'hindered', failure });
  }
}
