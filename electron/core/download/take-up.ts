import type { Hash } from 'node:crypto';
import { diskFailureOf, DiskError, errnoOf } from '../platform/disk-error.ts';
import type { RootFile } from '../files/root-file.ts';
import type { Root } from '../files/root.ts';
import { notePathOf, readNote, type PartNote } from './part-note.ts';
import { hashPrefix } from './prefix-hash.ts';
import { sourceOf, type FileVersion } from './resume.ts';

/** What bounds the reading of bytes that are there already. */
export interface TakeUpLimits {
  /** No file is larger: a note that says so is no note of Reelkeep's. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
}

/** What an earlier run has left of a file. */
export interface TakenUp {
  /** Open to be changed; absent where there is none, or no note of it. */
  readonly file?: RootFile;
  /** The bytes that can be continued. */
  readonly prefix?: {
    readonly hash: Hash;
    readonly sizeBytes: number;
    readonly source: FileVersion;
  };
  /** What the system said instead of letting it be looked at or read. It may pass. */
  readonly hindrance?: DiskError;
}

/**
 * Takes up what lies there and is proven by its note.
 * @param path relative to the root
 * @throws DiskError for a drive that does not answer, and for what is no file
 */
export async function takeUp(root: Root, path: string, limits: TakeUpLimits): Promise<TakenUp> {
  const { maxBytes, signal } = limits;
  let file: RootFile | undefined;
  try {
    const note = await readNote(root, notePathOf(path));
    if (note === undefined || note.provenBytes === 0 || note.provenBytes > maxBytes) return {};
    file = await root.openOwn(path);
    return file === undefined ? {} : { file, ...(await prefixOf(file, note, signal)) };
  } catch (error) {
    const hindrance = passing(error, root.absolute(path));
    if (hindrance !== undefined) return { ...(file !== undefined && { file }), hindrance };
    await file?.close().catch(() => undefined); // the first trouble is what counts
    throw new DiskError(diskFailureOf(error, root.absolute(path)), error);
  }
}

/** A trouble that may pass; `undefined` for one that says enough already, and for a bug. */
function passing(error: unknown, path: string): DiskError | undefined {
  if (error instanceof DiskError || errnoOf(error) === undefined) return undefined;
  const failure = diskFailureOf(error, path);
  return failure.code === 'drive-not-answering' ? undefined : new DiskError(failure, error);
}

async function prefixOf(
  file: RootFile,
  note: PartNote,
  signal: AbortSignal | undefined,
): Promise<Pick<TakenUp, 'prefix'>> {
  const sizeBytes = note.provenBytes;
  // The note outlived it, or is somebody's: a hole has any number of bytes to be read.
  if (file.facts.sizeBytes < sizeBytes) return {};
  const hash = await hashPrefix(file, sizeBytes, signal);
  if (hash?.copy().digest('hex') !== note.provenSha256) return {};
  await file.truncate(sizeBytes);
  return { prefix: { hash, sizeBytes, source: sourceOf(note) } };
}
