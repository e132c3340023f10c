import { describe, expect, test } from 'vitest';
import { m } from '../../../../../electron/shared/messages/catalogue.ts';
import type { AccountView } from '../../../../../electron/shared/settings/account.ts';
import type { CallAnswer } from '../../../../../electron/shared/contract/contract.ts';
import { fail, succeed } from '../../../../../electron/shared/outcome.ts';
import type { TaskView } from '../../../../../electron/shared/task.ts';
import { toAccountId } from '../../../../../electron/shared/id.ts';
import { AccountForm } from '../../../../../renderer/state/settings/account-form.svelte.ts';
import { AccountTest } from '../../../../../renderer/state/settings/account-test.svelte.ts';
import {
  departureOf,
  describeDeparture,
} from '../../../../../renderer/state/settings/account-departure.ts';
import { aCheckingTask, accountId, aReadyTask, aRunningTask, nowMs } from '../../../builders.ts';
import { anAnswer, FakeApi } from '../../fake-api.ts';

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

const changes: readonly (readonly [string, (form: AccountForm) => void, boolean])[] = [
  ['another key', (form) => (form.key = 'another'), true],
  ['another key and back', (form) => ([form.key, form.key] = ['another', '']), true],
  ['another address', (form) => (form.baseUrl = 'https://api.example.org'), true],
  ['another provider', (form) => (form.provider = 'kie'), true],
  ['another name', (form) => (form.name = 'Lab'), false],
];

describe('what was found out about a key', () => {
  test.each(changes)('%s: the result of a test', async (_name, change, isGone) => {
    const form = new AccountForm(
      new FakeApi({ testAccount: () => succeed({ credits: 5 }) }),
      stored,
    );
    await form.test();
    expect(form.tested).toEqual({ ok: true, credits: 5 });
    change(form);
    expect(form.tested === undefined).toBe(isGone);
  });

  test.each(changes)('%s: a result that is still to come', async (_name, change, isGone) => {
    const answer = anAnswer<CallAnswer<'testAccount'>>();
    const form = new AccountForm(new FakeApi({ testAccount: () => answer.promise }), stored);
    const testing = form.test();
    change(form);
    expect(form.testing).toBe(!isGone);
    answer.resolve(succeed({ credits: 5 }));
    await testing;
    expect(form.tested === undefined).toBe(isGone);
  });

  test.each(changes)('%s: the refusal while saving', async (_name, change, isGone) => {
    const refusal = fail({ code: 'key-refused', host: 'api.example.com' } as const);
    const form = new AccountForm(new FakeApi({ saveAccount: () => refusal }), stored);
    await form.save();
    expect([form.isRefused, form.problem?.remedy]).toEqual([
      true,
      expect.stringContaining('Save anyway'),
    ]);
    change(form);
    expect([form.isRefused, form.problem === undefined]).toEqual([!isGone, isGone]);
  });
});

test('an empty name is told until there is one', async () => {
  const form = new AccountForm(new FakeApi({ saveAccount: () => fail({ code: 'name-empty' }) }));
  await form.save();
  form.key = 'sk-1';
  expect(form.problem).toBeDefined();
  form.name = 'Studio';
  expect(form.problem).toBeUndefined();
});

test('insisting on a refused key outlasts the question where to keep it', async () => {
  const api = new FakeApi({
    saveAccount: ({ storage, despiteRefusal }) =>
      despiteRefusal !== true
        ? fail({ code: 'key-refused', host: 'api.example.com' })
        : storage === undefined
          ? fail({ code: 'keyring-missing' })
          : succeed(stored),
  });
  const form = new AccountForm(api);
  form.key = 'sk-1';
  await form.save();
  await form.save({ despiteRefusal: true });
  expect([form.isRefused, form.mustChooseStorage]).toEqual([false, true]);
  expect(await form.save({ storage: 'session' })).toEqual(stored);
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
  expect(m.settings.accountForm.credits(credits)).toBe(words);
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
      '2 archived videos stay in your archive.',
      '1 finished video is still downloaded, as long as its link works.',
      '1 unfinished task stays in your library, but is not checked any more until you add it again with another account.',
    ]);
  });

  test('says so when nothing belongs to it', () => {
    expect(describeDeparture(departureOf(accountId, [foreign]))).toEqual([
      'Nothing in your library belongs to it.',
    ]);
  });
});
