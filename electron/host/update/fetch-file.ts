import { createHash, type Hash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { lstat, open, rename, rm, statfs, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { freeBytesOf } from '../../core/files/free-bytes.ts';
import { errnoOf } from '../../core/platform/disk-error.ts';
import { errorCode } from '../../core/download/network-failure.ts';
import type { FeedFile } from '../../core/update/feed.ts';
import { SpeedMeter } from '../../core/transfer/speed-meter.ts';
import type { FetchProgress, FileBody, OpenUpdateFile } from '../../core/update/ports.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type { UpdateFailure } from '../../shared/update.ts';

/** Left free on the disk of Reelkeep's data: the list of videos comes first. */
const reserveBytes = 64 * 1024 ** 2;

/** Written in pieces of about so many bytes. */
const writeBytes = 1024 ** 2;

/** How far it is, is told at most this often, in milliseconds. */
const tellEveryMs = 250;

/** What is fetched, where to, and from whom. */
export interface FetchOptions {
  /** Absolute path of Reelkeep's own folder for updates; it is there. */
  readonly folder: string;
  readonly open: OpenUpdateFile;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: FetchProgress) => void;
}

/** The name of a file while it is not whole. */
export function partOf(name: string): string {
  return `${name}.part`;
}

/** SHA-512 of what is at a path, so far as it goes. */
async function hashOf(path: string): Promise<Hash> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) hash.update(chunk);
  });
  return hash;
}

/** Whether a file is there, of the size and hash that were signed. Never rejects. */
export async function isProven(path: string, { sizeBytes, sha512 }: FeedFile): Promise<boolean> {
  try {
    const facts = await lstat(path);
    if (!facts.isFile() || facts.size !== sizeBytes) return false;
    return (await hashOf(path)).digest('hex') === sha512;
  } catch {
    return false; // it is gone, or cannot be read
  }
}

/** An error of the disk, told apart from the network's. */
class DiskRefusal extends Error {}

async function onDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new DiskRefusal('disk', { cause: error });
  }
}

/** Writes chunks one after the other, many small ones as one. */
class ChunkWriter {
  readonly #handle: FileHandle;
  #atByte: number;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;

  constructor(handle: FileHandle, atByte: number) {
    this.#handle = handle;
    this.#atByte = atByte;
  }

  async add(chunk: Uint8Array): Promise<void> {
    this.#waiting.push(chunk);
    this.#waitingBytes += chunk.length;
    if (this.#waitingBytes >= writeBytes) await this.flush();
  }

  /** Writes what waits. A disk that is nearly full may take a part only, before it refuses the rest. */
  async flush(): Promise<void> {
    const bytes = Buffer.concat(this.#waiting.splice(0));
    this.#waitingBytes = 0;
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await this.#handle.write(bytes, done, undefined, this.#atByte);
      done += bytesWritten;
      this.#atByte += bytesWritten;
    }
  }
}

/**
 * What lies there of an earlier try, if it can be the beginning of this file, or is all of it: the disk may have
 * refused to give it its name.
 */
async function sizeBefore(path: string, file: FeedFile): Promise<number> {
  const { sizeBytes } = file;
  const facts = await lstat(path).catch(() => undefined);
  if (facts === undefined) return 0;
  // A file of two names, or a link, is also somebody else's.
  const isOurs = facts.isFile() && facts.nlink === 1;
  if (isOurs && facts.size < sizeBytes) return facts.size;
  if (isOurs && (await isProven(path, file))) return sizeBytes;
  await onDisk(rm(path, { recursive: true, force: true }));
  return 0;
}

async function roomFor(folder: string, neededBytes: number): Promise<UpdateFailure | undefined> {
  const free = await statfs(folder).then(freeBytesOf, () => undefined);
  const missing = neededBytes + reserveBytes - (free ?? Infinity);
  return missing > 0 ? { code: 'disk-full', folder, neededBytes: missing } : undefined;
}

/** Opens the part that is gone on with, or a new one: never through a link, nor into what another program made. */
async function openPart(path: string, fromByte: number): Promise<FileHandle> {
  if (fromByte > 0) return await open(path, constants.O_RDWR | constants.O_NOFOLLOW);
  await rm(path, { recursive: true, force: true });
  return await open(path, 'wx', 0o600);
}

interface Received {
  readonly hash: Hash;
  readonly sizeBytes: number;
  /** More came than there is to come. */
  readonly isTooLong: boolean;
}

/** Writes a body behind what is there, and hashes all of it; a cut ends it early. @throws DiskRefusal */
async function receive(
  path: string,
  { fromByte, chunks }: FileBody,
  { maxBytes, onProgress }: Pick<FetchOptions, 'onProgress'> & { readonly maxBytes: number },
): Promise<Received> {
  const hash = fromByte > 0 ? await onDisk(hashOf(path)) : createHash('sha512');
  const handle = await onDisk(openPart(path, fromByte));
  const writer = new ChunkWriter(handle, fromByte);
  const speed = new SpeedMeter(performance.now(), fromByte);
  let toldAtMs = performance.now();
  let sizeBytes = fromByte;
  try {
    for await (const chunk of chunks) {
      if (sizeBytes + chunk.length > maxBytes) return { hash, sizeBytes, isTooLong: true };
      await onDisk(writer.add(chunk));
      hash.update(chunk);
      sizeBytes += chunk.length;
      const nowMs = performance.now();
      if (nowMs - toldAtMs < tellEveryMs) continue;
      toldAtMs = nowMs;
      onProgress({ receivedBytes: sizeBytes, bytesPerSecond: speed.update(nowMs, sizeBytes) });
    }
  } catch (error) {
    if (error instanceof DiskRefusal) throw error; // anything else is the connection's end
  } finally {
    await onDisk(writer.flush().finally(() => handle.close()));
  }
  onProgress({ receivedBytes: sizeBytes, bytesPerSecond: 0 });
  return { hash, sizeBytes, isTooLong: false };
}

/** What a try came to; `resumed-wrong` where what lay there before has spoilt it. */
type Attempt = Outcome<undefined, UpdateFailure | { readonly code: 'resumed-wrong' }>;

/** @throws DiskRefusal */
async function attempt(file: FeedFile, options: FetchOptions): Promise<Attempt> {
  const { folder, open: ask, onProgress } = options;
  const { name, sizeBytes: wanted, sha512 } = file;
  const [path, whole] = [join(folder, partOf(name)), join(folder, name)];
  const from = await sizeBefore(path, file);
  if (from === wanted) {
    await onDisk(rename(path, whole));
    return succeed(undefined);
  }
  const tooFull = await roomFor(folder, wanted - from);
  if (tooFull !== undefined) return fail(tooFull);
  const asked = await ask(from);
  if (!asked.ok) return asked;
  const received = await receive(path, asked.value, { maxBytes: wanted, onProgress });
  const { hash, sizeBytes, isTooLong } = received;
  if (!isTooLong && sizeBytes < wanted)
    return fail({ code: 'cut', receivedBytes: sizeBytes, sizeBytes: wanted });
  if (!isTooLong && hash.digest('hex') === sha512) {
    await onDisk(rename(path, whole));
    return succeed(undefined);
  }
  await onDisk(rm(path, { force: true }));
  if (asked.value.fromByte > 0) return fail({ code: 'resumed-wrong' });
  return fail(isTooLong ? { code: 'wrong-size', sizeBytes: wanted } : { code: 'wrong-hash' });
}

/** What the disk's refusal comes to; on a full one nothing of the update is left to fill it. */
async function diskFailure(
  error: DiskRefusal,
  file: FeedFile,
  { folder }: FetchOptions,
): Promise<UpdateFailure> {
  const code = errnoOf(error.cause) ?? errorCode(error.cause);
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  if (!isFull) return { code: 'disk', folder, detail: code };
  await rm(join(folder, partOf(file.name)), { force: true }).catch(() => undefined);
  return { code: 'disk-full', folder, neededBytes: file.sizeBytes + reserveBytes };
}

/**
 * Fetches a file of a version, goes on where an earlier try was cut, and proves its size and hash as they were
 * signed. Only a proven file gets its own name.
 */
export async function fetchFile(
  file: FeedFile,
  options: FetchOptions,
): Promise<Outcome<undefined, UpdateFailure>> {
  try {
    let outcome = await attempt(file, options);
    if (!outcome.ok && outcome.failure.code === 'resumed-wrong')
      outcome = await attempt(file, options); // from its beginning, this time
    if (outcome.ok) return outcome;
    const { failure } = outcome;
    return fail(failure.code === 'resumed-wrong' ? { code: 'wrong-hash' } : failure);
  } catch (error) {
    if (error instanceof DiskRefusal) return fail(await diskFailure(error, file, options));
    throw error;
  }
}
