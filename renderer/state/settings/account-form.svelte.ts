import {
  providerBaseUrls,
  type AccountView,
  type KeyStorage,
  type ProviderId,
} from '../../../electron/shared/settings/account.ts';
import type { Api } from '../../../electron/shared/contract/contract.ts';
import type { Failure, FailureCode } from '../../../electron/shared/failure.ts';
import { m } from '../../../electron/shared/messages/catalogue.ts';
import { describeFailure } from '../../../electron/shared/messages/failures.ts';
import type { Words } from '../../../electron/shared/messages/words.ts';
import { AccountTest, type TestResult } from './account-test.svelte.ts';
import { describeUnexpected } from '../unexpected.ts';

const brands: { readonly [P in ProviderId]: string | undefined } = {
  kie: 'KIE',
  apikley: 'Apikley',
  custom: undefined,
};

/** What a provider is called. */
export function providerLabel(provider: ProviderId): string {
  return brands[provider] ?? m.settings.accountForm.custom;
}

/** What the user decides while saving. */
export interface SaveChoice {
  /** Where to keep the key without a keyring. */
  readonly storage?: KeyStorage;
  /** Also a key that the provider has refused. */
  readonly despiteRefusal?: true;
}

/** Why the account is not saved. Without a code: nobody expected it. */
interface Problem {
  readonly code?: FailureCode;
  /** In the language of the moment. */
  readonly describe: () => Words;
}

/** The draft of one account. Its key is here only until it is saved, and nowhere else on the page. */
export class AccountForm {
  #name = $state('');
  #baseUrl = $state('');
  #key = $state('');
  #provider = $state<ProviderId>('kie');
  #saving = $state(false);
  #problem = $state.raw<Problem | undefined>(undefined);
  /** The user insists on the key, and has yet to say where it may be kept. */
  #insists = false;
  /** Another one with each change of what is asked with. */
  #edition = 0;
  readonly #api: Api;
  readonly #test: AccountTest;
  readonly #account: AccountView | undefined;

  constructor(api: Api, account?: AccountView) {
    this.#api = api;
    this.#test = new AccountTest(api);
    this.#account = account;
    this.#provider = account?.provider ?? 'kie';
    this.#name = account?.name ?? providerLabel(this.#provider);
    this.#baseUrl = account?.baseUrl ?? providerBaseUrls[this.#provider] ?? '';
  }

  /** The account that is edited; `undefined` for a new one. */
  get account(): AccountView | undefined {
    return this.#account;
  }

  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.#name = name;
    // Another name makes a refused key no better.
    if (this.#problem?.code === 'name-empty') this.#problem = undefined;
  }

  get baseUrl(): string {
    return this.#baseUrl;
  }

  set baseUrl(baseUrl: string) {
    if (baseUrl === this.#baseUrl) return;
    this.#baseUrl = baseUrl;
    this.#outdate();
  }

  /** What is typed into its field. */
  get key(): string {
    return this.#key;
  }

  set key(key: string) {
    if (key === this.#key) return;
    this.#key = key;
    this.#outdate();
  }

  get provider(): ProviderId {
    return this.#provider;
  }

  set provider(provider: ProviderId) {
    // A name that the user has typed stays.
    if (this.name.trim() === '' || this.name === providerLabel(this.#provider)) {
      this.name = providerLabel(provider);
    }
    this.#provider = provider;
    this.#baseUrl = providerBaseUrls[provider] ?? '';
    this.#outdate();
  }

  /** What an empty key field means: a stored key goes to the base URL it was given for, and no other. */
  get emptyKey(): 'missing' | 'kept' | 'needed-again' {
    if (this.#account?.hasKey !== true) return 'missing';
    return withoutSlash(this.baseUrl) === withoutSlash(this.#account.baseUrl)
      ? 'kept'
      : 'needed-again';
  }

  get testing(): boolean {
    return this.#test.running;
  }

  /** What the last test came to; `undefined` once the form has held another key or address. */
  get tested(): TestResult | undefined {
    return this.#test.result;
  }

  get saving(): boolean {
    return this.#saving;
  }

  get problem(): Words | undefined {
    return this.#problem?.describe();
  }

  /** There is no keyring, and the user has not said yet where the key may be kept. */
  get mustChooseStorage(): boolean {
    return this.#problem?.code === 'keyring-missing';
  }

  /** The provider has refused the key: it is saved only if the user insists. */
  get isRefused(): boolean {
    return this.#problem?.code === 'key-refused';
  }

  /** Asks for the account's credits, with the key typed or the stored one. */
  async test(): Promise<void> {
    this.#problem = undefined;
    await this.#test.run(this.#input());
  }

  /**
   * Saves, which tests the key first; answers with the account, or with `undefined` and a problem to show.
   */
  async save(choice: SaveChoice = {}): Promise<AccountView | undefined> {
    if (this.#saving) return undefined; // a second Enter
    this.#saving = true;
    this.#problem = undefined;
    const asked = this.#edition;
    const insists = this.#insists || choice.despiteRefusal === true;
    try {
      const input = { ...this.#input(), name: this.#name.trim(), ...choice };
      const outcome = await this.#api.call('saveAccount', {
        ...input,
        ...(insists && { despiteRefusal: true }),
      });
      if (!outcome.ok) {
        // What was changed meanwhile has not been looked at.
        if (asked === this.#edition) this.#problem = toProblem(outcome.failure);
        this.#insists = insists && this.mustChooseStorage;
        return undefined;
      }
      this.#key = '';
      return outcome.value;
    } catch (error) {
      this.#problem = { describe: () => describeUnexpected(error) };
      return undefined;
    } finally {
      this.#saving = false;
    }
  }

  /** What was found out is about another key, or another address. */
  #outdate(): void {
    this.#edition += 1;
    this.#insists = false;
    this.#test.forget();
    if (this.#problem?.code !== 'name-empty') this.#problem = undefined;
  }

  #input() {
    const key = this.#key.trim();
    const account = this.#account;
    return {
      ...(account === undefined ? {} : { id: account.id }),
      provider: this.#provider,
      baseUrl: this.#baseUrl.trim(),
      // An account that has a key keeps it when the field is left empty.
      ...(key === '' && account?.hasKey === true ? {} : { key }),
    };
  }
}

function toProblem(failure: Failure): Problem {
  const { code } = failure;
  if (code !== 'key-refused') return { code, describe: () => describeFailure(failure) };
  return {
    code,
    describe: () => ({
      ...describeFailure(failure),
      remedy: m.settings.accountForm.refusedRemedy,
    }),
  };
}

function withoutSlash(url: string): string {
  return url.trim().replace(/\/+$/, '');
}
