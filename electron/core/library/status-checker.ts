import type { EndpointId } from '../../shared/endpoint.ts';
import type { AskedPause, Failure, ProviderFailure } from '../../shared/failure.ts';
import { traitsOf } from '../../shared/failure-traits.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { Task } from '../../shared/task.ts';
import type { AccountId, TaskId } from '../../shared/id.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { accountBackoff, type AccountBackoff } from '../polling/account-backoff.ts';
import { pollNow } from '../polling/poll-schedule.ts';
import type { Poller } from '../polling/poller.ts';
import type { ProviderClient, StatusAnswer } from '../provider/client.ts';
import { endpoints } from '../provider/registry.ts';
import type { Accounts } from '../settings/accounts.ts';
import type { TaskUpdater } from './task-updater.ts';
import { retentionMs } from '../task/deadline.ts';
import { Detection } from './detection.ts';
import { allowedDelayMs } from '../task/retry-policy.ts';

/** What the status checker needs. */
export interface StatusCheckerOptions {
  readonly book: TaskUpdater;
  readonly accounts: Accounts;
  readonly client: Pick<ProviderClient, 'status'>;
  readonly poller: Poller;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether the system thinks that there is a network. A hint: it does not know every kind. */
  readonly isOnline: () => boolean;
  /** Milliseconds to the earliest deadline of an account's unfinished tasks; absent: nobody knows. */
  readonly leftMs?: (accountId: AccountId) => number;
  /** An account was blocked or is free again. */
  readonly onAccountsChanged: () => void;
}

/** So long an account that could not be reached rests at least, if the system knows of no network. */
const offlineRestMs = 30_000;

/** After a keyring that did not open; doubled each time, for the user may be asked for a password. */
const keyringRestMs = 30_000;
const mostKeyringRestMs = 10 * 60_000;

/** From here on it matters whose deadline comes meanwhile. */
const longHoldMs = 60 * 60_000;

/** Which endpoint was asked, and whether it was the last that may own the task. */
interface Asked {
  readonly endpoint: EndpointId;
  readonly isLast: boolean;
}

/** The failures of an account since its last good answer. */
interface Trouble {
  readonly times: number;
  readonly failure: ProviderFailure;
  /** The last call that had begun by then: what it and those before it bring is no news. */
  readonly lastCall: number;
}

/** Codes by which a provider says that it cannot do anything with this id: one endpoint's miss. */
const idRefusedCodes = new Set([400, 404, 422]);

/** An account that only rests is worth the wait for an id that it may own. */
function isOut(block: Failure | undefined): boolean {
  if (block === undefined) return false;
  const { account } = traitsOf(block);
  return account !== 'rate-limit' && account !== 'maintenance';
}

/** A provider that says when to come back means every call. */
function isAboutOne(failure: ProviderFailure): boolean {
  if (failure.code === 'not-the-provider') return failure.got === 'unknown-data';
  const { retryAfterMs } = failure as AskedPause; // absent in all that have none
  return traitsOf(failure).blocks === 'task' && retryAfterMs === undefined;
}

/** Makes one call about one task, and tells the book and the account's lane what came of it. */
export class StatusChecker {
  readonly #options: StatusCheckerOptions;
  readonly #troubles = new Map<AccountId, Trouble>();
  /** Accounts whose keys the keyring does not hand out, and how often it has not. */
  readonly #locked = new Map<AccountId, number>();
  /** The last call that went out before an account got another key or address. */
  readonly #outdated = new Map<AccountId, number>();
  readonly #detection = new Detection(endpoints);
  #calls = 0;

  constructor(options: StatusCheckerOptions) {
    this.#options = options;
  }

  /** Learns from the tasks that there are whose ids are whose. */
  learn(tasks: Iterable<Task>): void {
    this.#detection.learn(tasks);
  }

  /** A task is gone: nothing that an endpoint has said of its id is kept. */
  taskRemoved(id: TaskId): void {
    this.#detection.removed(id);
  }

  /** Asks the next endpoint that may own the task. Never rejects: a bug here must not end the asking. */
  async check(id: TaskId): Promise<void> {
    try {
      await this.#ask(id);
    } catch (error) {
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#options.log.error(`Asking about ${id}: ${detail}`);
      this.#options.book.apply(id, {
        type: 'hindered',
        failure: { code: 'internal-error', detail: String(error) },
      });
    }
  }

  async #ask(id: TaskId): Promise<void> {
    const { book, accounts } = this.#options;
    const task = book.get(id);
    const [endpoint, ...others] = task === undefined ? [] : this.#detection.candidates(task);
    if (task === undefined || endpoint === undefined) return;
    const access = await accounts.access(task.accountId);
    if (!access.ok) {
      this.#noAccess(task, access.failure);
      return;
    }
    if (this.#locked.delete(task.accountId)) this.#block(task.accountId, undefined);
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
    const { book, poller, clock } = this.#options;
    if (failure.code === 'keyring-failed') {
      const times = this.#locked.get(accountId) ?? 0;
      this.#locked.set(accountId, times + 1);
      const forMs = Math.min(keyringRestMs * 2 ** Math.min(times, 16), mostKeyringRestMs);
      poller.backOffUntil(accountId, clock.now() + forMs);
      poller.schedule(id, accountId, pollNow);
    } else poller.suspend(accountId);
    this.#block(accountId, failure);
    book.apply(id, { type: 'hindered', failure });
  }

  /**
   * Makes a call for an account, and sees to what its outcome means for all the account's calls.
   * @param isAboutCall whether a failure says nothing of the account
   */
  async withAccountHealth<T>(
    accountId: AccountId,
    call: () => Promise<Outcome<T, ProviderFailure>>,
    isAboutCall = (_failure: ProviderFailure) => false,
  ): Promise<Outcome<T, ProviderFailure>> {
    const begun = ++this.#calls;
    const outcome = await call();
    if (outcome.ok) this.#noteAccepted(accountId, begun);
    // The provider's own error, or an answer about another task, concerns one task; the account goes on.
    if (outcome.ok) this.#detection.answered(accountId);
    const isFine = outcome.ok || isAboutOne(outcome.failure) || isAboutCall(outcome.failure);
    if (isFine) this.#recovered(accountId, begun);
    else this.#failed(accountId, outcome.failure, begun);
    return outcome;
  }

  /** Whoever answers as it should has accepted the key. */
  #noteAccepted(accountId: AccountId, begun: number): void {
    const { accounts, clock, onAccountsChanged } = this.#options;
    if (begun <= (this.#outdated.get(accountId) ?? 0)) return; // that was the key before
    if (accounts.noteKeyCheck(accountId, { atMs: clock.now() })) onAccountsChanged();
  }

  /** Makes the account rest as long as this failure asks for, and says why in its banner. */
  #failed(accountId: AccountId, failure: ProviderFailure, begun: number): void {
    const { poller, clock, log } = this.#options;
    if (begun <= (this.#outdated.get(accountId) ?? 0)) return; // it says nothing of the new key
    const known = this.#troubles.get(accountId);
    // Calls that were open together fail together: that is one failure.
    const isKnown = known !== undefined && begun <= known.lastCall;
    const times = known === undefined ? 0 : known.times - Number(isKnown);
    this.#troubles.set(accountId, { times: times + 1, failure, lastCall: this.#calls });
    const hold = this.#holdAfter(failure, times);
    log.warn(`Account ${accountId}: ${failure.code} from ${failure.host}`);
    if (hold === 'until-changed') poller.suspend(accountId);
    else poller.backOffUntil(accountId, clock.now() + this.#granted(accountId, hold.forMs));
    this.#block(accountId, failure);
  }

  /** A long rest ends in time for the account's most urgent video. */
  #granted(accountId: AccountId, forMs: number): number {
    if (forMs < longHoldMs) return forMs;
    return allowedDelayMs(forMs, this.#options.leftMs?.(accountId) ?? Infinity);
  }

  #holdAfter(failure: ProviderFailure, times: number): AccountBackoff {
    const hold = accountBackoff(failure, times);
    const isOffline = failure.code === 'unreachable' && !this.#options.isOnline();
    if (hold === 'until-changed' || !isOffline) return hold;
    return { forMs: Math.max(hold.forMs, offlineRestMs) };
  }

  /** The account answers again; an answer to a call from before the trouble does not say so. */
  #recovered(accountId: AccountId, begun: number): void {
    const known = this.#troubles.get(accountId);
    if (known === undefined || begun <= known.lastCall) return;
    this.#troubles.delete(accountId);
    this.#options.poller.resume(accountId);
    this.#block(accountId, undefined);
  }

  /** The account has another key or address: what is still under way was asked with the old one. */
  accountChanged(accountId: AccountId): void {
    this.#locked.delete(accountId);
    this.#outdated.set(accountId, this.#calls);
    this.#detection.forget(accountId);
    this.#troubles.delete(accountId);
  }

  /** The computer has woken, its network is back, or the user asks: accounts that could not be reached are tried at once. */
  onNetworkRestored(): void {
    for (const [accountId, { failure }] of this.#troubles) {
      if (traitsOf(failure).account === 'network') this.#options.poller.resume(accountId);
    }
    for (const accountId of this.#locked.keys()) this.#options.poller.resume(accountId);
  }

  /** Another account of the user's that may own an id nobody has known so far. */
  #nextAccount(task: Task): AccountId | undefined {
    const isAsked = task.state === 'checking' || task.state === 'not-found';
    if (!isAsked || this.#detection.isLook(task)) return undefined;
    const tried = [...(task.triedAccounts ?? []), task.accountId];
    const usable = this.#options.accounts
      .views()
      .filter(({ id, hasKey, block }) => hasKey && !isOut(block) && !tried.includes(id));
    return usable[0]?.id;
  }

  #miss(task: Task, asked: Asked): void {
    const next = asked.isLast ? this.#nextAccount(task) : undefined;
    const moved = next === undefined ? {} : { nextAccountId: next };
    const home = 'triedAccounts' in task ? task.triedAccounts[0] : undefined;
    const pointedAt = this.#detection.pointedAt({ ...task, accountId: home ?? task.accountId });
    const look = pointedAt.length > 0 ? ({ isWorthALook: true } as const) : {};
    this.#options.book.apply(task.id, { type: 'missed', ...asked, ...moved, ...look });
  }

  #onAnswer(task: Task, asked: Asked, { answer, raw }: StatusAnswer): void {
    this.#detection.spoke(task, asked.endpoint);
    if (answer.kind === 'unknown-id') {
      this.#miss(task, asked);
      return;
    }
    const { endpoint } = asked;
    if (task.endpoint === undefined) this.#detection.noticed(task, endpoint);
    const provider = this.#options.accounts.find(task.accountId)?.provider ?? 'custom';
    const keptForMs = retentionMs(provider, endpoint);
    this.#options.book.apply(task.id, {
      type: 'answered',
      endpoint,
      answer,
      raw,
      retentionMs: keptForMs,
    });
  }

  #onFailure(task: Task, asked: Asked, failure: ProviderFailure): void {
    const { book } = this.#options;
    if (this.#detection.isOfEndpoint(task, asked.endpoint, failure)) {
      this.#detection.lacks(task.accountId, asked.endpoint);
      this.#miss(task, asked);
      return;
    }
    const isOfRoute = traitsOf(failure).account === 'answer';
    const isThere = book.get(task.id) !== undefined; // else it was removed while it was asked about
    if (isThere && task.endpoint === undefined && isOfRoute)
      this.#detection.failed(task.id, asked.endpoint);
    if (failure.code !== 'provider-error') {
      // An account that was only tried for an id of another one does not keep the id from its search.
      const isGuest = 'triedAccounts' in task && (task.triedAccounts ?? []).length > 0;
      if (isGuest && failure.code === 'key-refused') this.#miss(task, { ...asked, isLast: true });
      else book.apply(task.id, { type: 'hindered', failure });
      return;
    }
    const isRefused = task.state === 'checking' && idRefusedCodes.has(failure.providerCode);
    if (isRefused) this.#miss(task, asked);
    book.apply(task.id, { type: 'hindered', failure });
  }

  #block(accountId: AccountId, failure: Failure | undefined): void {
    if (this.#options.accounts.setBlock(accountId, failure)) this.#options.onAccountsChanged();
  }
}
