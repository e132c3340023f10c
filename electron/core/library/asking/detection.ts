import type { EndpointId } from '../../../shared/endpoint.ts';
import type { ProviderFailure } from '../../../shared/failure.ts';
import type { Task } from '../../../shared/task.ts';
import type { AccountId, TaskId } from '../../../shared/id.ts';
import { forEachInTurns, Turns } from '../../platform/turns.ts';
import type { EndpointAdapter } from '../../provider/adapter.ts';
import { isRouteMissing } from './failure-scope.ts';
import { isGuest } from './guest.ts';

/** At most this many endpoints are asked again about a fresh id before it counts as "Not found". */
const maxPointedAt = 2;

/** Of the rechecks of what was not found, these ask the likeliest owners only; the others ask everybody. */
const briefRechecks: readonly number[] = [1];

/** Answers of an account that count: old ones say little about today. */
const maxRemembered = 20;

/** How long an id waits for one failing endpoint after the others have said that it is not theirs. */
const endpointPatienceMs = 60 * 60_000;

/** The endpoints of one account that have failed over an id whose owner is unknown. */
interface Failed {
  readonly accountId: AccountId;
  /** Unix milliseconds of the first time; who failed last is last. */
  readonly sinceMs: Map<EndpointId, number>;
  /** Those that have done so for too long, in the round that is under way. */
  readonly forLong: Set<EndpointId>;
}

/** The provider, or a gateway before it, has no such endpoint at all: that says nothing of an id. */
function hasNoEndpoint(failure: ProviderFailure): boolean {
  if (isRouteMissing(failure)) return true;
  return failure.code === 'provider-error' && failure.providerCode === 405;
}

/**
 * In which order endpoints are asked about an id whose owner is unknown: first those whose ids have its
 * form, then those that have answered for this account lately, the more often the sooner.
 */
export class Detection {
  readonly #endpoints: readonly EndpointAdapter[];
  /** The latest last. */
  readonly #answered = new Map<AccountId, EndpointId[]>();
  /** Accounts whose provider has answered as one since the start. */
  readonly #speaking = new Set<AccountId>();
  /** Endpoints that have answered for an account since the start: a page in their place is a trouble that passes. */
  readonly #present = new Map<AccountId, Set<EndpointId>>();
  /** Endpoints that an account's provider does not have, as far as is known since the start. */
  readonly #absent = new Map<AccountId, Set<EndpointId>>();

  /** No more than there are tasks. */
  readonly #failed = new Map<TaskId, Failed>();

  constructor(endpoints: readonly EndpointAdapter[]) {
    this.#endpoints = endpoints;
  }

  /**
   * Learns from the tasks that there are whose they have turned out to be, in slices.
   * @throws the signal's reason once it is aborted
   */
  async learn(tasks: Iterable<Task>, turns = new Turns()): Promise<void> {
    const latest = new Map<AccountId, { readonly atMs: number; readonly id: EndpointId }[]>();
    const see = ({ accountId, endpoint, addedAtMs, record }: Task): void => {
      if (endpoint === undefined || record === undefined) return;
      const known = latest.get(accountId) ?? [];
      known.push({ atMs: addedAtMs, id: endpoint });
      // Sorted now and then only: there may be very many.
      latest.set(accountId, known.length < 10 * maxRemembered ? known : newest(known));
    };
    await forEachInTurns(tasks, see, turns);
    for (const [accountId, known] of latest) {
      this.#answered.set(
        accountId,
        newest(known).map(({ id }) => id),
      );
    }
  }

  /** An endpoint has failed over an id, by an error of its own. @param nowMs Unix milliseconds */
  failed({ id, accountId }: Pick<Task, 'id' | 'accountId'>, at: EndpointId, nowMs: number): void {
    const before = this.#failed.get(id);
    const isSame = before?.accountId === accountId;
    const known: Failed = isSame
      ? before
      : { accountId, sinceMs: new Map(), forLong: new Set<EndpointId>() };
    const sinceMs = Math.min(known.sinceMs.get(at) ?? nowMs, nowMs);
    known.sinceMs.delete(at);
    known.sinceMs.set(at, sinceMs);
    if (nowMs - sinceMs >= endpointPatienceMs) known.forLong.add(at);
    this.#failed.set(id, known);
  }

  /**
   * Whether all who have not answered yet have failed for too long, while others did answer: the round is
   * over once one of those answers again, which says that the provider is not out of order as a whole.
   */
  isExhausted(task: Task): boolean {
    if (task.state !== 'checking' && task.state !== 'not-found') return false;
    const forLong = this.#failedOf(task)?.forLong;
    const left = this.#wanted(task).filter(({ id }) => !task.missedAt.includes(id));
    const isFailing = left.length > 0 && left.every(({ id }) => forLong?.has(id) === true);
    return isFailing && task.missedAt.length > 0;
  }

  /** An account's round is over: in the next one each of those that fail is asked once at least. */
  roundIsOver({ id }: Pick<Task, 'id'>): void {
    this.#failed.get(id)?.forLong.clear();
  }

  #failedOf({ id, accountId }: Pick<Task, 'id' | 'accountId'>): Failed | undefined {
    const known = this.#failed.get(id);
    return known?.accountId === accountId ? known : undefined;
  }

  /** An endpoint has answered as to an id, so it is there. */
  spoke({ id, accountId }: Pick<Task, 'id' | 'accountId'>, endpoint: EndpointId): void {
    const failed = this.#failedOf({ id, accountId });
    failed?.sinceMs.delete(endpoint);
    failed?.forLong.delete(endpoint);
    if (failed?.sinceMs.size === 0) this.#failed.delete(id);
    const present = this.#present.get(accountId) ?? new Set();
    this.#present.set(accountId, present.add(endpoint));
    this.#absent.get(accountId)?.delete(endpoint);
  }

  /** An endpoint turned out to be the owner of an id. */
  noticed({ id, accountId }: Pick<Task, 'id' | 'accountId'>, endpoint: EndpointId): void {
    this.#failed.delete(id);
    const known = this.#answered.get(accountId) ?? [];
    this.#answered.set(accountId, [...known, endpoint].slice(-maxRemembered));
  }

  /** The account's provider speaks as one. */
  answered(accountId: AccountId): void {
    this.#speaking.add(accountId);
  }

  /** The account's provider does not have this endpoint. */
  lacks(accountId: AccountId, endpoint: EndpointId): void {
    const absent = this.#absent.get(accountId) ?? new Set();
    this.#absent.set(accountId, absent.add(endpoint));
  }

  /** A task is gone: nothing of its id is kept. */
  removed(id: TaskId): void {
    this.#failed.delete(id);
  }

  /** The account has another address: what its provider has must be found out again. */
  forget(accountId: AccountId): void {
    this.#speaking.delete(accountId);
    this.#present.delete(accountId);
    this.#absent.delete(accountId);
  }

  /** Whether a failure says only that a provider that answers for other endpoints lacks one. */
  isOfEndpoint(task: Task, asked: EndpointId, failure: ProviderFailure): boolean {
    const { endpoint, accountId } = task;
    const known = this.#answered.get(accountId)?.includes(asked) === true;
    const isThere = known || this.#present.get(accountId)?.has(asked) === true;
    // Where the user has named it, it is there at the account of the user's choice.
    const isSearched = endpoint === undefined || isGuest(task);
    const isSpeaking = this.#speaking.has(accountId);
    return isSearched && isSpeaking && !isThere && hasNoEndpoint(failure);
  }

  /**
   * The endpoints that are still to be asked about the task, the likeliest first.
   *
   * What an unknown id costs: one round over the endpoints that the account has, at once. If its
   * form or the account's history points to an endpoint, one more look there (`pointedAt`) when the grace for
   * fresh ids is over. After "Not found" one whole round soon and one late, and in between a look at those
   * that are pointed at (`notFoundRechecksMs` in polling/interval says when). An endpoint that is named is the
   * only one ever asked; one that has just failed comes last, so that it does not keep the id from being found.
   */
  candidates(task: Task): readonly EndpointAdapter[] {
    const wanted = this.#wanted(task);
    if (task.state !== 'checking' && task.state !== 'not-found') return wanted;
    const left = wanted.filter(({ id }) => !task.missedAt.includes(id));
    if (this.isExhausted(task))
      return wanted.filter(({ id }) => task.missedAt.includes(id)).slice(0, 1);
    const failed = [...(this.#failedOf(task)?.sinceMs.keys() ?? [])];
    const inTurn = left.toSorted((one, other) => failed.indexOf(one.id) - failed.indexOf(other.id));
    // What was left has turned out to be missing meanwhile: one more answer ends the round.
    return left.length > 0 ? inTurn : wanted.slice(0, 1);
  }

  /** The endpoints that an id's form or the account's history points to; the one that is named, if any is. */
  pointedAt(task: Task): readonly EndpointAdapter[] {
    const named = this.#named(task);
    if (named !== undefined) return [named];
    const { id, accountId } = task;
    const present = this.#notAbsent(task);
    const own = present.filter(({ ownIds }) => ownIds?.test(id) === true);
    if (own.length > 0) return own;
    const answered = this.#answered.get(accountId) ?? [];
    return present.filter((each) => answered.includes(each.id)).slice(0, maxPointedAt);
  }

  /** Whether only the likeliest owners are to be asked, and at the task's own account alone. */
  isLook(task: Task): boolean {
    if (task.state === 'checking') return task.isRoundOver === true;
    return task.state === 'not-found' && briefRechecks.includes(task.rechecks);
  }

  #wanted(task: Task): readonly EndpointAdapter[] {
    const named = this.#named(task);
    if (named !== undefined) return [named];
    const pointedAt = this.isLook(task) ? this.pointedAt(task) : [];
    if (pointedAt.length > 0) return pointedAt;
    // A page in an endpoint's place may have been passing: before an id is given up, all are asked again.
    const present = task.state === 'not-found' ? [] : this.#notAbsent(task);
    return present.length > 0 ? present : this.order(task);
  }

  #named({ endpoint }: Task): EndpointAdapter | undefined {
    return this.#endpoints.find(({ id }) => id === endpoint);
  }

  /** All that the account's provider is not known to lack, the likeliest first. */
  #notAbsent(task: Task): readonly EndpointAdapter[] {
    const absent = this.#absent.get(task.accountId);
    return this.order(task).filter(({ id }) => absent?.has(id) !== true);
  }

  /** All endpoints, the likeliest first. */
  order({ id, accountId }: Pick<Task, 'id' | 'accountId'>): readonly EndpointAdapter[] {
    const answered = this.#answered.get(accountId) ?? [];
    const rankOf = (endpoint: EndpointAdapter): number => {
      const isOwn = endpoint.ownIds?.test(id) === true;
      const times = answered.filter((each) => each === endpoint.id).length;
      return isOwn ? maxRemembered + 1 : times;
    };
    return this.#endpoints.toSorted((one, other) => rankOf(other) - rankOf(one));
  }
}

function newest<T extends { readonly atMs: number }>(known: readonly T[]): T[] {
  return known.toSorted((one, other) => one.atMs - other.atMs).slice(-maxRemembered);
}
