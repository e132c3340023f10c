import type { AccountView, KeyCheck } from '../../shared/settings/account.ts';
import type { Failure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type { AccountId } from '../../shared/id.ts';
import type { Clock } from '../platform/clock.ts';
import type { Poller } from '../polling/poller.ts';
import type { ProviderClient } from '../provider/client.ts';
import type { AccountHealth } from '../settings/account-health.ts';
import type { AccountAccess, Accounts, AccountInput } from '../settings/accounts.ts';

/** Milliseconds that saving waits for the test of a key: answers take at most 0.7 s, a dead line 30 s. */
const testPatienceMs = 4_000;

/** What the account service needs. */
export interface AccountServiceOptions {
  readonly accounts: Accounts;
  readonly health: AccountHealth;
  readonly client: Pick<ProviderClient, 'credits'>;
  readonly poller: Poller;
  readonly clock: Clock;
  /** The account can be asked again: its key or its address is new, or has just worked. */
  readonly onUsable: (id: AccountId) => void;
  readonly onChanged: () => void;
}

/** An account to save, with the user's word on a key that its provider refuses. */
export interface TestedAccountInput extends AccountInput {
  readonly despiteRefusal?: boolean | undefined;
}

/** Saves and tests accounts for the window. */
export class AccountService {
  readonly #options: AccountServiceOptions;

  constructor(options: AccountServiceOptions) {
    this.#options = options;
  }

  /** Saves an account as it is; its tasks go on with the new key at once. */
  async save(input: AccountInput): Promise<Outcome<AccountView, Failure>> {
    const saved = await this.#options.accounts.save(input);
    if (saved.ok) {
      this.#options.onChanged();
      this.#options.onUsable(saved.value.id);
    }
    return saved;
  }

  /**
   * Asks for the credits with what is to be saved, and saves it. Only a refusal of the key is an answer
   * that keeps an account from being saved: a provider that is down, slow or odd may be well tomorrow.
   * @returns `key-refused`, with nothing saved, unless the user wants it despite that
   */
  async testAndSave(input: TestedAccountInput): Promise<Outcome<AccountView, Failure>> {
    const access = await this.#options.accounts.accessFor(input);
    // Whatever is wrong with the wish itself is told by saving it.
    if (!access.ok || input.name.trim() === '') return await this.save(input);
    const testing = this.#ask(input.id, access.value);
    const check = await this.#inTime(testing);
    const { failure } = check ?? {};
    if (failure?.code === 'key-refused' && input.despiteRefusal !== true) return fail(failure);
    const saved = await this.save(input);
    if (!saved.ok) return saved;
    const { id } = saved.value;
    if (check === undefined) void testing.then((late) => this.#noteLate(id, access.value, late));
    else this.#note(id, check);
    return succeed(this.#options.accounts.view(id) ?? saved.value);
  }

  /** Forgets an account and its key. Its tasks stay, and say why they are not asked about any more. */
  remove(id: AccountId): void {
    this.#options.accounts.remove(id);
    this.#options.onChanged();
    this.#options.onUsable(id);
  }

  /** Asks for the credits, with the key in the form or the stored one. Nothing is stored. */
  async test(
    input: Omit<AccountInput, 'name'>,
  ): Promise<Outcome<{ readonly credits: number }, Failure>> {
    const { accounts } = this.#options;
    const access = await accounts.accessFor(input);
    if (!access.ok) return access;
    const tested = await this.#ask(input.id, access.value);
    const known = input.id === undefined ? undefined : accounts.find(input.id);
    if (known !== undefined && (input.key ?? '') === '')
      await this.#noteLate(known.id, access.value, tested);
    return tested.credits === undefined
      ? fail(tested.failure)
      : succeed({ credits: tested.credits });
  }

  /** Never rejects, and never waits for a hold: a person asks. */
  async #ask(id: AccountId | undefined, access: AccountAccess): Promise<Tested> {
    const { accounts, client, poller, clock } = this.#options;
    const ask = () => client.credits(access);
    const known = id === undefined ? undefined : accounts.find(id);
    const credits = known === undefined ? await ask() : await poller.runUserCall(known.id, ask);
    const atMs = clock.now();
    return credits.ok ? { atMs, credits: credits.value } : { atMs, failure: credits.failure };
  }

  /** `undefined` when it takes too long. */
  async #inTime(testing: Promise<Tested>): Promise<Tested | undefined> {
    let cancel: (() => void) | undefined;
    const tooLong = new Promise<undefined>((resolve) => {
      cancel = this.#options.clock.after(testPatienceMs, () => {
        resolve(undefined);
      });
    });
    try {
      return await Promise.race([testing, tooLong]);
    } finally {
      cancel?.();
    }
  }

  /** An answer counts for the key that it was given to, which may have been replaced meanwhile. */
  async #noteLate(id: AccountId, { baseUrl, key }: AccountAccess, tested: Tested): Promise<void> {
    const stored = await this.#options.accounts.access(id);
    if (stored.ok && stored.value.key === key && stored.value.baseUrl === baseUrl) {
      this.#note(id, tested);
    }
  }

  #note(id: AccountId, { atMs, failure }: Tested): void {
    const { accounts, health, onChanged, onUsable } = this.#options;
    const check: KeyCheck = failure === undefined ? { atMs } : { atMs, failure };
    const isNews = accounts.noteKeyCheck(id, check);
    if (isNews) onChanged();
    if (failure !== undefined || health.failureOf(id) === undefined) return;
    health.reset(id);
    onUsable(id);
  }
}

/** What the question for the credits came to. */
type Tested =
  | { readonly atMs: number; readonly credits: number; readonly failure?: undefined }
  | { readonly atMs: number; readonly failure: Failure; readonly credits?: undefined };
