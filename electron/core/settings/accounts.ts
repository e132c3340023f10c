import { randomUUID } from 'node:crypto';
import {
  providerBaseUrls,
  type Account,
  type AccountView,
  type KeyCheck,
  type KeyStorage,
  type ProviderId,
} from '../../shared/settings/account.ts';
import type { AccountFailure, AddressFailure, Failure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import { toAccountId, type AccountId } from '../../shared/id.ts';
import { parseBaseUrl } from '../network/url-policy.ts';
import type { AccountHealth } from './account-health.ts';
import type { KeyStore } from './key-store.ts';
import type { SettingsStore } from './settings-store.ts';

/** What the user typed for an account. */
export interface AccountInput {
  /** Absent for a new account. */
  readonly id?: AccountId | undefined;
  readonly name: string;
  readonly provider: ProviderId;
  readonly baseUrl: string;
  /** Absent: keep the stored key. */
  readonly key?: string | undefined;
  readonly storage?: KeyStorage | undefined;
}

/** Where a call goes and with which key. */
export interface AccountAccess {
  readonly baseUrl: string;
  readonly key: string;
}

/** Marks without a width, which pages and chats leave in what is copied. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** What is copied along with a key: quotation marks, the comma behind it. */
const aroundKey = /^[\s"'`<“”„«»‘’]+|[\s"'`>“”„«»‘’,;]+$/g;

/** A key goes into an HTTP header: visible ASCII only (RFC 9110, 5.5; RFC 6750, 2.1). */
function checkKey(key: string): Outcome<string, AccountFailure> {
  const trimmed = key
    .replaceAll(invisible, '')
    .replaceAll(aroundKey, '')
    .replace(/^(?:authorization\s*[:=]\s*)?["'`]?(?:bearer(?:\s+|$))?/i, '')
    .replaceAll(aroundKey, '');
  if (trimmed === '') return fail({ code: 'key-empty' });
  return /^[\x21-\x7e]+$/.test(trimmed) ? succeed(trimmed) : fail({ code: 'key-malformed' });
}

function baseUrlOf(
  input: Pick<AccountInput, 'provider' | 'baseUrl'>,
): Outcome<string, AddressFailure> {
  return parseBaseUrl(providerBaseUrls[input.provider] ?? input.baseUrl);
}

/** So often the window hears that an account still answers. */
const tellEveryMs = 60_000;

/** What the accounts are made of. */
export interface AccountsOptions {
  readonly settings: SettingsStore;
  readonly secrets: KeyStore;
  readonly health: AccountHealth;
}

/** The user's accounts: what is stored, and where their keys are. */
export class Accounts {
  readonly #settings: SettingsStore;
  readonly #secrets: KeyStore;
  readonly #health: AccountHealth;
  readonly #keyChecks = new Map<AccountId, KeyCheck>();

  constructor(options: AccountsOptions) {
    this.#settings = options.settings;
    this.#secrets = options.secrets;
    this.#health = options.health;
  }

  /** Every account as the window sees it. */
  views(): readonly AccountView[] {
    return this.#settings.accounts().map((account) => this.#view(account));
  }

  find(id: AccountId): Account | undefined {
    return this.#settings.account(id);
  }

  /** Checks and stores an account; nothing is stored when anything in it is wrong. */
  async save(input: AccountInput): Promise<Outcome<AccountView, Failure>> {
    const name = input.name.trim();
    if (name === '') return fail({ code: 'name-empty' });
    const baseUrl = baseUrlOf(input);
    if (!baseUrl.ok) return baseUrl;
    const known = input.id === undefined ? undefined : this.find(input.id);
    if (input.id !== undefined && known === undefined) return fail({ code: 'account-unknown' });
    const id = known?.id ?? toAccountId(randomUUID());
    const isSameHost = known?.baseUrl === baseUrl.value;
    const kept = await this.#keepKey(id, input, isSameHost);
    if (!kept.ok) return kept;
    const account: Account = { id, name, provider: input.provider, baseUrl: baseUrl.value };
    this.#settings.putAccount(account);
    this.#health.reset(id);
    this.#keyChecks.delete(id); // it may be another key, or another provider
    return succeed(this.#view(account));
  }

  /** Forgets an account and its key. */
  remove(id: AccountId): void {
    this.#secrets.remove(id); // first: no key may outlive its account
    this.#settings.removeAccount(id);
    this.#health.reset(id);
    this.#keyChecks.delete(id);
  }

  /** An account as the window sees it; `undefined` for one that is not known. */
  view(id: AccountId): AccountView | undefined {
    const account = this.find(id);
    return account && this.#view(account);
  }

  /**
   * Takes note of what a call with the stored key came to.
   * @returns whether the window should hear of it: another outcome, or the same after a while
   */
  noteKeyCheck(id: AccountId, check: KeyCheck): boolean {
    if (this.find(id) === undefined) return false; // it was removed meanwhile
    const known = this.#keyChecks.get(id);
    const isSame = known !== undefined && known.failure?.code === check.failure?.code;
    if (isSame && Math.abs(check.atMs - known.atMs) < tellEveryMs) return false;
    this.#keyChecks.set(id, check);
    return true;
  }

  /** Base URL and key for a call with what the form holds, or with what is stored. */
  async accessFor(input: Omit<AccountInput, 'name'>): Promise<Outcome<AccountAccess, Failure>> {
    const baseUrl = baseUrlOf(input);
    if (!baseUrl.ok) return baseUrl;
    if (input.key !== undefined && input.key !== '') {
      const key = checkKey(input.key);
      return key.ok ? succeed({ baseUrl: baseUrl.value, key: key.value }) : key;
    }
    const known = input.id === undefined ? undefined : this.find(input.id);
    // A stored key goes to its own base URL and nowhere else, whatever the form says now.
    if (known === undefined || known.baseUrl !== baseUrl.value) return fail({ code: 'key-empty' });
    return this.access(known.id);
  }

  /** Base URL and key of a stored account. */
  async access(id: AccountId): Promise<Outcome<AccountAccess, Failure>> {
    const account = this.find(id);
    if (account === undefined) return fail({ code: 'account-unknown' });
    // One whose settings were lost has no address either, until the user enters both again.
    if (account.baseUrl === '') return fail({ code: 'account-no-key', name: account.name });
    const key = await this.#secrets.keyOf(id, account.name);
    return key.ok ? succeed({ baseUrl: account.baseUrl, key: key.value }) : key;
  }

  async #keepKey(
    id: AccountId,
    input: AccountInput,
    isSameHost: boolean,
  ): Promise<Outcome<undefined, Failure>> {
    const isGiven = input.key !== undefined && input.key.trim() !== '';
    const hasKey = this.#secrets.describe(id) !== undefined;
    // A key is never sent to a host it was not given for: another base URL needs it again.
    if (!isGiven && hasKey && isSameHost) return succeed(undefined);
    if (!isGiven && hasKey) return fail({ code: 'key-elsewhere' });
    const key = checkKey(input.key ?? '');
    return key.ok ? this.#secrets.put(id, key.value, input.storage) : key;
  }

  #view(account: Account): AccountView {
    const key = this.#secrets.describe(account.id);
    const block = this.#health.failureOf(account.id);
    const keyCheck = this.#keyChecks.get(account.id);
    return {
      ...account,
      hasKey: key !== undefined,
      ...(key?.hint !== undefined && { keyHint: key.hint }),
      ...(key !== undefined && { keyStorage: key.storage }),
      ...(keyCheck !== undefined && { keyCheck }),
      ...(block !== undefined && { block }),
    };
  }
}
