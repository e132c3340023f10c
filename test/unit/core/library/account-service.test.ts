import { beforeEach, describe, expect, test } from 'vitest';
import { Poller } from '../../../../electron/core/polling/poller.ts';
import { AccountHealth } from '../../../../electron/core/settings/account-health.ts';
import { Accounts } from '../../../../electron/core/settings/accounts.ts';
import { KeyStore } from '../../../../electron/core/settings/key-store.ts';
import { SettingsStore } from '../../../../electron/core/settings/settings-store.ts';
import {
  AccountService,
  type TestedAccountInput,
} from '../../../../electron/core/library/account-service.ts';
import type { ProviderFailure } from '../../../../electron/shared/failure.ts';
import { fail, succeed, type Outcome } from '../../../../electron/shared/outcome.ts';
import { ManualClock } from '../../../fake/clock.ts';
import { MemoryStore } from '../../../fake/store.ts';
import { FakeVault } from '../../../fake/vault.ts';

type Credits = Outcome<number, ProviderFailure>;

const host = 'gateway.example';
const input = {
  name: 'Mine',
  provider: 'custom',
  baseUrl: `https://${host}`,
  key: 'key-1',
} as const;

let clock: ManualClock;
let accounts: Accounts;
let health: AccountHealth;
let accountService: AccountService;
let changes: number;
/** What the provider says to each key; a key without an answer waits for one. */
let answers: Map<string, Credits>;
let waiting: Map<string, (credits: Credits) => void>;

beforeEach(() => {
  clock = new ManualClock();
  const store = new MemoryStore();
  const secrets = new KeyStore({ store, vault: new FakeVault() });
  secrets.load();
  health = new AccountHealth({ clock });
  accounts = new Accounts({
    health,
    secrets,
    settings: new SettingsStore({ store, defaultArchiveFolder: '/archive' }),
  });
  answers = new Map();
  waiting = new Map();
  changes = 0;
  const poller = new Poller({ clock, health });
  health.restChanged.event((id) => poller.accountRestChanged(id));
  poller.start();
  const credits = ({ key }: { readonly key: string }): Promise<Credits> => {
    const answer = answers.get(key);
    if (answer !== undefined) return Promise.resolve(answer);
    return new Promise((resolve) => waiting.set(key, resolve));
  };
  accountService = new AccountService({
    accounts,
    health,
    client: { credits },
    poller,
    clock,
    onUsable: () => undefined,
    onChanged: () => (changes += 1),
  });
});

/** Saves while virtual time goes on. */
async function save(change: Partial<TestedAccountInput> = {}) {
  const saving = accountService.testAndSave({ ...input, ...change });
  await clock.advance(10_000);
  return saving;
}

test('a key that the provider accepts is saved, and has answered', async () => {
  answers.set('key-1', succeed(12));
  expect(await save()).toMatchObject({
    ok: true,
    value: { keyCheck: { atMs: expect.any(Number) as number } },
  });
  expect(accounts.views()[0]?.keyCheck?.failure).toBeUndefined();
});

test('a refused key is saved only by insisting, and is known as refused then', async () => {
  answers.set('key-1', fail({ code: 'key-refused', host }));
  expect(await save()).toEqual(fail({ code: 'key-refused', host }));
  expect(accounts.views()).toEqual([]);
  const saved = await save({ despiteRefusal: true });
  expect(saved).toMatchObject({ value: { keyCheck: { failure: { code: 'key-refused' } } } });
});

describe('whatever else the provider says, the account is saved as not tested', () => {
  const failures: readonly ProviderFailure[] = [
    { code: 'unreachable', host, detail: 'ENOTFOUND' },
    { code: 'proxy-refused', host, proxy: 'proxy:1', detail: '407', httpStatus: 407 },
    { code: 'bad-certificate', host, detail: 'SELF_SIGNED' },
    { code: 'client-blocked', host },
    { code: 'rate-limited', host },
    { code: 'maintenance', host },
    { code: 'no-credits', host },
    { code: 'sub-key-limit', host },
    { code: 'not-the-provider', host, httpStatus: 200, got: 'html' },
    { code: 'not-the-provider', host, httpStatus: 404, got: 'not-json' },
    { code: 'provider-error', host, providerCode: 404, message: 'no such path' },
    { code: 'provider-error', host, providerCode: 500, message: '' },
  ];
  test.each(failures)('$code', async (failure) => {
    answers.set('key-1', fail(failure));
    expect(await save()).toMatchObject({ ok: true, value: { keyCheck: { failure } } });
  });
});

describe('a provider that is too slow', () => {
  test('keeps nobody waiting; its answer counts when it comes', async () => {
    const saved = await save();
    expect(saved).toMatchObject({ ok: true });
    expect(accounts.views()[0]?.keyCheck).toBeUndefined();
    waiting.get('key-1')?.(fail({ code: 'key-refused', host }));
    await clock.advance(0);
    expect(accounts.views()[0]?.keyCheck?.failure?.code).toBe('key-refused');
    expect(changes).toBeGreaterThan(1);
  });

  test('says nothing of the key that has taken its place', async () => {
    const saved = await save();
    if (!saved.ok) throw new Error(saved.failure.code);
    answers.set('key-2', succeed(1));
    await save({ id: saved.value.id, key: 'key-2' });
    waiting.get('key-1')?.(fail({ code: 'key-refused', host }));
    await clock.advance(0);
    expect(accounts.views()[0]?.keyCheck).toMatchObject({ atMs: expect.any(Number) as number });
    expect(accounts.views()[0]?.keyCheck?.failure).toBeUndefined();
  });
});

test('what is wrong with the wish itself costs no question', async () => {
  expect(await save({ name: ' ' })).toEqual(fail({ code: 'name-empty' }));
  expect(await save({ key: 'two words' })).toEqual(fail({ code: 'key-malformed' }));
  expect(waiting.size).toBe(0);
});

test('a changed address or key takes back what an earlier one has answered', async () => {
  answers.set('key-1', succeed(12));
  const saved = await save();
  if (!saved.ok) throw new Error(saved.failure.code);
  const { id } = saved.value;
  await save({ id, key: 'key-slow' });
  expect(accounts.view(id)?.keyCheck).toBeUndefined();
});

test('a test of the stored key is remembered, a test of another one is not', async () => {
  answers.set('key-1', succeed(12));
  answers.set('key-2', fail({ code: 'key-refused', host }));
  const saved = await save();
  if (!saved.ok) throw new Error(saved.failure.code);
  const { id } = saved.value;
  const testing = accountService.test({ ...input, id, key: 'key-2' });
  await clock.advance(5_000);
  expect((await testing).ok).toBe(false);
  expect(accounts.view(id)?.keyCheck?.failure).toBeUndefined();
  answers.set('key-1', fail({ code: 'key-refused', host }));
  const again = accountService.test({ id, provider: 'custom', baseUrl: input.baseUrl });
  await clock.advance(5_000);
  await again;
  expect(accounts.view(id)?.keyCheck?.failure?.code).toBe('key-refused');
});
