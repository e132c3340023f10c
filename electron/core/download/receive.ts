import { RequestError } from 'got';
import type { Clock } from '../platform/clock.ts';
import { DiskError } from '../platform/disk-error.ts';
import { bufferedChunks } from './buffered-chunks.ts';
import { CodingError, codingOf, decodedChunks } from './decoded.ts';
import type { TransferLimits, TransferRequest } from './transfer-request.ts';
import { errorCode } from './network-failure.ts';
import type { OpenResponse } from './media-http-client.ts';
import type { Part } from './part.ts';
import type { FileVersion } from './resume.ts';
import type { SpeedLimit } from './speed-limit.ts';
import { isFormatOf, sniff, sniffedBytes, type Sniffed } from '../media/sniff.ts';
import { watchedChunks, withHead, type Watchdog } from './watchdog.ts';

/** A body and where its bytes go. */
export interface ReceiveContext {
  readonly request: TransferRequest;
  readonly part: Part;
  readonly limits: TransferLimits;
  readonly clock: Clock;
  readonly watchdog: Watchdog;
  readonly speedLimit: SpeedLimit | undefined;
  readonly opened: OpenResponse;
  /** What the file is from now on; `replaces` when the body is the file from its first byte. */
  readonly source: FileVersion;
  readonly replaces: boolean;
}

/** How a body ended. */
export type BodyEnd =
  | { readonly kind: 'ended' }
  /** The connection broke, or the watchdog ended it. */
  | { readonly kind: 'broken'; readonly detail: string }
  | { readonly kind: 'not-media'; readonly got: Sniffed }
  /** More bytes than announced, or than Reelkeep takes. */
  | { readonly kind: 'too-large'; readonly limitBytes: number };

/** So much, or so long a time's bytes, is what a power cut may cost. */
const checkpointBytes = 4 * 1024 ** 2;
const checkpointMs = 1000;

/** A body that ended without its end: got's errors, and Node's for a stream destroyed meanwhile. */
function isBroken(error: unknown): boolean {
  return error instanceof RequestError || endsEarly.has(errorCode(error));
}

/** The codes of a body that was cut, as Node's streams and zlib have them. */
const endsEarly: ReadonlySet<string> = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'Z_BUF_ERROR']);

/**
 * Takes a body in, piece by piece, each on its way to the disk before the next is read. What is on disk
 * already gives way only when the new body's first bytes are those of a video or picture: a hotel's
 * log-in page must not cost a half-fetched film.
 * @throws DiskError what the disk took before it is noted then, to be continued
 */
export async function receive(context: ReceiveContext): Promise<BodyEnd> {
  const { part } = context;
  try {
    const end = await receiveBody(context);
    await part.checkpoint(); // a disk's refusal can come as late as this, when all bytes have arrived
    return end;
  } catch (error) {
    if (error instanceof DiskError) await part.saveAfterError();
    throw error;
  }
}

async function receiveBody(context: ReceiveContext): Promise<BodyEnd> {
  const { opened, watchdog, limits, part, clock, replaces, speedLimit } = context;
  const watched = watchedChunks(bufferedChunks(opened.body), watchdog, limits.idleTimeoutMs);
  const coding = codingOf(opened.headers['content-encoding']);
  const arriving = decodedChunks(watched, coding);
  let end: BodyEnd | undefined;
  let isFirst = true;
  let saved = { atMs: clock.now(), sizeBytes: 0 };
  try {
    for await (const chunk of withHead(arriving, replaces ? sniffedBytes : 0)) {
      end = isFirst ? await startBody(context, chunk) : undefined;
      if (isFirst) saved = { ...saved, sizeBytes: part.receivedBytes };
      end ??= await appendChunk(context, chunk);
      if (end !== undefined) break;
      isFirst = false;
      // Out of the watchdog's sight: a wait for our own limit is not the host's silence.
      const turn = speedLimit?.admit(chunk.length, watchdog.signal);
      if (coding === undefined) freeMemory(chunk);
      if (turn !== undefined) await turn;
      const isDue = clock.now() - saved.atMs >= checkpointMs;
      if (!isDue && part.receivedBytes - saved.sizeBytes < checkpointBytes) continue;
      // A fast connection goes on meanwhile.
      await (isDue ? part.checkpoint() : part.beginCheckpoint());
      await ensureRoom(context, part.receivedBytes);
      saved = { atMs: clock.now(), sizeBytes: part.receivedBytes };
    }
  } catch (error) {
    if (error instanceof CodingError) end = { kind: 'not-media', got: 'unknown' };
    else if (isBroken(error)) end = { kind: 'broken', detail: errorCode(error) };
    else throw error;
  }
  return end ?? { kind: 'ended' };
}

/**
 * Gives the memory of a piece back at once, if it has its own. Left to the collector it goes in large heaps,
 * which the allocator returns to the system page by page: half as much processor time again for large files
 * (docs/performance.md).
 */
function freeMemory({ buffer, length }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === length) buffer.transfer(0);
}

async function startBody(context: ReceiveContext, head: Buffer): Promise<BodyEnd | undefined> {
  const { part, source, replaces, request } = context;
  if (!replaces) {
    await ensureRoom(context, part.receivedBytes);
    part.continueFrom(source);
    return undefined;
  }
  const got = sniff(head.subarray(0, sniffedBytes));
  if (!isFormatOf(request.kind, got)) return { kind: 'not-media', got };
  await ensureRoom(context, 0);
  await part.restart(source);
  return undefined;
}

/** @throws DiskError when what is still to come does not fit on the disk */
async function ensureRoom(
  { request, source }: ReceiveContext,
  receivedBytes: number,
): Promise<void> {
  const { totalBytes } = source;
  const leftBytes = totalBytes === undefined ? undefined : Math.max(0, totalBytes - receivedBytes);
  const refused = await request.room?.(leftBytes);
  if (refused !== undefined) throw new DiskError(refused);
}

async function appendChunk(context: ReceiveContext, chunk: Buffer): Promise<BodyEnd | undefined> {
  const { part, source, request, limits } = context;
  const limitBytes = source.totalBytes ?? limits.maxBytes[request.kind];
  if (part.receivedBytes + chunk.length > limitBytes) return { kind: 'too-large', limitBytes };
  await part.append(chunk);
  const { totalBytes } = source;
  const { receivedBytes } = part;
  request.onProgress({ receivedBytes, ...(totalBytes === undefined ? {} : { totalBytes }) });
  return undefined;
}
