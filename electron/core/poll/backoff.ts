import type { ProviderFailure } from '../../shared/failure.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;

/** A host that names a longer rest has most likely got its date wrong; it can say so again. */
const mostRetryAfterMs = 60 * minuteMs;

/** What a failed call means for the whole account: wait, or wait for the user. */
export type Hold = { readonly forMs: number } | 'until-changed';

function doubling(firstMs: number, times: number, mostMs: number): number {
  return Math.min(firstMs * 2 ** Math.min(times, 16), mostMs);
}

/**
 * How long an account rests after a failed call. A dropped call (429) is not queued at the provider,
 * so asking again at once only prolongs the drop.
 * @param times failures in a row before this one
 */
export function holdAfter(failure: ProviderFailure, times: number): Hold {
  switch (failure.code) {
    case 'key-refused':
      return 'until-changed';
    case 'rate-limited': {
      const forMs = doubling(10 * secondMs, times, 5 * minuteMs);
      return { forMs: Math.max(forMs, Math.min(failure.retryAfterMs ?? 0, mostRetryAfterMs)) };
    }
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
