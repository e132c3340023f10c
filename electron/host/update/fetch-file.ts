import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat, statfs, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { freeBytesOf } from '../../core/files/free-bytes.ts';
import { errnoOf } from '../../core/platform/disk-error.ts';
import { errorCode } from '../../core/download/network-failure.ts';
import type { FeedFile } from '../../core/update/feed.ts';
import type { FetchProgress, OpenFile } from '../../core/update/ports.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type { UpdateFailure } from '../../shared/update.ts';
import { SpeedOverTime } from './speed-over-time.ts';

/** Left free on the disk of Reelkeep's data: the list of videos comes first. */
const reserveBytes = 64 * 1024 ** 2;

/** What is fetched, where to, and from whom. */
export interface FetchOptions {
  /** Absolute path of Reelkeep's own folder for updates; it is there. */
  readonly folder: string;
  readonly open: OpenFile;
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
    const facts = await stat(path);
    if (!facts.isFile() || facts.size !== sizeBytes) return false;
    return (await hashOf(path)).digest('hex') === sha512;
  } catch {
    return false; // it is gone, or cannot be read
  }
}

/** Its own error on the disk, apart from the network's. */
class DiskRefusal extends Error {}

async function onDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new DiskRefusal('disk', { cause: error });
  }
}

/** A disk that is nearly full may take a part only, before it refuses the rest. */
async function writeAll(handle: FileHandle, chunk: Uint8Array, atByte: number): Promise<void> {
  for (let done = 0; done < chunk.length;) {
    const { bytesWritten } = await handle.write(chunk, done, chunk.length - done, atByte + done);
    done += bytesWritten;
  }
}

/** What lies there of an earlier try, if it can be the beginning of this file. */
async function sizeBefore(path: string, sizeBytes: number): Promise<number> {
  const facts = await stat(path).catch(() => undefined);
  if (facts === undefined) return 0;
  if (facts.isFile() && facts.size < sizeBytes) return facts.size;
  await onDisk(rm(path, { recursive: true, force: true }));
  return 0;
}

async function roomFor(folder: string, neededBytes: number): Promise<UpdateFailure | undefined> {
  const free = await statfs(folder).then(freeBytesOf, () => undefined);
  const missing = neededBytes + reserveBytes - (free ?? Infinity);
  return missing > 0 ? { code: 'disk-full', folder, neededBytes: missing } : undefined;
}

interface Received {
  readonly hash: Hash;
  readonly sizeBytes: number;
  readonly isResumed: boolean;
  /** The body did not come to its end. */
  readonly cutBy?: unknown;
}

/** Writes a body behind what is there, and hashes all of it. @throws DiskRefusal */
async function receive(
  handle: FileHandle,
  file: FeedFile,
  {
    open: ask,
    path,
    from,
    onProgress,
  }: Pick<FetchOptions, 'open' | 'onProgress'> & {
    readonly path: string;
    readonly from: number;
  },
): Promise<Outcome<Received, UpdateFailure>> {
  const asked = await ask(from);
  if (!asked.ok) return asked;
  const { fromByte, chunks } = asked.value;
  const isResumed = fromByte > 0;
  const hash = isResumed ? await onDisk(hashOf(path)) : createHash('sha512');
  if (!isResumed) await onDisk(handle.truncate(0));
  let sizeBytes = fromByte;
  const speed = new SpeedOverTime();
  let cutBy: unknown;
  try {
    for await (const chunk of chunks) {
      if (sizeBytes + chunk.length > file.sizeBytes)
        return fail({ code: 'wrong-size', sizeBytes: file.sizeBytes });
      await onDisk(writeAll(handle, chunk, sizeBytes));
      hash.update(chunk);
      sizeBytes += chunk.length;
      onProgress({ receivedBytes: sizeBytes, bytesPerSecond: speed.add(chunk.length) });
    }
  } catch (error) {
    if (error instanceof DiskRefusal) throw error;
    cutBy = error;
  }
  await onDisk(handle.sync());
  return succeed({ hash, sizeBytes, isResumed, ...(cutBy !== undefined && { cutBy }) });
}

/** One try. @returns `resumed-wrong` where what lay there before has spoilt it */
async function attempt(
  file: FeedFile,
  options: FetchOptions,
): Promise<Outcome<undefined, UpdateFailure | { readonly code: 'resumed-wrong' }>> {
  const { folder } = options;
  const [path, whole] = [join(folder, partOf(file.name)), join(folder, file.name)];
  const from = await sizeBefore(path, file.sizeBytes);
  const tooFull = await roomFor(folder, file.sizeBytes - from);
  if (tooFull !== undefined) return fail(tooFull);
  const handle = await onDisk(open(path, from > 0 ? 'r+' : 'w+', 0o600));
  try {
    const received = await receive(handle, file, { ...options, path, from });
    const drop = async (code: 'wrong-size' | 'wrong-hash', isResumed: boolean) => {
      await onDisk(rm(path, { force: true }));
      if (isResumed) return fail({ code: 'resumed-wrong' } as const);
      return code === 'wrong-size'
        ? fail({ code, sizeBytes: file.sizeBytes } as const)
        : fail({ code } as const);
    };
    if (!received.ok) {
      return received.failure.code === 'wrong-size' ? await drop('wrong-size', from > 0) : received;
    }
    const { hash, sizeBytes, isResumed } = received.value;
    if (sizeBytes < file.sizeBytes)
      return fail({ code: 'cut', receivedBytes: sizeBytes, sizeBytes: file.sizeBytes });
    if (hash.digest('hex') !== file.sha512) return await drop('wrong-hash', isResumed);
    await onDisk(rename(path, whole));
    return succeed(undefined);
  } finally {
    await handle.close().catch(() => undefined);
  }
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
    const first = await attempt(file, options);
    if (first.ok || first.failure.code !== 'resumed-wrong')
      return first as Outcome<undefined, UpdateFailure>;
    const second = await attempt(file, options); // from its beginning, this time
    if (second.ok) return second;
    return fail(second.failure.code === 'resumed-wrong' ? { code: 'wrong-hash' } : second.failure);
  } catch (error) {
    if (error instanceof DiskRefusal) return fail(await diskFailure(error, file, options));
    throw error;
  }
}
