import type { Failure } from '../../shared/failure.ts';
import { traitsOf } from '../../shared/failure-traits.ts';
import type { AccountId } from '../../shared/id.ts';
import type { MonotonicClock } from '../platform/clock.ts';
import { Emitter } from '../platform/emitter.ts';
import { accountBackoff } from './account-backoff.ts';

/** The failures of an account since its last good answer. */
interface Trouble {
  /** Why it rests. */
  readonly failure: Failure;
  /** Failures in a row. */
  readonly times: number;
  /** By the monotonic clock; `Infinity` until the account is changed. */
  readonly untilMs: number;
  /** The last call that had begun by then: what it and those before it bring is no news. */
  readonly lastCall: number;
}

/** How a failure came about. */
export interface FailedCall {
  /** Its number, from `begin`. */
  readonly call: number;
  /** Changes the usual rest, in milliseconds. */
  readonly restMs?: (usualMs: number) => number;
}

/** The call was made before anything was known of the account. */
const never = -Infinity;

/**
 * How each account is: how often its calls have failed in a row, why, and until when it rests. Calls
 * report here; the queue, the link resolver and the window read it here.
 */
export class AccountHealth {
  /** An account is in another kind of trouble, or in none any more. */
  readonly failureChanged = new Emitter<AccountId>();
  /** An account begins to rest, rests longer, or is free to be asked. */
  readonly restChanged = new Emitter<AccountId>();
  readonly #clock: Pick<MonotonicClock, 'elapsed'>;
  readonly #troubles = new Map<AccountId, Trouble>();
  /** The last call that went out before an account got another key or address. */
  readonly #outdated = new Map<AccountId, number>();
  #calls = 0;

  constructor({ clock }: { readonly clock: Pick<MonotonicClock, 'elapsed'> }) {
    this.#clock = clock;
  }

  /** Numbers a call that goes out now. */
  begin(): number {
    return ++this.#calls;
  }

  /** Why nothing is asked with this account right now; `undefined` when nothing is in the way. */
  failureOf(id: AccountId): Failure | undefined {
    return this.#troubles.get(id)?.failure;
  }

  /** Until when an account rests, by the monotonic clock: `Infinity` until it is changed. */
  restsUntilMs(id: AccountId): number {
    return this.#troubles.get(id)?.untilMs ?? never;
  }

  /** Whether a call was made with the key or address before the present one, and says nothing of it. */
  isOutdated(id: AccountId, call: number): boolean {
    return call <= (this.#outdated.get(id) ?? 0);
  }

  /**
   * Makes an account rest as long as a failure asks for. A rest never shortens one that is longer, and
   * calls that were open together fail together: that is one failure.
   * @returns whether it counts: `false` for an outdated call
   */
  failed(id: AccountId, failure: Failure, { call, restMs = (ms) => ms }: FailedCall): boolean {
    if (this.isOutdated(id, call)) return false;
    const known = this.#troubles.get(id);
    const times = known === undefined ? 0 : timesBefore(known, failure, call);
    const rest = accountBackoff(failure, times);
    const forMs = rest === 'until-changed' ? Infinity : restMs(rest.forMs);
    const isStopped = known !== undefined && isStop(known.failure);
    this.#troubles.set(id, {
      failure: isStopped ? known.failure : failure, // only the user or an answer ends that
      times: times + 1,
      untilMs: Math.max(known?.untilMs ?? never, this.#clock.elapsed() + forMs),
      lastCall: this.#calls,
    });
    this.restChanged.fire(id);
    if (!isStopped && known?.failure.code !== failure.code) this.failureChanged.fire(id);
    return true;
  }

  /** An account answers; an answer to a call from before the trouble does not say so. */
  answered(id: AccountId, call: number): void {
    const known = this.#troubles.get(id);
    if (known !== undefined && call > known.lastCall) this.#clear(id);
  }

  /** The account's key can be read again, whatever locked the keyring before. */
  keyRead(id: AccountId): void {
    const known = this.#troubles.get(id);
    if (known !== undefined && isOfKeyring(known.failure)) this.#clear(id);
  }

  /** The account has another key or address, or has gone: what is under way was asked with the old one. */
  reset(id: AccountId): void {
    this.#outdated.set(id, this.#calls);
    this.#clear(id);
  }

  /** The computer has woken, its network is back, or the user asks: what that may have ended is tried at once. */
  retryNow(): void {
    for (const [id, trouble] of this.#troubles) {
      if (isOfKeyring(trouble.failure) || traitsOf(trouble.failure).account === 'network') {
        this.#troubles.set(id, { ...trouble, untilMs: never });
        this.restChanged.fire(id);
      }
    }
  }

  /** The computer has slept for so long, which counts as rest. The monotonic clock may have stood still. */
  skip(sleptMs: number): void {
    for (const [id, trouble] of this.#troubles) {
      this.#troubles.set(id, { ...trouble, untilMs: trouble.untilMs - sleptMs });
    }
  }

  #clear(id: AccountId): void {
    if (!this.#troubles.delete(id)) return;
    this.restChanged.fire(id);
    this.failureChanged.fire(id);
  }
}

/** The user is to do something, whatever else comes in between. */
function isStop(failure: Failure): boolean {
  return traitsOf(failure).account === 'until-changed';
}

function isOfKeyring(failure: Failure): boolean {
  return traitsOf(failure).account === 'keyring';
}

/** Failures in a row before this one: a keyring that is shut says nothing of the provider. */
function timesBefore(known: Trouble, failure: Failure, call: number): number {
  if (isOfKeyring(known.failure) !== isOfKeyring(failure)) return 0;
  return known.times - Number(call <= known.lastCall);
}
