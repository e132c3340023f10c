import { beforeEach, expect, test } from 'vitest';
import { AccountHealth } from '../../../../electron/core/settings/account-health.ts';
import { Accounts, type AccountInput } from '../../../../electron/core/settings/accounts.ts';
import { KeyStore } from '../../../../electron/core/settings/key-store.ts';
import { SettingsStore } from '../../../../electron/core/settings/settings-store.ts';
import type { AccountView } from '../../../../electron/shared/settings/account.ts';
import { FakeVault } from '../../../fake/vault.ts';
import { MemoryStore } from '../../../fake/store.ts';

const key = 'sk-0123456789abcdef';
let store: MemoryStore;

beforeEach(() => {
  store = new MemoryStore();
});

function open(vault = new FakeVault()): Accounts {
  const secrets = new KeyStore({ store, vault });
  secrets.load();
  const settings = new SettingsStore({ store, defaultArchiveFolder: '/archive' });
  const health = new AccountHealth({ clock: { elapsed: () => 0 } });
  return new Accounts({ settings, secrets, health });
}

function aWish(change: Partial<AccountInput> = {}): AccountInput {
  return { name: 'Mine', provider: 'custom', baseUrl: 'https://gateway.example', key, ...change };
}

async function saved(accounts: Accounts, change: Partial<AccountInput> = {}): Promise<AccountView> {
  const outcome = await accounts.save(aWish(change));
  if (!outcome.ok) throw new Error(outcome.failure.code);
  return outcome.value;
}

test('an account is there after a restart, and its key opens again', async () => {
  const { id } = await saved(open());
  const accounts = open();
  expect(accounts.views()).toEqual([
    {
      id,
      name: 'Mine',
      provider: 'custom',
      baseUrl: 'https://gateway.example',
      hasKey: true,
      keyHint: 'cdef',
      keyStorage: 'keyring',
    },
  ]);
  await expect(accounts.access(id)).resolves.toMatchObject({ ok: true, value: { key } });
});

test('the key stands nowhere in the store in clear text', async () => {
  await saved(open());
  expect([...store.documents.values()].join('\n')).not.toContain(key);
});

test('without a keyring nothing is stored until the user has chosen how', async () => {
  const accounts = open(new FakeVault({ isThere: false }));
  await expect(accounts.save(aWish())).resolves.toMatchObject({
    failure: { code: 'keyring-missing' },
  });
  expect(accounts.views()).toEqual([]);
  await saved(accounts, { storage: 'session' });
  expect([...store.documents.values()].join('\n')).not.toContain(key);
  expect(open().views()[0]).toMatchObject({ hasKey: false });
});

test.each<[Partial<AccountInput>, string]>([
  [{ name: '  ' }, 'name-empty'],
  [{ key: ' ' }, 'key-empty'],
  [{ key: 'two words' }, 'key-malformed'],
  [{ key: 'ключ' }, 'key-malformed'],
  [{ key: key.replace('c', '\u0441') }, 'key-malformed'],
  [{ key: `${key.slice(0, 5)}\n${key.slice(5)}` }, 'key-malformed'],
  [{ key: 'Bearer' }, 'key-empty'],
  [{ key: '""' }, 'key-empty'],
  [{ key: '\u200b' }, 'key-empty'],
  [{ baseUrl: 'http://gateway.example' }, 'address-not-https'],
  [{ baseUrl: 'no gateway' }, 'address-invalid'],
])('%j is refused as %s, and nothing is stored', async (change, code) => {
  const accounts = open();
  await expect(accounts.save(aWish(change))).resolves.toMatchObject({ failure: { code } });
  expect(accounts.views()).toEqual([]);
});

test('a provider with an address of its own ignores the one in the form', async () => {
  const account = await saved(open(), { provider: 'kie', baseUrl: 'https://evil.example' });
  expect(account.baseUrl).toBe('https://api.kie.ai');
});

test('a renamed account keeps its key', async () => {
  const accounts = open();
  const { id } = await saved(accounts);
  const { key: _none, ...renamed } = aWish({ id, name: 'Work' });
  await expect(accounts.save(renamed)).resolves.toMatchObject({ ok: true });
  await expect(accounts.access(id)).resolves.toMatchObject({ value: { key } });
});

test('a stored key never goes to another base URL', async () => {
  const accounts = open();
  const { id } = await saved(accounts);
  const { key: _none, ...moved } = aWish({ id, baseUrl: 'https://evil.example' });
  await expect(accounts.save(moved)).resolves.toMatchObject({ failure: { code: 'key-elsewhere' } });
  await expect(accounts.accessFor(moved)).resolves.toMatchObject({
    failure: { code: 'key-empty' },
  });
});

test('one entry that cannot be read costs neither the other accounts nor their keys', async () => {
  const { id } = await saved(open());
  const strange = { storage: 'a newer way' };
  const keys = JSON.parse(store.documents.get('keys') ?? '') as { keys: object };
  store.write('keys', { version: 1, keys: { ...keys.keys, strange } });
  const settings = JSON.parse(store.documents.get('settings') ?? '') as { accounts: object[] };
  store.documents.set('settings', JSON.stringify({ accounts: [{ id: 7 }, ...settings.accounts] }));
  const accounts = open();
  await saved(accounts, { name: 'Another' });
  expect(accounts.views().map(({ name }) => name)).toEqual(['Mine', 'Another']);
  await expect(open().access(id)).resolves.toMatchObject({ value: { key } });
  expect(store.documents.get('keys')).toContain('a newer way');
});

test('a removed account is gone with its key', async () => {
  const accounts = open();
  const { id } = await saved(accounts);
  accounts.remove(id);
  expect(open().views()).toEqual([]);
  await expect(open().access(id)).resolves.toMatchObject({ failure: { code: 'account-unknown' } });
  expect(store.documents.get('keys')).not.toContain(id);
});

test.each([
  `Bearer ${key}\n`,
  `Authorization: Bearer ${key}`,
  `"${key}",`,
  `'Bearer ${key}'`,
  `“${key}”`,
  `\u200b${key.slice(0, 5)}\u2060${key.slice(5)}\ufeff`,
  `\u00a0${key}\r\n`,
])('what is pasted around the key is taken off: %j', async (pasted) => {
  const accounts = open();
  const { id } = await saved(accounts, { key: pasted });
  await expect(accounts.access(id)).resolves.toMatchObject({ value: { key } });
});
