import type { Failure, ProviderFailure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type { DownloadingTask, MediaLinks, ReadyTask, Task } from '../../shared/task.ts';
import type { Poller } from '../poll/poller.ts';
import type { Access, ProviderClient } from '../provider/client.ts';
import { findEndpoint } from '../provider/registry.ts';
import type { Accounts } from '../settings/accounts.ts';
import { withFresh } from './results.ts';

/** What the link finder needs. */
export interface LinkFinderOptions {
  readonly accounts: Accounts;
  readonly client: ProviderClient;
  readonly poller: Poller;
}

/** The provider itself says that it has no such file any more; it is not out of order. */
function saysGone(failure: ProviderFailure): boolean {
  return failure.code === 'provider-error' && failure.providerCode < 500;
}

/** A task with links. */
type FetchableTask = ReadyTask | DownloadingTask;

/** Finds the link for a transfer: the stored one, a fresh one, or a converted one. */
export class LinkFinder {
  readonly #options: LinkFinderOptions;

  constructor(options: LinkFinderOptions) {
    this.#options = options;
  }

  /**
   * The link to a result that the task's step asks for. A converted one lives 20 minutes and is never
   * stored.
   */
  async urlFor(task: ReadyTask, url: string): Promise<Outcome<string, Failure>> {
    if (task.linkStep !== 'converted') return succeed(url);
    const link = await this.#call(task, (access) => this.#options.client.downloadUrl(access, url));
    if (link.ok || link.failure.code !== 'provider-error') return link;
    return saysGone(link.failure) ? fail({ code: 'media-expired' }) : link;
  }

  /**
   * Asks the endpoint for the task's links again.
   * @returns `undefined` when it answers, but has no link any more
   */
  async refresh(task: FetchableTask): Promise<Outcome<MediaLinks | undefined, Failure>> {
    const endpoint = task.endpoint === undefined ? undefined : findEndpoint(task.endpoint);
    if (endpoint === undefined) return succeed(undefined);
    const status = await this.#call(task, (access) =>
      this.#options.client.status(access, endpoint, task.id),
    );
    if (!status.ok) {
      const isGone = status.failure.code === 'provider-error' && saysGone(status.failure);
      return isGone ? succeed(undefined) : status;
    }
    const { answer } = status.value;
    return succeed(answer.kind === 'succeeded' ? withFresh(task.media, answer.media) : undefined);
  }

  async #call<T>(
    task: Task,
    call: (access: Access) => Promise<Outcome<T, ProviderFailure>>,
  ): Promise<Outcome<T, Failure>> {
    const { accounts, poller } = this.#options;
    const access = await accounts.access(task.accountId);
    return access.ok ? poller.inTurn(task.accountId, () => call(access.value)) : access;
  }
}
