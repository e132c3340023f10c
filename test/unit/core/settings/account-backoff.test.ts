import { expect, test } from 'vitest';
import { accountBackoff } from '../../../../electron/core/settings/account-backoff.ts';

const host = 'api.kie.ai';

test('429 doubles from ten seconds to five minutes', () => {
  const holds = [0, 1, 2, 3, 4, 5, 50].map((times) =>
    accountBackoff({ code: 'rate-limited', host }, times),
  );
  expect(holds).toEqual(
    [10, 20, 40, 80, 160, 300, 300].map((seconds) => ({ forMs: seconds * 1000 })),
  );
});

test('Retry-After is honoured when it is longer', () => {
  const failure = { code: 'rate-limited', host, retryAfterMs: 60_000 } as const;
  expect(accountBackoff(failure, 0)).toEqual({ forMs: 60_000 });
  expect(accountBackoff(failure, 4)).toEqual({ forMs: 160_000 });
});

test('no Retry-After stops an account for longer than a day', () => {
  const failure = { code: 'rate-limited', host, retryAfterMs: 1e12 } as const;
  expect(accountBackoff(failure, 0)).toEqual({ forMs: 86_400_000 });
});

test.each([
  { code: 'provider-error', host, providerCode: 503, message: '' },
  { code: 'maintenance', host },
  { code: 'client-blocked', host },
  { code: 'not-the-provider', host, httpStatus: 418, got: 'html' },
] as const)('Retry-After is honoured on $code too', (failure) => {
  const { forMs } = accountBackoff({ ...failure, retryAfterMs: 7_200_000 }, 0) as { forMs: number };
  expect(forMs).toBe(7_200_000);
});

test('an account without a key is not asked until it has one', () => {
  expect(accountBackoff({ code: 'account-no-key', name: 'Mine' }, 0)).toBe('until-changed');
});

test('a refused key is tried now and then: gateways refuse in passing too', () => {
  const rests = [0, 1, 2, 3, 50].map((times) =>
    accountBackoff({ code: 'key-refused', host }, times),
  );
  expect(rests).toEqual([1, 4, 16, 60, 60].map((minutes) => ({ forMs: minutes * 60_000 })));
});

test('a proxy that refuses is as good as a dead network', () => {
  const failure = { code: 'proxy-refused', host, proxy: 'proxy:3128', detail: 'HTTP 407' } as const;
  expect([0, 10].map((times) => accountBackoff(failure, times))).toEqual([
    { forMs: 2_000 },
    { forMs: 60_000 },
  ]);
});

test('a dead network is asked again after seconds, then after a minute', () => {
  const failure = { code: 'unreachable', host, detail: 'ECONNREFUSED' } as const;
  expect([0, 1, 10].map((times) => accountBackoff(failure, times))).toEqual([
    { forMs: 2_000 },
    { forMs: 4_000 },
    { forMs: 60_000 },
  ]);
});
