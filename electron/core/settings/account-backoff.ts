import type { Failure } from '../../shared/failure.ts';
import { type AccountBackoffKind, retryAfterMsOf, traitsOf } from '../../shared/failure-traits.ts';
import { backoffMs, type Backoff } from '../platform/backoff.ts';
import { maxRetryAfterMs } from '../platform/retry-after.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;

/** What a failed call means for the whole account: wait, or wait for the user. */
export type AccountBackoff = { readonly forMs: number } | 'until-changed';

const backoffs: { readonly [K in Exclude<AccountBackoffKind, 'until-changed'>]: Backoff } = {
  // A dropped call (429) is not queued at the provider: asking again at once only prolongs the drop.
  'rate-limit': { firstMs: 10 * secondMs, maxMs: 5 * minuteMs },
  maintenance: { firstMs: 3 * minuteMs, maxMs: 3 * minuteMs },
  quota: { firstMs: minuteMs, maxMs: 10 * minuteMs },
  // The user may be asked for a password each time.
  keyring: { firstMs: 30 * secondMs, maxMs: 10 * minuteMs },
  network: { firstMs: 2 * secondMs, maxMs: minuteMs },
  answer: { firstMs: 2 * secondMs, maxMs: minuteMs },
};

/**
 * A key that is refused is the user's to mend, and told at once. Yet gateways say so in passing too: a call now
 * and then finds out by itself.
 */
const refusedKey: Backoff = { firstMs: minuteMs, maxMs: 60 * minuteMs, factor: 4 };

/**
 * How long an account rests after a failed call.
 * @param times failures in a row before this one
 */
export function accountBackoff(failure: Failure, times: number): AccountBackoff {
  const kind = traitsOf(failure).account ?? 'until-changed';
  if (failure.code === 'key-refused') return { forMs: backoffMs(refusedKey, times) };
  if (kind === 'until-changed') return kind;
  const usualMs = backoffMs(backoffs[kind], times);
  const askedMs = retryAfterMsOf(failure) ?? 0;
  return { forMs: Math.max(usualMs, Math.min(askedMs, maxRetryAfterMs)) };
}
