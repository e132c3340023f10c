import type { LoggedRequest } from './request-log.ts';

interface Waiter {
  readonly accepts: (request: LoggedRequest) => boolean;
  readonly resolve: (request: LoggedRequest) => void;
}

/** Tests that wait for a request to be answered. */
export class RequestWaiters {
  #waiters: Waiter[] = [];

  add(accepts: Waiter['accepts']): Promise<LoggedRequest> {
    return new Promise((resolve) => this.#waiters.push({ accepts, resolve }));
  }

  settle(request: LoggedRequest): void {
    const due = this.#waiters.filter((waiter) => waiter.accepts(request));
    this.#waiters = this.#waiters.filter((waiter) => !due.includes(waiter));
    for (const waiter of due) waiter.resolve(request);
  }
}
