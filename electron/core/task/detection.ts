import type { EndpointId } from '../../shared/endpoint.ts';
import type { ProviderFailure } from '../../shared/failure.ts';
import type { AccountId, Task } from '../../shared/task.ts';
import type { EndpointAdapter } from '../provider/adapter.ts';

/** Answers of an account that count: what somebody used long ago says little of today. */
const mostRemembered = 20;

/** The provider, or a gateway before it, has no such endpoint at all: that says nothing of an id. */
function hasNoEndpoint(failure: ProviderFailure): boolean {
  if (failure.code === 'not-the-provider') return [404, 405].includes(failure.httpStatus);
  return failure.code === 'provider-error' && failure.providerCode === 405;
}

/**
 * In which order endpoints are asked about an id whose owner nobody knows: first those whose ids have its
 * form, then those that have answered for this account lately, the more often the sooner.
 */
export class Detection {
  readonly #endpoints: readonly EndpointAdapter[];
  /** The latest last. */
  readonly #answered = new Map<AccountId, EndpointId[]>();
  /** Accounts whose provider has answered as one since the start. */
  readonly #speaking = new Set<AccountId>();
  /** Endpoints that an account's provider does not have, as far as is known since the start. */
  readonly #absent = new Map<AccountId, Set<EndpointId>>();

  constructor(endpoints: readonly EndpointAdapter[]) {
    this.#endpoints = endpoints;
  }

  /** Learns from the tasks that there are: whose they have turned out to be. */
  learn(tasks: Iterable<Task>): void {
    const latest = new Map<AccountId, { readonly atMs: number; readonly id: EndpointId }[]>();
    for (const { accountId, endpoint, addedAtMs, record } of tasks) {
      if (endpoint === undefined || record === undefined) continue;
      const known = latest.get(accountId) ?? [];
      known.push({ atMs: addedAtMs, id: endpoint });
      // Sorted now and then only: there may be very many.
      latest.set(accountId, known.length < 10 * mostRemembered ? known : newest(known));
    }
    for (const [accountId, known] of latest) {
      this.#answered.set(
        accountId,
        newest(known).map(({ id }) => id),
      );
    }
  }

  /** An endpoint turned out to be the owner of an id. */
  noticed(accountId: AccountId, endpoint: EndpointId): void {
    const known = this.#answered.get(accountId) ?? [];
    this.#answered.set(accountId, [...known, endpoint].slice(-mostRemembered));
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

  /** The account has another address: what its provider has is to be found out anew. */
  forget(accountId: AccountId): void {
    this.#speaking.delete(accountId);
    this.#absent.delete(accountId);
  }

  /** Whether a failure says only that a provider that answers for other endpoints lacks one. */
  isOfEndpoint({ endpoint, accountId }: Task, failure: ProviderFailure): boolean {
    return endpoint === undefined && this.#speaking.has(accountId) && hasNoEndpoint(failure);
  }

  /** The endpoints that may own the task, and have not said no in this round, the likeliest first. */
  candidates(task: Task): readonly EndpointAdapter[] {
    const known = this.#endpoints.find(({ id }) => id === task.endpoint);
    if (known !== undefined) return [known];
    const absent = this.#absent.get(task.accountId);
    const all = this.order(task);
    const missed = task.state === 'checking' || task.state === 'not-found' ? task.missedAt : [];
    const left = all.filter(({ id }) => absent?.has(id) !== true && !missed.includes(id));
    return left.length > 0 ? left : all;
  }

  /** All endpoints, the likeliest first. */
  order({ id, accountId }: Pick<Task, 'id' | 'accountId'>): readonly EndpointAdapter[] {
    const answered = this.#answered.get(accountId) ?? [];
    const rankOf = (endpoint: EndpointAdapter): number => {
      const isOwn = endpoint.ownIds?.test(id) === true;
      const times = answered.filter((each) => each === endpoint.id).length;
      return isOwn ? mostRemembered + 1 : times;
    };
    return this.#endpoints.toSorted((one, other) => rankOf(other) - rankOf(one));
  }
}

function newest<T extends { readonly atMs: number }>(known: readonly T[]): T[] {
  return known.toSorted((one, other) => one.atMs - other.atMs).slice(-mostRemembered);
}
