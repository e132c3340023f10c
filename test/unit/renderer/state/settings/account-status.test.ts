import { expect, test } from 'vitest';
import type { AccountView } from '../../../../../electron/shared/settings/account.ts';
import type { Failure } from '../../../../../electron/shared/failure.ts';
import {
  describeUntested,
  healthOf,
} from '../../../../../renderer/state/settings/account-status.ts';
import { accountId, nowMs } from '../../../builders.ts';

const host = 'api.example.com';
const account: AccountView = {
  id: accountId,
  name: 'Studio',
  provider: 'custom',
  baseUrl: `https://${host}`,
  hasKey: true,
};
const refused: Failure = { code: 'key-refused', host };
const dead: Failure = { code: 'unreachable', host, detail: 'ENOTFOUND' };
const busy: Failure = { code: 'rate-limited', host };

const table: readonly (readonly [string, Partial<AccountView>, string])[] = [
  ['no answer yet in this run', {}, 'unknown'],
  ['an answer', { keyCheck: { atMs: nowMs } }, 'answered'],
  ['a refused key', { keyCheck: { atMs: nowMs, failure: refused } }, 'trouble'],
  ['a provider that could not be asked', { keyCheck: { atMs: nowMs, failure: dead } }, 'unknown'],
  ['a busy one, never asked', { keyCheck: { atMs: nowMs, failure: busy } }, 'unknown'],
  ['an answer, then a refusal', { keyCheck: { atMs: nowMs }, block: refused }, 'trouble'],
  ['an answer, then a dead line', { keyCheck: { atMs: nowMs }, block: dead }, 'trouble'],
  ['an answer, then a busy provider', { keyCheck: { atMs: nowMs }, block: busy }, 'answered'],
  ['a busy provider that has not answered', { block: busy }, 'unknown'],
  ['no key, whatever it answered', { hasKey: false, keyCheck: { atMs: nowMs } }, 'trouble'],
];

test.each(table)('%s', (_name, change, look) => {
  expect(healthOf({ ...account, ...change }).look).toBe(look);
});

test('what was saved untested says so, and what answered says nothing', () => {
  expect(describeUntested({ ...account, keyCheck: { atMs: nowMs } })).toBeUndefined();
  expect(describeUntested(account)?.sentence).toContain('could not be tested');
  const unreached = describeUntested({ ...account, keyCheck: { atMs: nowMs, failure: dead } });
  expect(unreached?.sentence).toContain(`reach ${host}`);
  expect(unreached?.detail).toBe('ENOTFOUND');
  const insisted = describeUntested({ ...account, keyCheck: { atMs: nowMs, failure: refused } });
  expect(insisted?.sentence).toContain('cannot be used yet');
});
