import { describe, expect, test } from 'vitest';
import type { AccountView } from '../../../electron/shared/account.ts';
import { fail, succeed } from '../../../electron/shared/outcome.ts';
import { toAccountId, type TaskView } from '../../../electron/shared/task.ts';
import { AccountForm } from '../../../renderer/state/account-form.svelte.ts';
import { AccountTest, describeCredits } from '../../../renderer/state/account-test.svelte.ts';
import { departureOf, describeDeparture } from '../../../renderer/state/departure.ts';
import { aCheckingTask, accountId, aReadyTask, aRunningTask, nowMs } from '../builders.ts';
import { FakeApi } from './fake-api.ts';

const stored: AccountView = {
  id: accountId,
  name: 'Studio',
  provider: 'custom',
  baseUrl: 'https://api.example.com',
  hasKey: true,
};

describe('an empty key field', () => {
  test('keeps the stored key, a slash more or less', () => {
    const form = new AccountForm(new FakeApi(), stored);
    expect(form.emptyKey).toBe('kept');
    form.baseUrl = 'https://api.example.com/ ';
    expect(form.emptyKey).toBe('kept');
  });

  test('is not enough for another base URL', () => {
    const form = new AccountForm(new FakeApi(), stored);
    form.baseUrl = 'https://api.example.org';
    expect(form.emptyKey).toBe('needed-again');
    form.provider = 'kie';
    expect(form.emptyKey).toBe('needed-again');
  });

  test('is no key for an account without one', () => {
    expect(new AccountForm(new FakeApi()).emptyKey).toBe('missing');
    expect(new AccountForm(new FakeApi(), { ...stored, hasKey: false }).emptyKey).toBe('missing');
  });
});

test('the result of a test is gone once the form holds something else', async () => {
  const api = new FakeApi({ testAccount: () => succeed({ credits: 5 }) });
  const form = new AccountForm(api, stored);
  await form.test();
  expect(form.tested).toEqual({ ok: true, credits: 5 });
  form.key = 'another';
  expect(form.tested).toBeUndefined();
});

test('a stored account is tested with its stored key', async () => {
  const api = new FakeApi({
    testAccount: ({ key }) =>
      key === undefined ? succeed({ credits: 5916.25 }) : fail({ code: 'key-empty' } as const),
  });
  const credits = new AccountTest(api);
  const { id, provider, baseUrl } = stored;
  await credits.run({ id, provider, baseUrl });
  expect(credits.result).toEqual({ ok: true, credits: 5916.25 });
  expect(credits.running).toBe(false);
});

test.each([
  [5916.25, '5,916.25 credits'],
  [1, '1 credit'],
  [0, '0 credits'],
])('%d is told as %s', (credits, words) => {
  expect(describeCredits(credits)).toBe(words);
});

describe('the removal of an account', () => {
  const { state: _, missedAt: __, ...base } = aCheckingTask();
  const archived: TaskView = { ...base, state: 'archived', archivedAtMs: nowMs, files: [] };
  const foreign = aRunningTask({ accountId: toAccountId('another') });

  test('counts its own tasks by what becomes of them', () => {
    const tasks = [archived, archived, aRunningTask(), aReadyTask(), foreign];
    const departure = departureOf(accountId, tasks);
    expect(departure).toEqual({ archived: 2, fetched: 1, asked: 1, ended: 0 });
    expect(describeDeparture(departure)).toEqual([
      '2 archived videos stay.',
      '1 finished video is still downloaded, as long as the links at hand work.',
      '1 unfinished task stays in the list but is not asked about any more, until you add it again with another account.',
    ]);
  });

  test('says so when nothing belongs to it', () => {
    expect(describeDeparture(departureOf(accountId, [foreign]))).toEqual([
      'No task in the list belongs to it.',
    ]);
  });
});
