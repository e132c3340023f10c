import { createHash } from 'node:crypto';
import { fstatSync, readdirSync, readSync, realpathSync, statfsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { EntryFacts, ListedEntry } from '../entry.ts';
import { foldName } from '../fold-name.ts';
import { freeBytesOf } from '../free-bytes.ts';
import type { OperationContext } from './context.ts';
import { openForReading, readFrom } from './open.ts';
import { at, inFolder, kindOf, lookAt, toFacts, type Place } from './place.ts';

/** What a file must not be larger than to be read at once. */
export interface ReadLimit {
  readonly maxBytes: number;
}

const pieceBytes = 1024 ** 2;

const absentCodes: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR']);

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && absentCodes.has(error.code);
}

/** The facts of an entry; `undefined` when it, or a folder on the way, is not there. */
export function facts(_: OperationContext, place: Place): EntryFacts | undefined {
  try {
    const stats = at(place, lookAt);
    return stats === undefined ? undefined : toFacts(stats);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** The facts of several entries, in their order. */
export function factsEach(
  context: OperationContext,
  places: readonly Place[],
): readonly (EntryFacts | undefined)[] {
  return places.map((place) => facts(context, place));
}

/**
 * The name of an entry as the disk has it: systems that do not tell cases or compositions apart find it
 * by others too.
 * @throws the system's error
 */
export function nameOnDisk(_: OperationContext, place: Place): string {
  return at(place, (path) => basename(realpathSync.native(path)));
}

/** The facts of the root itself, by whatever link it is reached. @throws the system's error */
export function rootFacts(
  _: OperationContext,
  root: string,
): EntryFacts & { readonly realPath: string } {
  return { ...toFacts(statSync(root, { bigint: true })), realPath: realpathSync.native(root) };
}

/** Bytes free for this user on the root's disk; nothing where the system does not say. */
export function space(_: OperationContext, root: string): { readonly freeBytes?: number } {
  const freeBytes = freeBytesOf(statfsSync(root));
  return freeBytes === undefined ? {} : { freeBytes };
}

/** What is wanted of a folder. */
export interface ListRequest {
  /** Whether the size and time of each file are wanted. */
  readonly files: boolean;
  /** Only names that begin so, as file systems compare them. */
  readonly stem?: string;
}

/** Names in one message: what the main thread takes in at a time costs it a few milliseconds. */
const pageSize = 1_000;

/**
 * What a folder holds, by name; all but the last names in pages. Names that are not text are left out.
 * @returns the last page
 * @throws ForeignEntry, OperationStopped or the system's error
 */
export function list(
  context: OperationContext,
  place: Place,
  request: ListRequest,
): readonly ListedEntry[] {
  const found = inFolder(place, ({ path }) => entriesIn(context, path, request));
  found.sort((one, other) => (one.name < other.name ? -1 : 1));
  const last = found.splice(Math.floor(Math.max(0, found.length - 1) / pageSize) * pageSize);
  for (let from = 0; from < found.length; from += pageSize) {
    context.page(found.slice(from, from + pageSize));
  }
  return last;
}

function entriesIn(
  context: OperationContext,
  folder: string,
  { files, stem = '' }: ListRequest,
): ListedEntry[] {
  const folded = foldName(stem);
  const entries = readdirSync(folder, { withFileTypes: true, encoding: 'utf8' });
  return entries.flatMap((entry, index): ListedEntry[] => {
    const { name } = entry;
    if (index % 1000 === 999) context.beat(0); // a slow drive with very many files still answers
    if (folded !== '' && !foldName(name).startsWith(folded)) return [];
    if (name.includes('\uFFFD') && lookAt(join(folder, name)) === undefined) return [];
    const kind = kindOf(entry);
    if (kind !== 'file' || !files) return [{ name, kind }];
    const stats = lookAt(join(folder, name));
    if (stats?.isFile() !== true) return []; // gone, or another thing by now
    const { sizeBytes, modifiedAtMs } = toFacts(stats);
    return [{ name, kind, file: { sizeBytes, modifiedAtMs } }];
  });
}

/**
 * A small file, whole; `undefined` when it is not there.
 * @throws ForeignEntry; an error with the code `EFBIG` for a larger one; the system's error
 */
export function readSmall(
  _: OperationContext,
  place: Place,
  { maxBytes }: ReadLimit,
): Uint8Array | undefined {
  let opened;
  try {
    opened = openForReading(place);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
  const { sizeBytes } = opened.facts;
  return readFrom(opened, (fd) => {
    if (sizeBytes > maxBytes) throw tooLarge();
    const bytes = new Uint8Array(sizeBytes);
    const filled = readFully(fd, bytes, 0);
    return filled === sizeBytes ? bytes : bytes.slice(0, filled);
  });
}

function tooLarge(): Error {
  return Object.assign(new Error('The file is too large to be read at once.'), {
    code: 'EFBIG',
    syscall: 'read',
  });
}

function readFully(fd: number, bytes: Uint8Array, position: number): number {
  let filled = 0;
  while (filled < bytes.length) {
    const count = readSync(fd, bytes, filled, bytes.length - filled, position + filled);
    if (count === 0) break;
    filled += count;
  }
  return filled;
}

let scratch: Uint8Array | undefined;

/** Memory of this thread's own, which runs one operation at a time: the same for every piece that is read. */
function scratchOf(lengthBytes: number): Uint8Array {
  if (scratch === undefined || scratch.length < lengthBytes) {
    scratch = new Uint8Array(Math.max(lengthBytes, pieceBytes));
  }
  return scratch.subarray(0, lengthBytes);
}

/**
 * Up to so many bytes of an open file; fewer only where it ends. What is given back has no more memory than
 * it needs: most files are shorter than a piece, and what lies about there is collected with pauses.
 * @throws the system's error
 */
export function read(
  _: OperationContext,
  fd: number,
  span: { readonly position: number; readonly lengthBytes: number },
): Uint8Array {
  const bytes = scratchOf(span.lengthBytes);
  return bytes.slice(0, readFully(fd, bytes, span.position));
}

/** The facts of an open file. @throws the system's error */
export function factsOf(_: OperationContext, fd: number): EntryFacts {
  return toFacts(fstatSync(fd, { bigint: true }));
}

/** A file's facts and the SHA-256 of all of it. */
export interface HashedFile {
  readonly facts: EntryFacts;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Reads a file to its end. @throws ForeignEntry, OperationStopped or the system's error */
export function hash(context: OperationContext, place: Place): HashedFile {
  const opened = openForReading(place);
  return readFrom(opened, (fd) => {
    const sum = createHash('sha256');
    const piece = scratchOf(pieceBytes);
    for (let position = 0; ;) {
      const count = readSync(fd, piece, 0, pieceBytes, position);
      if (count === 0) break;
      sum.update(piece.subarray(0, count));
      position += count;
      context.beat(count);
    }
    return { facts: opened.facts, sha256: sum.digest('hex') };
  });
}
