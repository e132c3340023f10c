import { z } from 'zod';
import { providerIds, type Account } from '../../shared/settings/account.ts';
import type { JsonValue } from '../../shared/json.ts';
import { type Choices, choicesOf, storedChoices } from '../../shared/settings/setting-table.ts';
import type { LastCheck, Settings } from '../../shared/settings/settings.ts';
import { toAccountId, type AccountId } from '../../shared/id.ts';
import { Emitter } from '../platform/emitter.ts';
import type { Store } from '../platform/store.ts';
import { SaveFailedError } from './save-failed-error.ts';

const document = 'settings';

/** The accounts once more, in a document of their own: without them no task could go on. */
const accountsDocument = 'accounts';

const windowShape = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  isMaximized: z.boolean().optional().catch(undefined),
  isFullScreen: z.boolean().optional().catch(undefined),
});

const accountShape = z.object({
  id: z.string().transform(toAccountId),
  name: z.string(),
  provider: z.enum(providerIds),
  baseUrl: z.string(),
});

const readable = <T>(all: readonly (T | undefined)[]): T[] => all.flatMap((one) => one ?? []);

const lastCheckShape = z.object({
  endedAtMs: z.number(),
  videos: z.number(),
  moved: z.number(),
  missing: z.number(),
  damaged: z.number(),
  isComplete: z.boolean(),
});

const mirrorShape = z.object({ folder: z.string(), archiveId: z.string() });

const moveShape = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  step: z.enum(['copying', 'moved']),
  sizeBytes: z.number().optional(),
  /** Files of the user's own that the new place did not take; the first of them, and why. */
  left: z.object({ count: z.number(), path: z.string(), detail: z.string() }).optional(),
});

/** A move of the archive that is under way, or whose old copy the user has not decided on. */
export type ArchiveMove = Readonly<z.output<typeof moveShape>>;

const accountsShape = z
  .array(accountShape.optional().catch(undefined))
  .catch([])
  .transform(readable);

/** Every field falls back by itself: one bad value does not cost the others. */
const documentShape = z.looseObject({
  accounts: accountsShape,
  archiveFolder: z.string().optional().catch(undefined),
  /** Id of the archive in that folder: proves after an unplugged drive that it is the same one. */
  archiveId: z.string().optional().catch(undefined),
  /** Where each archive that was ever used lies: older videos are still found after a change. */
  archives: z.record(z.string(), z.string()).catch({}),
  archiveMove: moveShape.optional().catch(undefined),
  mirror: mirrorShape.optional().catch(undefined),
  ...storedChoices,
  /** Parts of the ledger were lost, and the archive has not been read since. */
  isListIncomplete: z.literal(true).optional().catch(undefined),
  lastCheck: lastCheckShape.optional().catch(undefined),
  window: windowShape.optional().catch(undefined),
});

/** Where the window was, in device-independent pixels. */
export type WindowBounds = z.output<typeof windowShape>;

type Stored = z.output<typeof documentShape>;

/** What the settings need. */
export interface SettingsOptions {
  readonly store: Store;
  /** Absolute path that is offered as the archive until the user chooses one. */
  readonly defaultArchiveFolder: string;
}

/**
 * The user's choices and accounts, each change written at once. Keys are not here. What the user changes
 * throws `SaveFailedError` when the disk refuses; what Reelkeep notes for itself holds for this run then.
 */
export class SettingsStore {
  /** The user has chosen something else. */
  readonly changed = new Emitter();
  readonly #store: Store;
  readonly #defaultArchiveFolder: string;
  #stored: Stored;
  #current: { readonly of: Stored; readonly settings: Settings } | undefined;
  /** There were no settings to read: this is the first start, or they are lost. */
  readonly wasMissing: boolean;

  constructor({ store, defaultArchiveFolder }: SettingsOptions) {
    this.#store = store;
    this.#defaultArchiveFolder = defaultArchiveFolder;
    const { value } = store.read(document);
    const parsed = documentShape.safeParse(value);
    this.wasMissing = !parsed.success;
    this.#stored = parsed.success ? parsed.data : documentShape.parse({ accounts: this.#noted() });
  }

  /** Accounts as their own document has them: asked only when the settings are gone. */
  #noted(): unknown {
    const noted = z.object({ accounts: accountsShape });
    return noted.safeParse(this.#store.read(accountsDocument).value).data?.accounts;
  }

  /** The simple choices: the same object until something is saved, since it is asked for of each task. */
  current(): Settings {
    const stored = this.#stored;
    if (this.#current?.of !== stored) {
      const archiveFolder = stored.archiveFolder ?? this.#defaultArchiveFolder;
      this.#current = { of: stored, settings: { archiveFolder, ...choicesOf(stored) } };
    }
    return this.#current.settings;
  }

  /** The user has chosen something else: `changed` tells of it. @throws SaveFailedError */
  change(change: Partial<Choices>): void {
    this.#save(change);
    this.changed.fire();
  }

  /** The archive that was opened last; `undefined` until one has been. */
  archiveId(): string | undefined {
    return this.#stored.archiveId;
  }

  /** Remembers an archive that was there, or was made, where the settings have it: it is used in any case. */
  rememberArchive(archiveFolder: string, archiveId: string): void {
    const archives = { ...this.#stored.archives, [archiveId]: archiveFolder };
    this.#note({ archiveFolder, archiveId, archives });
  }

  /** Remembers the archive by path and by its own id. */
  setArchive(archiveFolder: string, archiveId: string): void {
    const archives = { ...this.#stored.archives, [archiveId]: archiveFolder };
    this.#save({ archiveFolder, archiveId, archives });
  }

  /** Absolute path of an archive that has been used, by its id. */
  archivePath(archiveId: string): string | undefined {
    const { archives } = this.#stored;
    return Object.hasOwn(archives, archiveId) ? archives[archiveId] : undefined;
  }

  /** What the last check of the archive came to. */
  lastCheck(): LastCheck | undefined {
    return this.#stored.lastCheck;
  }

  setLastCheck(lastCheck: LastCheck): void {
    this.#note({ lastCheck });
  }

  /** Whether the archive may have videos that the ledger has lost. */
  isListIncomplete(): boolean {
    return this.#stored.isListIncomplete === true;
  }

  /** Holds for this run in any case; where nothing can be written, the next one does not know of it. */
  setListIncomplete(isIncomplete: boolean): void {
    this.#note({ isListIncomplete: isIncomplete || undefined });
  }

  /** The folder with the archive's second copy, and the archive that it is the copy of. */
  mirror(): Stored['mirror'] {
    return this.#stored.mirror;
  }

  setMirror(mirror: Stored['mirror']): void {
    this.#save({ mirror });
  }

  /** The move that is not settled yet. */
  archiveMove(): ArchiveMove | undefined {
    return this.#stored.archiveMove;
  }

  setArchiveMove(archiveMove: ArchiveMove | undefined): void {
    this.#save({ archiveMove });
  }

  /** The archive is in its new place from this one write on. */
  setMovedArchive(archiveMove: ArchiveMove): void {
    const { id, to } = archiveMove;
    const archives = { ...this.#stored.archives, [id]: to };
    this.#save({ archiveFolder: to, archiveId: id, archives, archiveMove });
  }

  windowBounds(): WindowBounds | undefined {
    return this.#stored.window;
  }

  /** A comfort: where nothing can be written, it is not remembered. */
  setWindowBounds(window: WindowBounds): void {
    this.#note({ window });
  }

  accounts(): readonly Account[] {
    return this.#stored.accounts;
  }

  account(id: AccountId): Account | undefined {
    return this.#stored.accounts.find((account) => account.id === id);
  }

  /** Adds the account, or replaces the one with its id. */
  putAccount(account: Account): void {
    const others = this.#stored.accounts;
    const accounts = others.some(({ id }) => id === account.id)
      ? others.map((other) => (other.id === account.id ? account : other))
      : [...others, account];
    this.#saveAccounts(accounts);
  }

  /** Has an account for now: it is on disk with the next change. */
  addUnsavedAccount(account: Account): void {
    this.#stored = { ...this.#stored, accounts: [...this.#stored.accounts, account] };
  }

  removeAccount(id: AccountId): void {
    this.#saveAccounts(this.#stored.accounts.filter((account) => account.id !== id));
  }

  #saveAccounts(accounts: readonly Account[]): void {
    this.#save({ accounts });
    const noted = accounts.map(({ id, name, provider, baseUrl }) => ({
      id,
      name,
      provider,
      baseUrl,
    }));
    try {
      this.#store.write(accountsDocument, { version: 1, accounts: noted });
    } catch {
      // They are in the settings, and the store has said why.
    }
  }

  #note(change: { readonly [K in keyof Stored]?: unknown }): void {
    this.#stored = documentShape.parse({ ...this.#stored, ...change });
    try {
      this.#save({});
    } catch {
      // The store has said why.
    }
  }

  /** @throws SaveFailedError */
  #save(change: { readonly [K in keyof Stored]?: unknown }): void {
    const next = documentShape.parse({ ...this.#stored, ...change });
    try {
      this.#store.write(document, next as unknown as JsonValue); // numbers, text, booleans only
    } catch (error) {
      throw new SaveFailedError('settings', error);
    }
    this.#stored = next;
  }
}
