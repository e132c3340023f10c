import { z } from 'zod';
import type { KeyStorage } from '../../shared/settings/account.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { AccountFailure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import { toAccountId, type AccountId } from '../../shared/id.ts';
import type { Store } from '../platform/store.ts';
import { SaveFailedError } from './save-failed-error.ts';
import type { KeyEncryption } from './key-encryption.ts';

/** The document of the keys in the store: apart from settings and ledger, so that those can be shared. */
const document = 'keys';

const entryShape = z.discriminatedUnion('storage', [
  z.object({ storage: z.literal('keyring'), cipherText: z.string(), hint: z.string().optional() }),
  z.object({ storage: z.literal('plain'), key: z.string() }),
]);
const documentShape = z.object({ keys: z.record(z.string(), z.unknown()) });

type Entry = z.output<typeof entryShape> | { readonly storage: 'session'; readonly key: string };

/** What the keys are kept with. */
export interface KeyStoreOptions {
  readonly store: Store;
  readonly vault: KeyEncryption;
  /** Hears every key that is in memory, so that it can be taken out of what others say. */
  readonly onKey?: (key: string) => void;
}

/** Longer keys may show their last four characters; of a short one that would be too much. */
function hintOf(key: string): string | undefined {
  return key.length >= 12 ? key.slice(-4) : undefined;
}

/**
 * The accounts' keys: encrypted by the system's keyring, or, by the user's own choice where there is
 * none, for this session or as plain text. In memory a key is only what `keyOf` hands out.
 */
export class KeyStore {
  readonly #store: Store;
  readonly #vault: KeyEncryption;
  readonly #onKey: (key: string) => void;
  #entries: ReadonlyMap<AccountId, Entry> = new Map<AccountId, Entry>();
  readonly #opened = new Map<AccountId, string>();
  /** Entries that could not be read: a newer version's, perhaps. They are written back as they were. */
  readonly #strangers = new Map<string, unknown>();

  constructor({ store, vault, onKey = () => undefined }: KeyStoreOptions) {
    this.#store = store;
    this.#vault = vault;
    this.#onKey = onKey;
  }

  /** Reads the stored keys without decrypting any. */
  load(): void {
    const parsed = documentShape.safeParse(this.#store.read(document).value);
    if (!parsed.success) return;
    const entries = new Map<AccountId, Entry>();
    for (const [id, stored] of Object.entries(parsed.data.keys)) {
      const entry = entryShape.safeParse(stored);
      if (entry.success) this.#take(entries, id, entry.data);
      else this.#strangers.set(id, stored);
    }
    this.#entries = entries;
  }

  #take(entries: Map<AccountId, Entry>, id: string, entry: Entry): void {
    entries.set(toAccountId(id), entry);
    if (entry.storage !== 'keyring') this.#onKey(entry.key);
  }

  /** Where the key of an account is kept, and its last four characters; `undefined`: no key. */
  describe(
    id: AccountId,
  ): { readonly storage: KeyStorage; readonly hint: string | undefined } | undefined {
    const entry = this.#entries.get(id);
    if (entry === undefined) return undefined;
    const hint = entry.storage === 'keyring' ? entry.hint : hintOf(entry.key);
    return { storage: entry.storage, hint };
  }

  /**
   * Keeps a key. Without a keyring it fails with `keyring-missing` unless `storage` says what the
   * user has chosen instead.
   * @throws SaveFailedError
   */
  async put(
    id: AccountId,
    key: string,
    storage: KeyStorage | undefined,
  ): Promise<Outcome<undefined, AccountFailure>> {
    const entry = await this.#entryFor(key, storage);
    if (!entry.ok) return entry;
    this.#save(new Map([...this.#entries, [id, entry.value]]));
    this.#opened.set(id, key);
    this.#onKey(key);
    return succeed(undefined);
  }

  /**
   * Forgets a key.
   * @throws SaveFailedError
   */
  remove(id: AccountId): void {
    const others = [...this.#entries].filter(([other]) => other !== id);
    if (others.length < this.#entries.size) this.#save(new Map(others));
    this.#opened.delete(id);
  }

  /** The key of an account, for the one header it belongs in. */
  async keyOf(id: AccountId, name: string): Promise<Outcome<string, AccountFailure>> {
    const opened = this.#opened.get(id);
    if (opened !== undefined) return succeed(opened);
    const entry = this.#entries.get(id);
    if (entry === undefined) return fail({ code: 'account-no-key', name });
    if (entry.storage !== 'keyring') return succeed(entry.key);
    const key = await this.#vault.decrypt(entry.cipherText);
    if (key.ok) {
      this.#opened.set(id, key.value);
      this.#onKey(key.value);
    }
    return key;
  }

  async #entryFor(
    key: string,
    storage: KeyStorage | undefined,
  ): Promise<Outcome<Entry, AccountFailure>> {
    if (storage === 'session' || storage === 'plain') return succeed({ storage, key });
    if (!(await this.#vault.isSecure())) return fail({ code: 'keyring-missing' });
    const cipherText = await this.#vault.encrypt(key);
    if (!cipherText.ok) return cipherText;
    const hint = hintOf(key);
    return succeed({
      storage: 'keyring',
      cipherText: cipherText.value,
      ...(hint !== undefined && { hint }),
    });
  }

  #save(entries: ReadonlyMap<AccountId, Entry>): void {
    const stored = [...entries].flatMap(([id, entry]) =>
      entry.storage === 'session' ? [] : [[id, entry] as const],
    );
    const keys = Object.fromEntries([...this.#strangers, ...stored]) as JsonObject; // text, or what was read
    try {
      this.#store.write(document, { version: 1, keys });
    } catch (error) {
      throw new SaveFailedError('keys', error);
    }
    this.#entries = entries;
  }
}
