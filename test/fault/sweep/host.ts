import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { Request } from 'got';
import type {
  MediaHttpClient,
  MediaRequest,
} from '../../../electron/core/download/media-http-client.ts';
import { succeed } from '../../../electron/shared/outcome.ts';
import type { SweepClock } from './clock.ts';

/** How a connection ends before the body does. */
export type Break = 'reset' | 'early end' | 'silence' | 'stop';

/** How a host sends its file. */
export interface Serving {
  readonly film: Buffer;
  /** Of the film. */
  readonly sha256: string;
  readonly etag: string;
  /** Whether it says how long the file is. */
  readonly saysLength: boolean;
  /** Whether it sends a part of the file when asked for one. */
  readonly takesRanges: boolean;
  readonly isCoded: boolean;
  /** How long each piece takes, in milliseconds. */
  readonly pieceMs: number;
}

/** The first answer breaks after so many bytes. */
export interface BreakPoint {
  readonly how: Break;
  readonly afterBytes: number;
}

const pieceBytes = 64 * 1024;

/** A host of one file. */
export class SweepHost implements Pick<MediaHttpClient, 'open'> {
  /** From which byte each answer has begun. */
  readonly starts: number[] = [];
  /** All that was sent. */
  sentBytes = 0;
  breakPoint: BreakPoint | undefined;
  /** What the user does who stops the transfer. */
  onStop: () => void = () => undefined;
  readonly #serving: Serving;
  readonly #clock: SweepClock;

  constructor(serving: Serving, clock: SweepClock) {
    this.#serving = serving;
    this.#clock = clock;
  }

  open({ headers, signal }: MediaRequest): ReturnType<MediaHttpClient['open']> {
    const { film, etag, takesRanges, isCoded, saysLength } = this.#serving;
    this.#clock.beginPatience();
    const asked = Number(/^bytes=(\d+)-/.exec(headers['range'] ?? '')?.[1] ?? 0);
    const isOfIt = (headers['if-range'] ?? etag) === etag;
    const from = takesRanges && isOfIt ? asked : 0;
    const isOver = from >= film.length;
    const bytes = isCoded ? gzipSync(film) : film.subarray(from);
    const total = String(film.length);
    const range = isOver
      ? `bytes */${total}`
      : `bytes ${String(from)}-${String(film.length - 1)}/${total}`;
    if (!isOver) this.starts.push(from);
    return Promise.resolve(
      succeed({
        host: 'files.example.com',
        status: from === 0 ? 200 : isOver ? 416 : 206,
        headers: {
          'content-type': 'video/mp4',
          etag,
          ...(saysLength
            ? { 'content-length': String(bytes.length) }
            : { 'transfer-encoding': 'chunked' }),
          ...(isCoded && { 'content-encoding': 'gzip' }),
          ...(from > 0 && { 'content-range': range }),
        },
        body: this.#body(bytes, signal),
      }),
    );
  }

  #body(bytes: Buffer, signal: AbortSignal): Request {
    const breakPoint = this.breakPoint;
    this.breakPoint = undefined;
    const body = Readable.from(this.#pieces(bytes, signal, breakPoint));
    body.on('error', () => undefined); // whoever reads sees it
    const stop = () => body.destroy(broken());
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    return body as unknown as Request; // what is read of it is a stream's
  }

  async *#pieces(
    bytes: Buffer,
    signal: AbortSignal,
    breakPoint: BreakPoint | undefined,
  ): AsyncGenerator<Buffer> {
    const endsAt = breakPoint?.afterBytes ?? bytes.length;
    for (let at = 0; at < endsAt; at += pieceBytes) {
      await new Promise((resolve) => setImmediate(resolve));
      const piece = Buffer.from(bytes.subarray(at, Math.min(at + pieceBytes, endsAt))); // the reader's own
      this.#clock.pass(this.#serving.pieceMs);
      this.sentBytes += piece.length;
      yield piece;
    }
    if (breakPoint === undefined) return;
    if (breakPoint.how === 'reset') throw broken();
    if (breakPoint.how === 'early end') return;
    const ended = new Promise((resolve) => signal.addEventListener('abort', resolve));
    if (breakPoint.how === 'stop') this.onStop();
    else this.#clock.endPatience();
    await ended; // a generator that waits cannot be ended from outside
  }
}

/** As Node ends a stream whose connection is gone. */
function broken(): Error {
  return Object.assign(new Error('broken'), { code: 'ERR_STREAM_PREMATURE_CLOSE' });
}
