import { expect, test } from 'vitest';
import type { ProviderFailure } from '../../../../../electron/shared/failure.ts';
import {
  host,
  live,
  minuteMs,
  providerError,
  rateLimited,
  secondMs,
  unreachable,
} from './unknown-id-scene.ts';

const hourMs = 60 * minuteMs;

const providerSays = (providerCode: number) => ({ ...providerError, providerCode });
const instead = (httpStatus: number) =>
  ({ code: 'not-the-provider', host, httpStatus, got: 'html' }) as const;

/** What another account may say of an id that is tried with it: not mine, no such endpoint, refused. */
const refusals: readonly (readonly [string, ProviderFailure])[] = [
  ...[200, 302, 400, 401, 404, 405, 410].map(
    (status) => [`page ${status}`, instead(status)] as const,
  ),
  ...[400, 403, 404, 405, 410, 422, 505].map(
    (code) => [`code ${code}`, providerSays(code)] as const,
  ),
  ['key refused', { code: 'key-refused', host }],
  ['client blocked', { code: 'client-blocked', host }],
  ['no credits', { code: 'no-credits', host }],
  ['limit of a sub-key', { code: 'sub-key-limit', host }],
  ['about another task', { code: 'other-task', host }],
];

test.each(
  refusals.flatMap(([says, guests]) =>
    [undefined, 'veo'].map((named) => [says, named, guests] as const),
  ),
)(
  'an id that its own account knows late is not kept by another one that says: %s (named: %s)',
  async (_says, named, guests) => {
    const known = { at: 'veo', afterMs: 150 * secondMs };
    const scene = await live({ accounts: 3, guests, known, ...(named !== undefined && { named }) });
    await scene.until(15 * minuteMs);
    expect(scene.state).toBe('running');
  },
);

/** What may pass, and may last for ever. */
const passing: readonly ProviderFailure[] = [
  rateLimited,
  unreachable,
  providerError,
  { code: 'maintenance', host },
  instead(502),
  instead(503),
  { code: 'rate-limited', host, retryAfterMs: 24 * hourMs },
];

test.each([rateLimited, unreachable, providerError])(
  'an id waits some minutes for another account that has not said no: $code',
  async (guests) => {
    const scene = await live({ accounts: 2, guests, named: 'veo' });
    await scene.until(4 * minuteMs);
    expect(scene.state).toBe('checking');
  },
);

test.each(
  passing.flatMap((guests) =>
    [2, 4].flatMap((accounts) =>
      [undefined, 'veo'].map((named) => ({ says: guests.code, guests, accounts, named })),
    ),
  ),
)(
  'an id that its own account knows late is not kept by $accounts accounts that are down for good: $says, $named',
  async ({ guests, accounts, named }) => {
    const known = { at: 'veo', afterMs: 150 * secondMs };
    const scene = await live({ accounts, guests, known, ...(named !== undefined && { named }) });
    await scene.until(hourMs);
    expect(scene.state).toBe('running');
  },
);

test.each(passing)(
  'an id is found at another account that was down for days: $code',
  async (guests) => {
    const known = { at: 'veo', afterMs: 0, account: 1 };
    const scene = await live({ accounts: 2, guests, guestsUntilMs: 3 * 24 * hourMs, known });
    await scene.until(4.3 * 24 * hourMs);
    expect(scene.state).toMatch(/running|stalled/);
  },
);

test('an id that nobody knows ends, and costs little, while another account is down for good', async () => {
  const scene = await live({ accounts: 2, guests: providerError });
  await scene.until(2 * hourMs);
  expect(scene.state).toBe('not-found');
  await scene.until(3 * 24 * hourMs);
  const day = await scene.until(4 * 24 * hourMs);
  expect(day.length).toBeGreaterThan(0);
  expect(day.length).toBeLessThan(50);
  await scene.until(15 * 24 * hourMs);
  expect(await scene.until(20 * 24 * hourMs)).toEqual([]);
});

/** One endpoint of the id's own account is down for long, the others are well. */
const broken: readonly ProviderFailure[] = [
  providerError,
  instead(502),
  { code: 'maintenance', host },
];

test.each(
  broken.flatMap((by) =>
    [['market'], ['runway'], ['market', 'runway']].map((at) => ({ says: by.code, by, at })),
  ),
)(
  'an id that its endpoint knows late is not kept by others that are down for good: $at say $says',
  async ({ by, at }) => {
    const known = { at: 'veo', afterMs: 150 * secondMs };
    const scene = await live({ known, hindered: { by, at } });
    await scene.until(3 * hourMs);
    expect(scene.state).toMatch(/running|stalled/);
  },
);

test.each(broken)('an endpoint that was down for days is asked again: $code', async (by) => {
  const known = { at: 'market', afterMs: 0 };
  const hindered = { by, at: ['market'], untilMs: 3 * 24 * hourMs };
  const scene = await live({ known, hindered });
  await scene.until(2 * 24 * hourMs);
  expect(scene.state).toBe('not-found');
  await scene.until(4.3 * 24 * hourMs);
  expect(scene.state).toMatch(/running|stalled/);
});

test('a provider that is out of order as a whole is waited for', async () => {
  const known = { at: 'veo', afterMs: 0 };
  const hindered = { by: instead(502), untilMs: 6 * hourMs };
  const scene = await live({ known, hindered });
  await scene.until(5.9 * hourMs);
  expect(scene.state).toBe('checking');
  await scene.until(6.5 * hourMs);
  expect(scene.state).toBe('running');
});
