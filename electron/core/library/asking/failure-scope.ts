import type { Failure, ProviderFailure } from '../../../shared/failure.ts';
import {
  type AccountBackoffKind,
  retryAfterMsOf,
  traitsOf,
} from '../../../shared/failure-traits.ts';

// How much a failed question says: of this id, of this endpoint, or of the whole account.

/** Codes by which a provider says that it cannot do anything with this id: one endpoint's miss. */
const idRefusedCodes = new Set([400, 404, 422]);

/** What one endpoint may be in, while the provider's others answer. A limit is the account's. */
const endpointKinds: ReadonlySet<AccountBackoffKind | undefined> = new Set([
  'answer',
  'maintenance',
]);

/** Whether an account is in a trouble that is worth no wait. One that only rests may own an id. */
export function isOutOfUse(block: Failure | undefined): boolean {
  if (block === undefined) return false;
  const { account } = traitsOf(block);
  return account !== 'rate-limit' && account !== 'maintenance';
}

/** Whether an account's trouble passes by itself: it may answer at any time. */
export function isPassing(block: Failure | undefined): boolean {
  const { account } = block === undefined ? {} : traitsOf(block);
  return account === 'network' || account === 'answer';
}

/** Whether a failure concerns one task only. A provider that says when to come back means every call. */
export function isAboutOneTask(failure: ProviderFailure): boolean {
  if (failure.code === 'not-the-provider') return failure.got === 'unknown-data';
  return traitsOf(failure).blocks === 'task' && retryAfterMsOf(failure) === undefined;
}

/** Whether a failure may be one endpoint's own, while the provider's others answer. */
export function isOfOneEndpoint(failure: ProviderFailure): boolean {
  return endpointKinds.has(traitsOf(failure).account);
}

/** Whether an endpoint refuses the id itself, which says that it is not the owner. */
export function isIdRefused(failure: ProviderFailure): boolean {
  return failure.code === 'provider-error' && idRefusedCodes.has(failure.providerCode);
}

/** Whether a gateway says that it has no such route (RFC 9110: 404, 405). */
export function isRouteMissing(failure: Failure): boolean {
  return failure.code === 'not-the-provider' && [404, 405].includes(failure.httpStatus);
}
