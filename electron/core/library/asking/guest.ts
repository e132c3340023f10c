import type { ProviderFailure } from '../../../shared/failure.ts';
import { retryAfterMsOf, traitsOf } from '../../../shared/failure-traits.ts';
import type { Task } from '../../../shared/task.ts';

/** What a guest's answer means for the search: this endpoint, or the whole account, does not have the id. */
type GuestMiss = 'endpoint' | 'account';

/** HTTP statuses below 500 that only ask for patience: a timeout, too early, too many (RFC 9110, 8470, 6585). */
const passing: ReadonlySet<number> = new Set([408, 425, 429]);

/** By this code of the body a provider says that it has switched an endpoint off. */
const switchedOff = 505;

/** Whether a task is with an account that is only tried for an id of another one. */
export function isGuest(task: Task): boolean {
  return 'triedAccounts' in task && (task.triedAccounts ?? []).length > 0;
}

/**
 * What an account that an id is only tried with says by an error: not mine, no such endpoint, or that it
 * does not let us in. None of this may keep the id from its search: it is asked about there again later.
 * @returns `undefined` where it only says to come back, or nothing has answered
 */
export function guestMissOf(failure: ProviderFailure): GuestMiss | undefined {
  const { account } = traitsOf(failure);
  if (account === 'until-changed' || account === 'quota') return 'account';
  if (retryAfterMsOf(failure) !== undefined) return undefined;
  if (failure.code === 'other-task') return 'endpoint';
  const status = statusOf(failure);
  if (status === undefined || passing.has(status)) return undefined;
  return status < 500 || status === switchedOff ? 'endpoint' : undefined;
}

function statusOf(failure: ProviderFailure): number | undefined {
  if (failure.code === 'provider-error') return failure.providerCode;
  return failure.code === 'not-the-provider' ? failure.httpStatus : undefined;
}
