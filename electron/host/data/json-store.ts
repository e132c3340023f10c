import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StoreRefusal, type Store, type StoreRead } from '../../core/platform/store.ts';
import type { Turns } from '../../core/platform/turns.ts';
import type { JsonValue } from '../../shared/json.ts';
import { JsonBackups } from './json-backups.ts';
import { filesIn, isFull, isSameFile, tryFolder } from './json-disk.ts';
import { JsonFiles, type JsonFileOptions } from './json-file.ts';

const namePattern = /^[\w-]+(\/[\w-]+)*$/;

/** Folders that hold documents: the store's own, the ledger's, and that of removed tasks. */
const folders = ['', 'ledger', 'trash'];

/** Not in the backups: a key that the user takes away must be really gone. */
const secret = 'keys';

/** A copy that was refused is made again after so long, then after ever longer. */
const copyAgainMs = 5_000;
const longestCopyAgainMs = 10 * 60_000;

/** For what makes things better and may be refused: a write of the document will say why. */
function attempt(mend: () => void): boolean {
  try {
    mend();
    return true;
  } catch {
    return false;
  }
}

function lastGood(name: string): string {
  return `${name}.last-good`;
}

/**
 * The Store on electron-store. Each document is two files, written one after the other: the second,
 * `<name>.last-good.json`, is a copy of the first once that is on disk and reads back as written. The
 * first is replaced in one step, so a power cut leaves it whole; whatever damages it later finds the
 * second. Should both be damaged, the newest good backup takes over.
 * @see https://github.com/sindresorhus/electron-store#readme
 */
export class JsonStore implements Store {
  readonly #options: JsonFileOptions;
  readonly #files: JsonFiles;
  readonly #backups: JsonBackups;
  /** Documents whose copies are older than they are. */
  readonly #uncopied = new Set<string>();
  #cancelCopies: (() => void) | undefined;
  /** The last write was refused. */
  #isRefused = false;

  constructor(options: JsonFileOptions) {
    this.#options = options;
    this.#files = new JsonFiles(options);
    this.#backups = new JsonBackups(options.folder);
    this.#clean();
  }

  list(folder: string): readonly string[] {
    // No document is ever taken away: one that only a backup knows of is missing.
    const files = [...filesIn(join(this.#options.folder, folder)), ...this.#backups.files(folder)];
    const names = files.flatMap((file) => /^([\w-]+)(\.last-good)?\.json$/.exec(file)?.[1] ?? []);
    return [...new Set(names)].sort().map((name) => (folder === '' ? name : `${folder}/${name}`));
  }

  read(name: string): StoreRead {
    const checked = this.#checked(name);
    const file = this.#files.load(checked);
    if (file.value !== undefined) {
      if (!this.#isCopied(checked)) this.#restore(lastGood(checked), file.value);
      return { value: file.value, origin: 'file' };
    }
    const copy = this.#files.load(lastGood(checked));
    const backup = copy.value === undefined ? this.#backups.find(checked) : undefined;
    const value = copy.value ?? backup?.value;
    if (value !== undefined) this.#restore(checked, value);
    if (backup !== undefined) this.#restore(lastGood(checked), backup.value);
    const setAside = file.setAside ?? copy.setAside;
    const isDamaged = file.isDamaged ?? copy.isDamaged;
    return {
      value,
      origin: backup !== undefined ? 'backup' : value === undefined ? 'none' : 'copy',
      ...(isDamaged !== undefined && { isDamaged }),
      ...(setAside !== undefined && { setAside }),
      ...(backup !== undefined && { savedAtMs: backup.savedAtMs }),
    };
  }

  write(name: string, value: JsonValue): void {
    const checked = this.#checked(name);
    this.#onDisk(() => {
      if (this.#isRefused) tryFolder(dirname(join(this.#options.folder, checked)));
      this.#files.save(checked, value);
      this.#copy(checked);
      this.#files.settle(checked);
      this.#isRefused = false;
    });
    if (checked === secret) this.#forgetOldKeys();
  }

  backUp(generation: string): void {
    const steps = this.#backUpSteps(generation);
    this.#onDisk(() => {
      while (steps.next().done !== true);
    });
  }

  async backUpInTurns(generation: string, turns: Turns): Promise<void> {
    const steps = this.#backUpSteps(generation);
    while (this.#onDisk(() => steps.next().done) !== true) {
      if (turns.isOver) await turns.next();
    }
  }

  #backUpSteps(generation: string): Generator<undefined> {
    const names = folders.flatMap((folder) => this.list(folder));
    const documents = names.filter((name) => name !== secret);
    return this.#backups.make(this.#checked(generation), documents, this.#options.clock.now());
  }

  /** A document too large to be text is refused by no disk, and stays what it is. */
  #onDisk<T>(write: () => T): T {
    const { folder } = this.#options;
    try {
      return write();
    } catch (error) {
      if (!(error instanceof Error) || error instanceof RangeError) throw error;
      this.#isRefused = true;
      throw new StoreRefusal(error, { folder, isFull: isFull(folder) });
    }
  }

  #isCopied(name: string): boolean {
    const { folder } = this.#options;
    return isSameFile(join(folder, `${name}.json`), join(folder, `${lastGood(name)}.json`));
  }

  /** What is saved is saved: a copy that is refused is made later. Of keys no older copy may stay. */
  #copy(name: string): void {
    if (attempt(() => this.#files.copy(name, lastGood(name)))) this.#uncopied.delete(name);
    else {
      if (name === secret)
        rmSync(join(this.#options.folder, `${lastGood(name)}.json`), { force: true });
      this.#uncopied.add(name);
      this.#copyLater(copyAgainMs);
    }
  }

  #copyLater(delayMs: number): void {
    this.#cancelCopies?.();
    this.#cancelCopies = this.#options.clock.after(delayMs, () => {
      for (const name of this.#uncopied) {
        if (attempt(() => this.#files.copy(name, lastGood(name)))) this.#uncopied.delete(name);
      }
      if (this.#uncopied.size > 0) this.#copyLater(Math.min(delayMs * 2, longestCopyAgainMs));
    });
  }

  /** Makes a damaged or missing file whole again. Where that is refused, its twin still holds the data. */
  #restore(name: string, value: JsonValue): void {
    attempt(() => {
      this.#files.save(name, value);
      this.#files.settle(name);
    });
  }

  /** Only now that the keys are written again: a key that the user took away must be in no older file. */
  #forgetOldKeys(): void {
    const { folder } = this.#options;
    for (const file of filesIn(folder)) {
      if (!/^keys(\.last-good)?(\.damaged-[\w-]+\.json|\.json\.tmp-\w+)$/.test(file)) continue;
      attempt(() => rmSync(join(folder, file)));
    }
  }

  /** Takes away what writes left behind that were cut off: they were never part of a document. */
  #clean(): void {
    for (const path of folders.map((folder) => join(this.#options.folder, folder))) {
      for (const file of filesIn(path)) {
        if (/\.json\.tmp-\w+$/.test(file)) attempt(() => rmSync(join(path, file)));
      }
    }
  }

  /** Names are Reelkeep's own, so a bad one is a bug; it must not become a path outside the folder. */
  #checked(name: string): string {
    if (!namePattern.test(name)) throw new Error(`Not a document's name: ${name}`);
    return name;
  }
}
