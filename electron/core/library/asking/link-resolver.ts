import type { Failure, ProviderFailure } from '../../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../../shared/outcome.ts';
import type {
  ArchivedTask,
  DownloadingTask,
  LostTask,
  MediaLinks,
  ReadyTask,
  Task,
} from '../../../shared/task.ts';
import type { Poller } from '../../polling/poller.ts';
import type { Access, ProviderClient } from '../../provider/client.ts';
import { findEndpoint } from '../../provider/registry.ts';
import type { AccountHealth } from '../../settings/account-health.ts';
import type { Accounts } from '../../settings/accounts.ts';
import { isRouteMissing } from './failure-scope.ts';
import type { StatusChecker } from './status-checker.ts';
import { withFresh } from '../../task/results.ts';

/** What the link resolver needs. */
export interface LinkResolverOptions {
  readonly accounts: Accounts;
  readonly health: Pick<AccountHealth, 'failureOf'>;
  readonly client: Pick<ProviderClient, 'status' | 'downloadUrl'>;
  readonly poller: Poller;
  readonly statusChecker: Pick<StatusChecker, 'withAccountHealth'>;
}

/**
 * The provider itself says that it has no such file any more, or a gateway that it has no such call; it
 * is not out of order.
 */
function saysGone(failure: Failure): boolean {
  if (isRouteMissing(failure)) return true;
  return failure.code === 'provider-error' && failure.providerCode < 500;
}

/** Settles when the transfer is stopped: a turn at the provider can be long in coming. */
function stopped(signal: AbortSignal): Promise<Outcome<never, Failure>> {
  return new Promise((resolve) => {
    const stop = (): void => resolve(fail({ code: 'transfer-stopped' }));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

/** What an endpoint says when it is asked again about a task that has ended. */
export interface AskedAgain {
  /** The links that it names now; absent when it names none any more. */
  readonly media?: MediaLinks;
  /** It says that the media are gone. */
  readonly isGone?: true;
}

/** A task with links. */
type FetchableTask = ReadyTask | DownloadingTask | ArchivedTask | LostTask;

/** Finds the link for a transfer: the stored one, a fresh one, or a converted one. */
export class LinkResolver {
  readonly #options: LinkResolverOptions;

  constructor(options: LinkResolverOptions) {
    this.#options = options;
  }

  /**
   * The link to a result that the task's step asks for. A converted one lives 20 minutes and is never
   * stored.
   */
  async urlFor(
    task: ReadyTask,
    url: string,
    signal: AbortSignal,
  ): Promise<Outcome<string, Failure>> {
    return task.linkStep === 'converted' ? this.convert(task, url, signal) : succeed(url);
  }

  /** Has a link converted at the provider. @returns `media-expired` when it knows no such file any more */
  async convert(task: Task, url: string, signal: AbortSignal): Promise<Outcome<string, Failure>> {
    const converted = this.#call(task, (access) => this.#options.client.downloadUrl(access, url));
    const link = await Promise.race([converted, stopped(signal)]);
    return link.ok || !saysGone(link.failure) ? link : fail({ code: 'media-expired' });
  }

  /**
   * Asks the endpoint for the task's links again.
   * @returns `undefined` when it answers, but has no link any more
   */
  async refresh(
    task: FetchableTask,
    signal?: AbortSignal,
  ): Promise<Outcome<MediaLinks | undefined, Failure>> {
    const asking = this.askAgain(task);
    const asked = await (signal === undefined ? asking : Promise.race([asking, stopped(signal)]));
    return asked.ok ? succeed(asked.value.media) : asked;
  }

  /** Asks the endpoint what it says of the task's media now. */
  async askAgain(task: FetchableTask): Promise<Outcome<AskedAgain, Failure>> {
    const endpoint = task.endpoint === undefined ? undefined : findEndpoint(task.endpoint);
    if (endpoint === undefined) return succeed({});
    const status = await this.#call(task, (access) =>
      this.#options.client.status(access, endpoint, task.id),
    );
    if (!status.ok) {
      const isGone = status.failure.code === 'provider-error' && saysGone(status.failure);
      return isGone ? succeed({}) : status;
    }
    const { answer } = status.value;
    if (answer.kind === 'expired') return succeed({ isGone: true });
    if (answer.kind !== 'succeeded') return succeed({});
    const { media } = answer;
    return succeed({ media: task.media === undefined ? media : withFresh(task.media, media) });
  }

  async #call<T>(
    task: Task,
    call: (access: Access) => Promise<Outcome<T, ProviderFailure>>,
  ): Promise<Outcome<T, Failure>> {
    const { accounts, poller, statusChecker, health } = this.#options;
    const { accountId } = task;
    const access = await accounts.access(accountId);
    if (!access.ok) return access;
    const outcome = await poller.runLinkCall(accountId, () =>
      statusChecker.withAccountHealth(accountId, () => call(access.value)),
    );
    if (outcome !== undefined) return outcome;
    // The account rests: the transfer comes back, and its place is free meanwhile.
    const { host } = new URL(access.value.baseUrl);
    return fail(health.failureOf(accountId) ?? { code: 'account-resting', host });
  }
}
