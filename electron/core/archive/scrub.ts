import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArchivedFile } from '../../shared/task.ts';
import { systemCode } from '../disk.ts';
import { archiveFiles } from './walk.ts';

/** What reading a file again says of it. `unreadable`: locked or forbidden just now; nothing is known. */
export type Verdict = 'good' | 'missing' | 'damaged' | 'unreadable';

/** How files are read. */
export interface Reading {
  readonly signal: AbortSignal;
  /** Called before every piece of so many bytes; it is read once this resolves. */
  readonly pace: (bytes: number) => Promise<void>;
}

/** Small enough that hashing one does not hold up the main process for more than a millisecond or two. */
const pieceBytes = 256 * 1024;

const goneCodes: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR']);

/** The disk itself cannot give the bytes back: errno(3). */
const brokenCodes: ReadonlySet<string> = new Set(['EIO', 'EILSEQ', 'EUCLEAN', 'EISDIR']);

/**
 * Reads an archived file again, and holds it against what was proven of it: size, then SHA-256.
 * @returns `undefined` when it was stopped
 */
export async function verifyFile(
  root: string,
  file: Pick<ArchivedFile, 'path' | 'sizeBytes' | 'sha256'>,
  reading: Reading,
): Promise<Verdict | undefined> {
  const path = join(root, file.path);
  try {
    const entry = await stat(path);
    if (!entry.isFile() || entry.size !== file.sizeBytes) return 'damaged';
    const sha256 = await hashSlowly(path, reading);
    if (sha256 === undefined) return undefined;
    return sha256 === file.sha256 ? 'good' : 'damaged';
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    if (goneCodes.has(code)) return 'missing';
    return brokenCodes.has(code) ? 'damaged' : 'unreadable';
  }
}

/** SHA-256 of a file, lower-case hex; `undefined` when it was stopped. @throws the system's error */
async function hashSlowly(path: string, { signal, pace }: Reading): Promise<string | undefined> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: pieceBytes })) {
    if (signal.aborted) return undefined;
    const bytes = piece as Buffer; // no encoding was asked for
    hash.update(bytes);
    await pace(bytes.length);
  }
  return hash.digest('hex');
}

/** Reelkeep's own texts, and what is not finished: never a video under another name. */
const noMedia = /\.(?:json|txt|part|tmp)$/i;

/**
 * Finds files that were moved within the archive, by size and then by SHA-256. The archive is walked
 * once, and only when something is missing.
 */
export class FileFinder {
  readonly #root: string;
  readonly #reading: Reading;
  readonly #hashes = new Map<string, Promise<string | undefined>>();
  #bySize: Promise<ReadonlyMap<number, readonly string[]>> | undefined;

  constructor(root: string, reading: Reading) {
    this.#root = root;
    this.#reading = reading;
  }

  /** Where a file with these very bytes lies now; `undefined` when nowhere. */
  async find(
    { sizeBytes, sha256 }: Pick<ArchivedFile, 'sizeBytes' | 'sha256'>,
    isTaken: (path: string) => boolean,
  ): Promise<string | undefined> {
    this.#bySize ??= this.#index();
    for (const path of (await this.#bySize).get(sizeBytes) ?? []) {
      if (!isTaken(path) && (await this.#hashOf(path)) === sha256) return path;
    }
    return undefined;
  }

  #hashOf(path: string): Promise<string | undefined> {
    const known = this.#hashes.get(path);
    if (known !== undefined) return known;
    // One that cannot be read is not the one that is looked for.
    const hash = hashSlowly(join(this.#root, path), this.#reading).catch(() => undefined);
    this.#hashes.set(path, hash);
    return hash;
  }

  async #index(): Promise<ReadonlyMap<number, readonly string[]>> {
    const bySize = new Map<number, string[]>();
    for await (const path of archiveFiles(this.#root)) {
      if (this.#reading.signal.aborted) break;
      if (noMedia.test(path)) continue;
      const entry = await stat(join(this.#root, path)).catch(() => undefined);
      if (entry === undefined) continue;
      const paths = bySize.get(entry.size);
      if (paths === undefined) bySize.set(entry.size, [path]);
      else paths.push(path);
    }
    return bySize;
  }
}
