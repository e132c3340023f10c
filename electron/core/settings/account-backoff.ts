import type { AskedPause, Failure } from '../../shared/failure.ts';
import { traitsOf, type AccountBackoffKind } from '../../shared/failure-traits.ts';
import { mostRetryAfterMs } from '../platform/retry-after.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;

/** What a failed call means for the whole account: wait, or wait for the user. */
export type AccountBackoff = { readonly forMs: number } | 'until-changed';

/** The first rest, which doubles with each failure in a row, and the longest. */
interface Range {
  readonly firstMs: number;
  readonly mostMs: number;
}

const ranges: { readonly [K in Exclude<AccountBackoffKind, 'until-changed'>]: Range } = {
  // A dropped call (429) is not queued at the provider: asking again at once only prolongs the drop.
  'rate-limit': { firstMs: 10 * secondMs, mostMs: 5 * minuteMs },
  maintenance: { firstMs: 3 * minuteMs, mostMs: 3 * minuteMs },
  quota: { firstMs: minuteMs, mostMs: 10 * minuteMs },
  // The user may be asked for a password each time.
  keyring: { firstMs: 30 * secondMs, mostMs: 10 * minuteMs },
  network: { firstMs: 2 * secondMs, mostMs: minuteMs },
  answer: { firstMs: 2 * secondMs, mostMs: minuteMs },
};

/**
 * How long an account rests after a failed call.
 * @param times failures in a row before this one
 */
export function accountBackoff(failure: Failure, times: number): AccountBackoff {
  const kind = traitsOf(failure).account ?? 'until-changed';
  if (kind === 'until-changed') return kind;
  const { firstMs, mostMs } = ranges[kind];
  const usualMs = Math.min(firstMs * 2 ** Math.min(times, 16), mostMs);
  const { retryAfterMs: askedMs = 0 } = failure as AskedPause; // absent in all that have none
  return { forMs: Math.max(usualMs, Math.min(askedMs, mostRetryAfterMs)) };
}
