import type { TaskId } from '../../shared/id.ts';
import { DueTasks } from './due.ts';
import type { PollPriority } from './poll-schedule.ts';

/**
 * Start to start, per key. About 3 calls a second brought 429; 1 never did. The rest over a second is
 * for the network, which may bring two calls closer together than they were sent.
 */
export const callSpacingMs = 1050;

/** Calls of one account that may be open at a time: slow answers do not stop the asking. */
const maxOpenCalls = 4;

/**
 * Who is served first, call by call. The order is that of urgency, but of any four calls each kind has
 * one if it wants it: ten thousand new ids do not stop the running ones, nor those the new ones.
 */
const cycle: readonly (readonly (PollPriority | 'link')[])[] = [
  ['user', 'link', 'new', 'routine'],
  ['link', 'user', 'new', 'routine'],
  ['new', 'user', 'link', 'routine'],
  ['routine', 'user', 'link', 'new'],
];

/** A caller that waits for its turn; `false` when it will have none. */
type Caller = (mayCall: boolean) => void;

/** The call that is next. */
export type NextCall =
  | { readonly kind: 'caller'; readonly proceed: Caller }
  | { readonly kind: 'task'; readonly taskId: TaskId };

/** What a queue is made of. */
export interface AccountCallQueueOptions {
  /** Until when the account rests, by the monotonic clock. */
  readonly restsUntilMs: () => number;
  /** Between two calls, start to start, in milliseconds. */
  readonly spacingMs?: number | undefined;
}

/**
 * One account's calls: its tasks by the time they are due, callers that wait for a turn, and the
 * earliest moment of the next call. All times are of the monotonic clock. It knows no timer; the
 * poller asks it when it may go on.
 */
export class AccountCallQueue {
  readonly due = new DueTasks();
  readonly #spacingMs: number;
  readonly #restsUntilMs: () => number;
  readonly #userCalls: Caller[] = [];
  #links: Caller[] = [];
  #nextCallAtMs = -Infinity;
  #openCalls = 0;
  #turns = 0;

  constructor({ restsUntilMs, spacingMs = callSpacingMs }: AccountCallQueueOptions) {
    this.#spacingMs = spacingMs;
    this.#restsUntilMs = restsUntilMs;
  }

  /** User-initiated calls go first, and also while the account rests. */
  enqueueUserCall(proceed: Caller): void {
    this.#userCalls.push(proceed);
  }

  /** Queues a transfer's call for a link, unless the account rests: transfers have other ways to wait. */
  enqueueLinkCall(proceed: Caller, nowMs: number): void {
    if (nowMs < this.#restsUntilMs()) proceed(false);
    else this.#links.push(proceed);
  }

  /** The account rests: transfers have other ways to wait. */
  refuseLinkCalls(): void {
    const refused = this.#links;
    this.#links = [];
    for (const proceed of refused) proceed(false);
  }

  /** When the next call is; `undefined` when there is none to make or none may be made. */
  nextAtMs(): number | undefined {
    if (this.#openCalls >= maxOpenCalls) return undefined;
    if (this.#userCalls.length > 0) return this.#nextCallAtMs;
    const dueAtMs = this.#links.length > 0 ? -Infinity : this.due.nextAtMs();
    if (dueAtMs === undefined || this.#restsUntilMs() === Infinity) return undefined;
    return Math.max(dueAtMs, this.#nextCallAtMs, this.#restsUntilMs());
  }

  /** Takes the next call, which must be due, and counts it as open until `close`. */
  open(nowMs: number): NextCall | undefined {
    const call = this.#take(nowMs);
    if (call === undefined) return undefined;
    this.#openCalls += 1;
    this.#nextCallAtMs = nowMs + this.#spacingMs;
    return call;
  }

  /** A call has its answer. */
  close(): void {
    this.#openCalls -= 1;
  }

  /** The computer has slept: what waits is due that much earlier. */
  skip(passedMs: number): void {
    this.due.skip(passedMs);
  }

  #take(nowMs: number): NextCall | undefined {
    const person = this.#userCalls.shift();
    if (person !== undefined) return { kind: 'caller', proceed: person };
    this.due.admit(nowMs);
    const order = cycle[this.#turns++ % cycle.length] ?? [];
    for (const priority of order) {
      const call = priority === 'link' ? this.#takeLink() : this.#takeTask(priority);
      if (call !== undefined) return call;
    }
    return undefined;
  }

  #takeLink(): NextCall | undefined {
    const proceed = this.#links.shift();
    return proceed === undefined ? undefined : { kind: 'caller', proceed };
  }

  #takeTask(priority: PollPriority): NextCall | undefined {
    const taskId = this.due.take(priority);
    return taskId === undefined ? undefined : { kind: 'task', taskId };
  }
}
