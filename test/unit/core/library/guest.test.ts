import { expect, test } from 'vitest';
import type { ProviderFailure } from '../../../../electron/shared/failure.ts';
import {
  host,
  live,
  minuteMs,
  providerError,
  rateLimited,
  secondMs,
  unreachable,
} from './unknown-id-scene.ts';

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

test.each([rateLimited, unreachable, providerError])(
  'an id waits for another account that has not said no: $code',
  async (guests) => {
    const scene = await live({ accounts: 2, guests, named: 'veo' });
    await scene.until(15 * minuteMs);
    expect(scene.state).toBe('checking');
  },
);
