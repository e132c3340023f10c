import {
  providerBaseUrls,
  type AccountView,
  type KeyStorage,
  type ProviderId,
} from '../../electron/shared/account.ts';
import type { Api } from '../../electron/shared/contract.ts';
import { describeFailure, type Words } from '../../electron/shared/messages/en.ts';
import { AccountTest, type TestResult } from './account-test.svelte.ts';
import { describeUnexpected } from './notices.svelte.ts';

/** What each provider is called. */
export const providerLabels: { readonly [P in ProviderId]: string } = {
  kie: 'KIE',
  apikley: 'Apikley',
  custom: 'Custom',
};

/** The draft of one account. Its key is here only until it is saved, and nowhere else on the page. */
export class AccountForm {
  name = $state('');
  baseUrl = $state('');
  key = $state('');
  #provider = $state<ProviderId>('kie');
  #testedWith = $state('');
  #saving = $state(false);
  #problem = $state.raw<Words | undefined>(undefined);
  #mustChooseStorage = $state(false);
  readonly #api: Api;
  readonly #test: AccountTest;
  readonly #account: AccountView | undefined;

  constructor(api: Api, account?: AccountView) {
    this.#api = api;
    this.#test = new AccountTest(api);
    this.#account = account;
    this.#provider = account?.provider ?? 'kie';
    this.name = account?.name ?? providerLabels[this.#provider];
    this.baseUrl = account?.baseUrl ?? providerBaseUrls[this.#provider] ?? '';
  }

  /** The account that is edited; `undefined` for a new one. */
  get account(): AccountView | undefined {
    return this.#account;
  }

  get provider(): ProviderId {
    return this.#provider;
  }

  set provider(provider: ProviderId) {
    // A name that the user has typed stays.
    if (this.name.trim() === '' || this.name === providerLabels[this.#provider]) {
      this.name = providerLabels[provider];
    }
    this.#provider = provider;
    this.baseUrl = providerBaseUrls[provider] ?? '';
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

  /** What the last test came to; `undefined` once it was for something else than the form holds. */
  get tested(): TestResult | undefined {
    return this.#testedWith === this.#fingerprint() ? this.#test.result : undefined;
  }

  get saving(): boolean {
    return this.#saving;
  }

  get problem(): Words | undefined {
    return this.#problem;
  }

  /** There is no keyring, and the user has not said yet where the key may be kept. */
  get mustChooseStorage(): boolean {
    return this.#mustChooseStorage;
  }

  /** Asks for the account's credits, with the key typed or the stored one. */
  async test(): Promise<void> {
    this.#testedWith = this.#fingerprint();
    await this.#test.run(this.#input());
  }

  /** Saves, and answers with the account; `undefined`, with a problem to show, if it was refused. */
  async save(storage?: KeyStorage): Promise<AccountView | undefined> {
    if (this.#saving) return undefined; // a second Enter
    this.#saving = true;
    this.#problem = undefined;
    try {
      const chosen = storage === undefined ? {} : { storage };
      const input = { ...this.#input(), name: this.name.trim(), ...chosen };
      const outcome = await this.#api.call('saveAccount', input);
      this.#mustChooseStorage = !outcome.ok && outcome.failure.code === 'keyring-missing';
      if (!outcome.ok) {
        this.#problem = describeFailure(outcome.failure);
        return undefined;
      }
      this.key = '';
      return outcome.value;
    } catch (error) {
      this.#problem = describeUnexpected(error);
      return undefined;
    } finally {
      this.#saving = false;
    }
  }

  #fingerprint(): string {
    return JSON.stringify([this.#provider, this.baseUrl, this.key]);
  }

  #input() {
    const key = this.key.trim();
    const account = this.#account;
    return {
      ...(account === undefined ? {} : { id: account.id }),
      provider: this.#provider,
      baseUrl: this.baseUrl.trim(),
      // An account that has a key keeps it when the field is left empty.
      ...(key === '' && account?.hasKey === true ? {} : { key }),
    };
  }
}

function withoutSlash(url: string): string {
  return url.trim().replace(/\/+$/, '');
}
