import { createHash } from 'node:crypto';
import { succeed } from '../../shared/outcome.ts';
import type { ArchivedFile } from '../../shared/task.ts';
import { errnoOf, isForeignEntry } from '../platform/disk-error.ts';
import type { RootFile } from '../files/root-file.ts';
import type { Root } from '../files/root.ts';
import { expecting } from '../files/steps.ts';
import type { Step } from '../files/thread/sequence.ts';
import type { StepName, StepResult } from '../files/thread/steps.ts';
import { noMedia } from './naming/base-rules.ts';
import { diskOutcome } from './disk-outcome.ts';
import { kindOfType, type MediaProbe } from './recover.ts';
import { archiveFiles } from './walk.ts';

/** What reading a file again says of it. `unreadable`: locked or forbidden right now; nothing is known. */
export type FileStatus = 'good' | 'missing' | 'damaged' | 'unreadable';

/** How files are read. */
export interface ReadOptions {
  readonly signal: AbortSignal;
  /** Called before every piece of so many bytes; it is read once this resolves. */
  readonly pace: (bytes: number) => Promise<void>;
}

/** Small enough that hashing one does not hold up the main process for more than a millisecond or two. */
const pieceBytes = 256 * 1024;

/** What was proven of a file. */
type ProvenFile = Pick<ArchivedFile, 'path' | 'sizeBytes' | 'sha256'>;

const goneCodes: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR']);

/** The disk itself cannot give the bytes back: errno(3). */
const brokenCodes: ReadonlySet<string> = new Set(['EIO', 'EILSEQ', 'EUCLEAN', 'EISDIR']);

/**
 * Reads an archived file again, and holds it against what was proven of it: size, then SHA-256.
 * @returns `undefined` when it was stopped
 */
export async function verifyFile(
  root: Root,
  file: ProvenFile,
  reading: ReadOptions,
): Promise<FileStatus | undefined> {
  try {
    const verify = file.sizeBytes <= pieceBytes ? verifyAtOnce : verifyByPieces;
    return await verify(root, file, reading);
  } catch (error) {
    // Behind a link, or a link itself: whatever lies there, it is not what was archived.
    if (isForeignEntry(error)) return 'damaged';
    const code = errnoOf(error);
    if (code === undefined) throw error;
    if (goneCodes.has(code)) return 'missing';
    return brokenCodes.has(code) ? 'damaged' : 'unreadable';
  }
}

/** Looks whether a file is there in its size, and takes a step with it, as one operation of the disk. */
async function ifProvenSize<N extends StepName>(
  root: Root,
  { path, sizeBytes }: ProvenFile,
  step: Step<N>,
): Promise<{ readonly result: StepResult<N> } | 'missing' | 'damaged'> {
  const looking = expecting(root.steps.factsEach([path]), [{ kind: 'file', sizeBytes }]);
  const end = await root.sequence([looking, step]);
  if (end.isDone) return { result: end.results[1] };
  if (end.error !== undefined) throw end.error;
  return end.results[0]?.[0] === undefined ? 'missing' : 'damaged';
}

/** A thumbnail, or a film of a second: each way to the disk's thread and back takes longer than the reading. */
async function verifyAtOnce(
  root: Root,
  file: ProvenFile,
  { signal, pace }: ReadOptions,
): Promise<FileStatus | undefined> {
  const read = await ifProvenSize(root, file, root.steps.readBytes(file.path, pieceBytes));
  if (typeof read === 'string') return read;
  const bytes = read.result;
  if (bytes === undefined) return 'missing';
  if (signal.aborted) return undefined;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await pace(bytes.length);
  return sha256 === file.sha256 ? 'good' : 'damaged';
}

async function verifyByPieces(
  root: Root,
  file: ProvenFile,
  reading: ReadOptions,
): Promise<FileStatus | undefined> {
  const opened = await ifProvenSize(root, file, root.steps.openFile(file.path));
  if (typeof opened === 'string') return opened;
  const sha256 = await hashSlowly(root.fileOf(opened.result), reading);
  if (sha256 === undefined) return undefined;
  return sha256 === file.sha256 ? 'good' : 'damaged';
}

/** Proves a file by its size and its structure, without reading all of it. */
export async function verifyQuick(
  root: Root,
  { path, sizeBytes, mimeType }: ArchivedFile,
  probe: MediaProbe,
): Promise<FileStatus> {
  const proof = await diskOutcome<FileStatus>(path, async () => {
    const facts = await root.facts(path);
    if (facts === undefined) return succeed('missing');
    if (facts.kind !== 'file' || facts.sizeBytes !== sizeBytes) return succeed('damaged');
    return succeed((await probe(root, path, kindOfType(mimeType))).ok ? 'good' : 'damaged');
  });
  return proof.ok ? proof.value : 'damaged';
}

/** SHA-256 of a file, lower-case hex; `undefined` when it was stopped. Closes it. @throws the system's error */
async function hashSlowly(
  file: RootFile,
  { signal, pace }: ReadOptions,
): Promise<string | undefined> {
  try {
    const hash = createHash('sha256');
    for await (const piece of file.pieces(pieceBytes)) {
      if (signal.aborted) return undefined;
      hash.update(piece);
      await pace(piece.length);
    }
    return hash.digest('hex');
  } finally {
    await file.close();
  }
}

/**
 * Finds files that were moved within the archive, by size and then by SHA-256. The archive is walked
 * once, and only when something is missing.
 */
export class MovedFileFinder {
  readonly #root: Root;
  readonly #reading: ReadOptions;
  readonly #hashes = new Map<string, Promise<string | undefined>>();
  #bySize: Promise<ReadonlyMap<number, readonly string[]>> | undefined;

  constructor(root: Root, reading: ReadOptions) {
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
    const hash = this.#root
      .openFile(path)
      .then((file) => hashSlowly(file, this.#reading))
      .catch(() => undefined);
    this.#hashes.set(path, hash);
    return hash;
  }

  async #index(): Promise<ReadonlyMap<number, readonly string[]>> {
    const bySize = new Map<number, string[]>();
    for await (const { path, sizeBytes } of archiveFiles(this.#root)) {
      if (this.#reading.signal.aborted) break;
      if (noMedia.test(path)) continue;
      const paths = bySize.get(sizeBytes);
      if (paths === undefined) bySize.set(sizeBytes, [path]);
      else paths.push(path);
    }
    return bySize;
  }
}
