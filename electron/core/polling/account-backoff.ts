import type { AskedPause, ProviderFailure } from '../../shared/failure.ts';
import { mostRetryAfterMs } from '../platform/retry-after.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;

/** What a failed call means for the whole account: wait, or wait for the user. */
export type AccountBackoff = { readonly forMs: number } | 'until-changed';

function doubling(firstMs: number, times: number, mostMs: number): number {
  return Math.min(firstMs * 2 ** Math.min(times, 16), mostMs);
}

/**
 * How long an account rests after a failed call. A dropped call (429) is not queued at the provider,
 * so asking again at once only prolongs the drop.
 * @param times failures in a row before this one
 */
export function accountBackoff(failure: ProviderFailure, times: number): AccountBackoff {
  const hold = usualHold(failure, times);
  if (hold === 'until-changed') return hold;
  const { retryAfterMs: askedMs = 0 } = failure as AskedPause; // absent in all that have none
  return { forMs: Math.max(hold.forMs, Math.min(askedMs, mostRetryAfterMs)) };
}

function usualHold(failure: ProviderFailure, times: number): AccountBackoff {
  switch (failure.code) {
    case 'key-refused':
      return 'until-changed';
    case 'rate-limited':
      return { forMs: doubling(10 * secondMs, times, 5 * minuteMs) };
    case 'maintenance':
      return { forMs: 3 * minuteMs };
    case 'no-credits':
    case 'sub-key-limit':
    case 'client-blocked':
      return { forMs: doubling(minuteMs, times, 10 * minuteMs) };
    case 'unreachable':
    case 'proxy-refused':
    case 'bad-certificate':
      return { forMs: doubling(2 * secondMs, times, minuteMs) };
    case 'not-the-provider':
    case 'other-task':
    case 'provider-error':
      return { forMs: doubling(2 * secondMs, times, minuteMs) };
  }
}
