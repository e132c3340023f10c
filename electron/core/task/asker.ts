import type { EndpointId } from '../../shared/endpoint.ts';
import type { Failure, ProviderFailure } from '../../shared/failure.ts';
import type { AccountId, Task, TaskId } from '../../shared/task.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { holdAfter } from '../poll/backoff.ts';
import type { Poller } from '../poll/poller.ts';
import type { EndpointAdapter } from '../provider/adapter.ts';
import type { ProviderClient, StatusAnswer } from '../provider/client.ts';
import { endpoints, findEndpoint } from '../provider/registry.ts';
import type { Accounts } from '../settings/accounts.ts';
import type { TaskBook } from './book.ts';

/** What the asker needs. */
export interface AskerOptions {
  readonly book: TaskBook;
  readonly accounts: Accounts;
  readonly client: ProviderClient;
  readonly poller: Poller;
  readonly clock: Clock;
  readonly log: Log;
  /** An account was blocked or is free again. */
  readonly onAccountsChanged: () => void;
}

/** Which endpoint was asked, and whether it was the last that may own the task. */
interface Asked {
  readonly endpoint: EndpointId;
  readonly isLast: boolean;
}

/** Codes by which a provider says that it cannot do anything with this id: one endpoint's miss. */
const idRefusedCodes = new Set([400, 404, 422]);

function missedAt(task: Task): readonly EndpointId[] {
  return task.state === 'checking' || task.state === 'not-found' ? task.missedAt : [];
}

/** The endpoints that may own the task, and have not said no in this round. */
function candidates(task: Task): readonly EndpointAdapter[] {
  const known = task.endpoint === undefined ? undefined : findEndpoint(task.endpoint);
  const all = known === undefined ? endpoints : [known];
  const missed = missedAt(task);
  const left = all.filter((endpoint) => !missed.includes(endpoint.id));
  return left.length > 0 ? left : all;
}

/** Makes one call about one task, and tells the book and the account's lane what came of it. */
export class Asker {
  readonly #options: AskerOptions;
  readonly #failuresInRow = new Map<AccountId, number>();

  constructor(options: AskerOptions) {
    this.#options = options;
  }

  /** Asks the next endpoint that may own the task. Never rejects: a bug here must not end the asking. */
  async ask(id: TaskId): Promise<void> {
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
    const { book, accounts, poller } = this.#options;
    const task = book.get(id);
    const [endpoint, ...others] = task === undefined ? [] : candidates(task);
    if (task === undefined || endpoint === undefined) return;
    const access = await accounts.access(task.accountId);
    if (!access.ok) {
      poller.block(task.accountId);
      this.#block(task.accountId, access.failure);
      book.apply(id, { type: 'hindered', failure: access.failure });
      return;
    }
    const status = await this.#options.client.status(access.value, endpoint, id);
    if (!status.ok) {
      this.#onFailure(task, { endpoint: endpoint.id, isLast: others.length === 0 }, status.failure);
      return;
    }
    this.recovered(task.accountId);
    this.#onAnswer(id, { endpoint: endpoint.id, isLast: others.length === 0 }, status.value);
  }

  /** Makes the account rest as long as this failure asks for, and says why in its banner. */
  failed(accountId: AccountId, failure: ProviderFailure): void {
    const { poller, clock, log } = this.#options;
    const times = this.#failuresInRow.get(accountId) ?? 0;
    this.#failuresInRow.set(accountId, times + 1);
    const hold = holdAfter(failure, times);
    log.warn(`Account ${accountId}: ${failure.code} from ${failure.host}`);
    if (hold === 'until-changed') poller.block(accountId);
    else poller.hold(accountId, clock.now() + hold.forMs);
    this.#block(accountId, failure);
  }

  /** The account answers again. */
  recovered(accountId: AccountId): void {
    if (!this.#failuresInRow.delete(accountId)) return;
    this.#options.poller.release(accountId);
    this.#block(accountId, undefined);
  }

  #onAnswer(id: TaskId, asked: Asked, status: StatusAnswer): void {
    const { book } = this.#options;
    const { answer, raw } = status;
    if (answer.kind === 'unknown-id') book.apply(id, { type: 'missed', ...asked });
    else book.apply(id, { type: 'answered', endpoint: asked.endpoint, answer, raw });
  }

  #onFailure(task: Task, asked: Asked, failure: ProviderFailure): void {
    const { book } = this.#options;
    if (failure.code !== 'provider-error') {
      this.failed(task.accountId, failure);
      book.apply(task.id, { type: 'hindered', failure });
      return;
    }
    // The provider's own error concerns this task; the account goes on.
    this.recovered(task.accountId);
    const isRefused = task.state === 'checking' && idRefusedCodes.has(failure.providerCode);
    if (isRefused) book.apply(task.id, { type: 'missed', ...asked });
    book.apply(task.id, { type: 'hindered', failure });
  }

  #block(accountId: AccountId, failure: Failure | undefined): void {
    if (this.#options.accounts.setBlock(accountId, failure)) this.#options.onAccountsChanged();
  }
}
