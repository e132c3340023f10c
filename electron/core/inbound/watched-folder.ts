import { isAbsolute } from 'node:path';
import { z } from 'zod';
import type { JsonValue } from '../../shared/json.ts';
import type { TaskId } from '../../shared/id.ts';
import type { ListedEntry } from '../files/entry.ts';
import { Root } from '../files/root.ts';
import { maxFileBytes } from '../intake/file-text.ts';
import type { MonotonicClock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Store } from '../platform/store.ts';
import { idsIn, isTextName, readTextIn } from './text-files.ts';

/** Ids that were found in files, and are not in the library. */
export interface Found {
  readonly ids: readonly TaskId[];
  /** The file's name; of several, the last one's. */
  readonly fileName: string;
}

/** What the watch needs. */
export interface WatchedFolderOptions {
  readonly store: Store;
  readonly clock: MonotonicClock;
  readonly log: Log;
  /** Whether an id is in the library, or was taken off it. */
  readonly isKnown: (id: TaskId) => boolean;
  readonly onFound: (found: Found) => void;
  /** How the folder is looked at; by `Root` if absent. */
  readonly openRoot?: (folder: string) => WatchedRoot;
}

/** What is done in the folder. */
export type WatchedRoot = Pick<Root, 'list' | 'readBytes'>;

/** Between two looks; more where a look takes long, so that a slow drive is left alone. */
const lookEveryMs = 5_000;
const restPerLook = 20;

/** Of one look, so that a folder that fills with thousands of files costs little at a time. */
const filesPerLook = 50;
const bytesPerLook = 40 * 1024 * 1024;

/** A file that cannot be read may be held by whoever writes it: so often it is tried, from look to look. */
const maxTries = 10;

/** Files that are remembered; a folder with more is no place for ids. */
const maxFiles = 20_000;

const documentName = 'watched-folder';
const documentShape = z.object({
  folder: z.string(),
  /** Size and time of each file's last version that was read, by its name. */
  files: z.record(z.string(), z.string()),
});

/** Tells one version of a file from the next. */
function versionOf({ file }: ListedEntry): string | undefined {
  return file === undefined ? undefined : `${String(file.sizeBytes)} ${String(file.modifiedAtMs)}`;
}

/**
 * Watches one folder of the user's for files with task ids. It looks again and again, by the door to the disk,
 * instead of being told: a listing is bounded, follows no link, and a drive that hangs costs nothing but the
 * watch; and where files come by a rename, from a network or all at once, nothing is missed. A file is read
 * once it has rested from one look to the next, and once for each of its versions. Nothing in the folder is
 * ever changed.
 */
export class WatchedFolder {
  readonly #options: WatchedFolderOptions;
  #folder = '';
  #root: WatchedRoot | undefined;
  /** The versions that were read, by name. */
  #read = new Map<string, string>();
  /** What the last look saw and has not been read yet. */
  #seen: ReadonlyMap<string, string> = new Map<string, string>();
  /** How often a version could not be read, by the file's name. */
  readonly #refusals = new Map<string, { readonly version: string; readonly count: number }>();
  /** Told in this run: what was offered once is not offered with the next version of its file. */
  readonly #told = new Set<TaskId>();
  #cancel: (() => void) | undefined;

  constructor(options: WatchedFolderOptions) {
    this.#options = options;
  }

  /** Watches this folder from now on; none if it is empty. @param folder absolute */
  watch(folder: string): void {
    if (folder === this.#folder) return;
    this.stop();
    this.#folder = folder;
    if (!isAbsolute(folder)) return;
    this.#root = this.#options.openRoot?.(folder) ?? new Root(folder);
    this.#read = this.#load(folder);
    this.#lookAfter(0);
  }

  /** Looks no more; what is under way tells nothing. */
  stop(): void {
    this.#cancel?.();
    this.#folder = '';
    this.#root = undefined;
    this.#seen = new Map();
    this.#refusals.clear();
  }

  #load(folder: string): Map<string, string> {
    const stored = documentShape.safeParse(this.#options.store.read(documentName).value).data;
    return new Map(stored?.folder === folder ? Object.entries(stored.files) : []);
  }

  #lookAfter(delayMs: number): void {
    this.#cancel = this.#options.clock.after(delayMs, () => void this.#look()); // never rejects
  }

  async #look(): Promise<void> {
    const root = this.#root;
    if (root === undefined) return;
    const { clock, log } = this.#options;
    const startedMs = clock.elapsed();
    let isMore = false;
    try {
      isMore = await this.#readNew(root, await root.list('', 'files'));
    } catch {
      this.#seen = new Map(); // it is away; it may be back at the next look
    }
    if (root !== this.#root) return;
    const tookMs = clock.elapsed() - startedMs;
    if (tookMs > lookEveryMs) log.info('The watched folder is slow: it is looked at less often');
    this.#lookAfter(isMore ? 0 : Math.max(lookEveryMs, tookMs * restPerLook));
  }

  /** @returns whether there is more to read than one look may */
  async #readNew(root: WatchedRoot, entries: readonly ListedEntry[]): Promise<boolean> {
    const seen = new Map<string, string>();
    const due: ListedEntry[] = [];
    for (const entry of entries.filter(({ name }) => isTextName(name)).slice(0, maxFiles)) {
      const version = versionOf(entry);
      if (version === undefined || this.#read.get(entry.name) === version) continue;
      if ((entry.file?.sizeBytes ?? 0) > maxFileBytes) continue;
      seen.set(entry.name, version);
      if (this.#seen.get(entry.name) === version) due.push(entry);
    }
    this.#seen = seen;
    const names = new Set(entries.map(({ name }) => name));
    for (const map of [this.#read, this.#refusals]) {
      for (const name of map.keys()) if (!names.has(name)) map.delete(name);
    }
    const some = withinBounds(due);
    if (some.length > 0) await this.#readAll(root, some);
    return some.length < due.length;
  }

  async #readAll(root: WatchedRoot, entries: readonly ListedEntry[]): Promise<void> {
    const found = new Set<TaskId>();
    let fileName = '';
    for (const entry of entries) {
      const text = await readTextIn(root, entry.name);
      if (root !== this.#root) return;
      if (!text.ok && text.failure === 'not-readable' && this.#mayTryAgain(entry)) continue;
      this.#refusals.delete(entry.name);
      this.#read.set(entry.name, versionOf(entry) ?? '');
      const fresh = text.ok ? (await idsIn(text.value)).filter((id) => this.#isNews(id)) : [];
      if (fresh.length > 0) fileName = entry.name;
      for (const id of fresh) found.add(id);
    }
    if (root !== this.#root) return;
    this.#save();
    if (found.size === 0) return;
    for (const id of found) this.#told.add(id);
    this.#options.onFound({ ids: [...found], fileName });
  }

  /** Notes that a version could not be read. @returns whether it is to be tried again */
  #mayTryAgain(entry: ListedEntry): boolean {
    const version = versionOf(entry) ?? '';
    const before = this.#refusals.get(entry.name);
    const count = before?.version === version ? before.count + 1 : 1;
    this.#refusals.set(entry.name, { version, count });
    return count < maxTries;
  }

  #isNews(id: TaskId): boolean {
    return !this.#told.has(id) && !this.#options.isKnown(id);
  }

  /** A comfort: without it, files are read once more at the next start. */
  #save(): void {
    const files = Object.fromEntries([...this.#read].slice(-maxFiles));
    try {
      const document: JsonValue = { version: 1, folder: this.#folder, files };
      this.#options.store.write(documentName, document);
    } catch {
      // The store has said why.
    }
  }
}

/** As many as one look may read, at least one. */
function withinBounds(due: readonly ListedEntry[]): readonly ListedEntry[] {
  let bytes = 0;
  const some: ListedEntry[] = [];
  for (const entry of due.slice(0, filesPerLook)) {
    bytes += entry.file?.sizeBytes ?? 0;
    if (some.length > 0 && bytes > bytesPerLook) break;
    some.push(entry);
  }
  return some;
}
