import { expect, test } from 'vitest';
import { AccountHealth } from '../../../../electron/core/settings/account-health.ts';
import { accountBackoff } from '../../../../electron/core/settings/account-backoff.ts';
import { traitsOf } from '../../../../electron/shared/failure-traits.ts';
import type { Failure } from '../../../../electron/shared/failure.ts';
import { accountId } from '../../builders.ts';
import { failureExamples } from '../../failure-examples.ts';

const host = 'api.example.com';
const busy: Failure = { code: 'rate-limited', host };
const away: Failure = { code: 'unreachable', host, detail: 'ENOTFOUND' };
const refused: Failure = { code: 'key-refused', host };
const shut: Failure = { code: 'keyring-failed' };

function aHealth() {
  let nowMs = 1000;
  const health = new AccountHealth({ clock: { elapsed: () => nowMs } });
  const told: (string | undefined)[] = [];
  health.failureChanged.event((id) => told.push(health.failureOf(id)?.code));
  const fails = (failure: Failure, call = health.begin()) =>
    health.failed(accountId, failure, { call });
  const restMs = () => health.restsUntilMs(accountId) - nowMs;
  return { health, told, fails, restMs, passes: (ms: number) => (nowMs += ms) };
}

const ofAccounts = Object.values(failureExamples).filter(
  (each) => traitsOf(each).account !== undefined,
);

test.each(ofAccounts)(
  '$code: the rest is that of its row, and the reason is the failure',
  (failure) => {
    const { health, fails, restMs } = aHealth();
    fails(failure);
    const rest = accountBackoff(failure, 0);
    expect(restMs()).toBe(rest === 'until-changed' ? Infinity : rest.forMs);
    expect(health.failureOf(accountId)).toEqual(failure);
  },
);

test('calls that were open together fail once', () => {
  const { health, fails, restMs } = aHealth();
  const calls = [health.begin(), health.begin(), health.begin()];
  for (const call of calls) fails(busy, call);
  expect(restMs()).toBe(10_000);
  fails(busy);
  expect(restMs()).toBe(20_000);
});

test('an answer to a call from before the trouble does not end it, one after it does', () => {
  const { health, fails, told } = aHealth();
  const early = health.begin();
  fails(busy);
  health.answered(accountId, early);
  expect(health.failureOf(accountId)).toEqual(busy);
  health.answered(accountId, health.begin());
  expect(health.failureOf(accountId)).toBeUndefined();
  expect(health.restsUntilMs(accountId)).toBe(-Infinity);
  expect(told).toEqual(['rate-limited', undefined]);
});

test('a shorter rest shortens no longer one', () => {
  const { fails, restMs } = aHealth();
  fails({ ...busy, retryAfterMs: 60_000 });
  fails(away);
  expect(restMs()).toBe(60_000);
});

test('a refused key stays the reason until it is taken or changed, whatever fails beside it', () => {
  const { health, fails, told, restMs } = aHealth();
  const open = health.begin();
  fails(refused);
  fails(busy, open);
  fails(away);
  expect(restMs()).toBe(60_000);
  expect(health.failureOf(accountId)).toEqual(refused);
  health.retryNow();
  expect(restMs()).toBe(60_000);
  health.reset(accountId);
  expect(told).toEqual(['key-refused', undefined]);
});

test('a key that was refused in passing is good again by itself', () => {
  const { health, fails, told } = aHealth();
  fails(refused);
  health.answered(accountId, health.begin());
  expect(told).toEqual(['key-refused', undefined]);
});

test('what was asked with the key before says nothing of the new one', () => {
  const { health, fails } = aHealth();
  const old = health.begin();
  health.reset(accountId);
  expect(fails(refused, old)).toBe(false);
  expect(health.failureOf(accountId)).toBeUndefined();
  expect([health.isOutdated(accountId, old), health.isOutdated(accountId, health.begin())]).toEqual(
    [true, false],
  );
});

test.each([
  ['unreachable', away, true],
  ['bad-certificate', { code: 'bad-certificate', host, detail: 'x' }, true],
  ['proxy-refused', failureExamples['proxy-refused'], true],
  ['keyring-failed', shut, true],
  ['rate-limited', busy, false],
  ['maintenance', { code: 'maintenance', host }, false],
] as const)('a wake-up ends the rest for %s, and its reason stays: %s', (_code, failure, ends) => {
  const { health, fails, restMs } = aHealth();
  fails(failure);
  health.retryNow();
  expect(restMs() < 0).toBe(ends);
  expect(health.failureOf(accountId)).toEqual(failure);
});

test('a sleep counts as rest', () => {
  const { health, fails, restMs } = aHealth();
  fails(busy);
  health.skip(10_000);
  expect(restMs()).toBe(0);
});

test('a shut keyring is asked for ever more seldom, and says nothing of the provider', () => {
  const { health, fails, restMs, passes } = aHealth();
  fails(away);
  fails(away);
  const rests = [0, 1, 2, 3, 4, 5, 6].map(() => {
    fails(shut);
    const ms = restMs();
    passes(ms);
    return ms;
  });
  expect(rests).toEqual([30, 60, 120, 240, 480, 600, 600].map((seconds) => seconds * 1000));
  health.keyRead(accountId);
  expect(health.failureOf(accountId)).toBeUndefined();
  fails(away);
  expect(restMs()).toBe(2_000);
  health.keyRead(accountId); // the network is not opened by a key
  expect(health.failureOf(accountId)).toEqual(away);
});
