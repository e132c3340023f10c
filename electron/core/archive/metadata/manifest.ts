import { DiskError, isSilence, errnoOf } from '../../platform/disk-error.ts';
import {
  entriesIn,
  hashLine,
  longLines,
  planHashList,
  type HashEntry,
  type HashListPlan,
} from '../../files/hash-list.ts';
import type { Root } from '../../files/root.ts';
import type { Step } from '../../files/thread/sequence.ts';
import { inFolder } from '../naming/archive-path.ts';

// The format is coreutils' and the disk threads'; here it is a manifest.
export { entriesIn, hashLine as manifestLine } from '../../files/hash-list.ts';
export type { HashEntry as ManifestEntry } from '../../files/hash-list.ts';

/** The file in every month's folder that `sha256sum -c` reads. */
export const manifestName = 'manifest-sha256.txt';

/** More than any month fills: some 400,000 lines. */
const maxManifestBytes = 64 * 1024 ** 2;

/** How many lines of one manifest are remembered. */
const maxLines = 400_000;

/** Names that are tried for what lies in the manifest's place and is none. */
const maxSetAside = 9;

/**
 * What the manifest must say once it has these entries: lines of other files stay as they are; a line
 * with the same file and another hash is replaced; a last line torn by a power cut is dropped.
 * @returns lines to append, or the whole text when appending is not enough
 */
export function planManifest(text: string, entries: readonly HashEntry[]): HashListPlan {
  return planHashList(text, { add: entries.map(hashLine), drop: [] });
}

/** Small enough for all of its lines to be looked at in one turn. */
const pieceBytes = 256 * 1024;

/** A name has at most 255 bytes: a longer one is no line. */
const longestLine = 4 * 1024;

const lineEnd = 0x0a;

/**
 * A folder's manifest, some whole lines at a time; nothing where there is none. A last line without its
 * end is left out.
 * @throws DiskError or the system's error; one with the code `EFBIG` where it is longer than any manifest
 */
async function* linesOf(root: Root, folder: string): AsyncGenerator<string> {
  const path = inFolder(folder, manifestName);
  if ((await root.facts(path)) === undefined) return;
  const file = await root.openFile(path);
  try {
    if (file.facts.sizeBytes > maxManifestBytes) {
      const error = new Error(`${path} is longer than any manifest.`);
      throw Object.assign(error, { code: 'EFBIG', syscall: 'read' });
    }
    let rest: Buffer = Buffer.alloc(0);
    for await (const piece of file.pieces(pieceBytes)) {
      const end = piece.lastIndexOf(lineEnd) + 1;
      if (end > 0) yield Buffer.concat([rest, piece.subarray(0, end)]).toString('utf8');
      rest = end > 0 ? piece.subarray(end) : Buffer.concat([rest, piece]);
      if (rest.length > longestLine) rest = rest.subarray(0, longestLine); // it stays too long to be a line
    }
  } finally {
    await file.close();
  }
}

/** The lines of a folder's manifest that may speak of files, with their ends; none where there is none. */
export async function manifestLines(root: Root, folder: string): Promise<ReadonlySet<string>> {
  const lines = new Set<string>();
  for await (const text of linesOf(root, folder)) {
    for (const [start, end] of longLines(text)) lines.add(text.slice(start, end + 1));
    if (lines.size > maxLines) break;
  }
  return lines;
}

/** The files that a folder's manifest names, as `entriesIn` reads them. */
export async function manifestEntries(root: Root, folder: string): Promise<readonly HashEntry[]> {
  const entries: HashEntry[] = [];
  for await (const text of linesOf(root, folder)) entries.push(...entriesIn(text));
  return entries;
}

/** Something in a manifest's place that is none, or that could not be read or written. */
export interface OddManifest {
  /** Absolute path of the manifest. */
  readonly path: string;
  /** Absolute path of what was there, now; absent where it could not be set aside. */
  readonly keptAs?: string;
}

/** What the manifests need. */
export interface ManifestsOptions {
  /** Called when something odd was in a manifest's place. */
  readonly onOdd?: ((odd: OddManifest) => void) | undefined;
}

const anyHash = '0'.repeat(64);

/** Errors that say nothing about the manifest itself: no space, no folder, a read-only disk. */
const generalCodes: ReadonlySet<string> = new Set(['ENOENT', 'ENOSPC', 'EDQUOT', 'EROFS']);

/** The manifests of an archive, each written by one writer at a time. */
export class Manifests {
  readonly #root: Root;
  readonly #onOdd: (odd: OddManifest) => void;
  readonly #turns = new Map<string, Promise<void>>();

  constructor(root: Root, { onOdd = () => undefined }: ManifestsOptions = {}) {
    this.#root = root;
    this.#onOdd = onOdd;
  }

  /**
   * Makes sure that the folder's manifest has these entries, on disk (idempotent). The videos
   * are proven without it: so whatever is in its place that is no manifest, or cannot be written, gets
   * another name, and a new one is begun; where not even that is possible, it is told and left.
   * @throws DiskError or the system's error for what is not the manifest's own trouble
   */
  async add(folder: string, entries: readonly HashEntry[]): Promise<void> {
    const add = entries.map(hashLine);
    await this.#inTurn(folder, async (path) => {
      try {
        await this.#amend(path, { add, drop: [] });
      } catch (error) {
        if (!this.#isOwnTrouble(path, error)) throw error;
        const keptAs = await this.#setAside(path);
        this.#tell(path, keptAs);
        if (keptAs !== undefined) await this.#amend(path, { add, drop: [] });
      }
    });
  }

  /**
   * Adds these entries to the folder's manifest as one step of a sequence, while no other write is under way.
   * @param run runs the step
   */
  addAsStep<T>(
    folder: string,
    entries: readonly HashEntry[],
    run: (step: Step<'amendHashList'>) => Promise<T>,
  ): Promise<T> {
    const change = { add: entries.map(hashLine), drop: [], maxBytes: maxManifestBytes };
    return this.#inTurn(folder, (path) => run(this.#root.steps.amendHashList(path, change)));
  }

  /**
   * Takes the lines of files out that are not in the folder any more. What is no manifest has none.
   * @throws DiskError or the system's error for what is not the manifest's own trouble
   */
  async remove(folder: string, names: readonly string[]): Promise<void> {
    const drop = names.map((name) => hashLine({ name, sha256: anyHash }));
    await this.#inTurn(folder, async (path) => {
      try {
        await this.#amend(path, { add: [], drop });
      } catch (error) {
        if (!this.#isOwnTrouble(path, error)) throw error;
      }
    });
  }

  #amend(path: string, change: { add: readonly string[]; drop: readonly string[] }) {
    return this.#root.amendHashList(path, { ...change, maxBytes: maxManifestBytes });
  }

  #isOwnTrouble(path: string, error: unknown): boolean {
    if (error instanceof DiskError) {
      const { failure } = error;
      return failure.code === 'foreign-entry' && failure.path === `${this.#root.path}/${path}`;
    }
    const code = errnoOf(error);
    return code !== undefined && !generalCodes.has(code) && !isSilence(code);
  }

  async #setAside(path: string): Promise<string | undefined> {
    for (let count = 1; count <= maxSetAside; count += 1) {
      const aside = path.replace(/\.txt$/, `.set-aside-${String(count)}.txt`);
      try {
        if (await this.#root.setAside(path, aside)) return aside;
      } catch (error) {
        if (!this.#isOwnTrouble(path, error)) throw error;
        return undefined;
      }
    }
    return undefined;
  }

  #tell(path: string, keptAs: string | undefined): void {
    const root = this.#root;
    this.#onOdd({
      path: root.absolute(path),
      ...(keptAs !== undefined && { keptAs: root.absolute(keptAs) }),
    });
  }

  async #inTurn<T>(folder: string, write: (path: string) => Promise<T>): Promise<T> {
    const before = this.#turns.get(folder) ?? Promise.resolve();
    const turn = before.then(() => write(inFolder(folder, manifestName)));
    const settled = turn.then(
      () => undefined,
      () => undefined, // the next in line does not inherit the error
    );
    this.#turns.set(folder, settled);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(folder) === settled) this.#turns.delete(folder);
    }
  }
}
