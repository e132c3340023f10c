import type { AccountView } from '../../shared/account.ts';
import type { Failure } from '../../shared/failure.ts';
import { succeed, type Outcome } from '../../shared/outcome.ts';
import type { AccountId } from '../../shared/task.ts';
import type { Poller } from '../poll/poller.ts';
import type { ProviderClient } from '../provider/client.ts';
import type { Accounts, AccountWish } from '../settings/accounts.ts';

/** What the desk needs. */
export interface AccountDeskOptions {
  readonly accounts: Accounts;
  readonly client: Pick<ProviderClient, 'credits'>;
  readonly poller: Poller;
  /** The account can be asked again: its key or its address is new, or has just worked. */
  readonly onUsable: (id: AccountId) => void;
  readonly onChanged: () => void;
}

/** Saves and tests accounts for the window. */
export class AccountDesk {
  readonly #options: AccountDeskOptions;

  constructor(options: AccountDeskOptions) {
    this.#options = options;
  }

  /** Saves an account; its tasks go on with the new key at once. */
  async save(wish: AccountWish): Promise<Outcome<AccountView, Failure>> {
    const saved = await this.#options.accounts.save(wish);
    if (saved.ok) {
      this.#options.onChanged();
      this.#options.onUsable(saved.value.id);
    }
    return saved;
  }

  /** Forgets an account and its key. Its tasks stay, and say why they are not asked about any more. */
  remove(id: AccountId): void {
    this.#options.accounts.remove(id);
    this.#options.onChanged();
    this.#options.onUsable(id);
  }

  /** Asks for the credits, with the key in the form or the stored one. Nothing is stored. */
  async test(
    wish: Omit<AccountWish, 'name'>,
  ): Promise<Outcome<{ readonly credits: number }, Failure>> {
    const { accounts, client, poller } = this.#options;
    const access = await accounts.accessFor(wish);
    if (!access.ok) return access;
    const ask = () => client.credits(access.value);
    const known = wish.id === undefined ? undefined : accounts.find(wish.id);
    const credits = known === undefined ? await ask() : await poller.inTurn(known.id, ask);
    if (!credits.ok) return credits;
    const isStoredKey = known !== undefined && (wish.key ?? '') === '';
    if (isStoredKey && accounts.setBlock(known.id, undefined)) {
      this.#options.onChanged();
      this.#options.onUsable(known.id);
    }
    return succeed({ credits: credits.value });
  }
}
