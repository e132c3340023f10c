import { bufferedChunks } from '../download/buffered-chunks.ts';
import { errorCode } from '../download/network-failure.ts';
import { Watchdog, watchedChunks } from '../download/watchdog.ts';
import {
  MediaHttpError,
  type MediaHttpClient,
  type OpenResponse,
} from '../download/media-http-client.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type { UpdateChannel, UpdateFailure } from '../../shared/update.ts';
import type { MonotonicClock } from '../platform/clock.ts';
import { maxFeedBytes, maxSignatureBytes } from './feed.ts';
import type { SignedFeed } from './judge.ts';
import type { OpenUpdateFile } from './ports.ts';
import { feedUrl, fileUrl, isReleaseHost } from './feed-source.ts';

/** A feed and its signature are small; a file's next bytes come in a moment. Milliseconds. */
const textWithinMs = 30_000;
const silentWithinMs = 60_000;

/** A file of which no more comes in such a time is held back by its host: the slowest line brings it in seconds. */
const slowest = { bytes: 64 * 1024, withinMs: 300_000 } as const;

/** What it asks with. */
export interface FeedClientOptions {
  readonly http: Pick<MediaHttpClient, 'open'>;
  readonly clock: MonotonicClock;
}

/** Ends a body that drips: it would never come to its end, and no later version be looked at meanwhile. */
async function* flowing(
  chunks: AsyncIterable<Buffer>,
  clock: MonotonicClock,
): AsyncGenerator<Buffer> {
  let [sinceMs, bytes] = [clock.elapsed(), 0];
  for await (const chunk of chunks) {
    yield chunk;
    bytes += chunk.length;
    if (clock.elapsed() - sinceMs < slowest.withinMs) continue;
    if (bytes < slowest.bytes)
      throw Object.assign(new Error('The file only drips.'), { code: 'DRIPS' });
    [sinceMs, bytes] = [clock.elapsed(), 0];
  }
}

/** The body's bytes; whoever reads no more lets go of the connection. */
async function* bytesOf(
  body: OpenResponse['body'],
  watchdog: Watchdog,
  clock: MonotonicClock,
): AsyncGenerator<Buffer> {
  try {
    yield* flowing(watchedChunks(bufferedChunks(body), watchdog, silentWithinMs), clock);
  } finally {
    watchdog.dispose();
    body.destroy();
  }
}

/**
 * Asks for feeds and files of versions: no cookie, no id, nothing but the address and the user agent, which names the
 * version and the kind of system.
 */
export class FeedClient {
  readonly #options: FeedClientOptions;

  constructor(options: FeedClientOptions) {
    this.#options = options;
  }

  /** A channel's feed as it is now, with its signature. Never rejects. */
  async feed(
    channel: UpdateChannel,
    signal: AbortSignal,
  ): Promise<Outcome<SignedFeed, UpdateFailure>> {
    const watchdog = new Watchdog(this.#options.clock, signal);
    try {
      return await watchdog.within(textWithinMs, this.#signedFeed(channel, watchdog.signal));
    } finally {
      watchdog.dispose();
    }
  }

  async #signedFeed(
    channel: UpdateChannel,
    signal: AbortSignal,
  ): Promise<Outcome<SignedFeed, UpdateFailure>> {
    const url = feedUrl(channel);
    const feed = await this.#text(url, maxFeedBytes, signal);
    if (!feed.ok) return feed;
    const signature = await this.#text(`${url}.minisig`, maxSignatureBytes, signal);
    const isMissing = !signature.ok && signature.failure.code === 'odd-status';
    if (!signature.ok && !isMissing && signature.failure.code !== 'feed-too-large')
      return signature;
    const text = signature.ok ? signature.value.toString('utf8') : undefined;
    return succeed({ bytes: feed.value, signature: text, host: new URL(url).host });
  }

  /** What asks for a file of a version. */
  file(version: string, name: string, signal: AbortSignal): OpenUpdateFile {
    return async (fromByte) => {
      const range = fromByte === 0 ? {} : { range: `bytes=${String(fromByte)}-` };
      const watchdog = new Watchdog(this.#options.clock, signal);
      const opening = this.#open(fileUrl(version, name), range, watchdog.signal);
      const opened = await watchdog.within(silentWithinMs, opening);
      if (!opened.ok) {
        watchdog.dispose();
        return opened;
      }
      const { status, headers, body, host } = opened.value;
      const chunks = bytesOf(body, watchdog, this.#options.clock);
      if (status === 200) return succeed({ fromByte: 0, chunks });
      const start = /^bytes (\d+)-/.exec(headers['content-range'] ?? '')?.[1];
      if (status === 206 && Number(start) === fromByte) return succeed({ fromByte, chunks });
      await chunks.return(undefined);
      return fail({ code: 'odd-status', host, httpStatus: status });
    };
  }

  async #text(
    url: string,
    maxBytes: number,
    signal: AbortSignal,
  ): Promise<Outcome<Buffer, UpdateFailure>> {
    const opened = await this.#open(url, {}, signal);
    if (!opened.ok) return opened;
    const { body, status, host } = opened.value;
    try {
      if (status !== 200) return fail({ code: 'odd-status', host, httpStatus: status });
      const chunks: Buffer[] = [];
      let length = 0;
      for await (const chunk of body as AsyncIterable<Buffer>) {
        length += chunk.length;
        if (length > maxBytes) return fail({ code: 'feed-too-large', maxBytes });
        chunks.push(chunk);
      }
      return succeed(Buffer.concat(chunks));
    } catch (error) {
      return fail({ code: 'unreachable', host, detail: errorCode(error) });
    } finally {
      body.destroy();
    }
  }

  async #open(
    url: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Outcome<OpenResponse, UpdateFailure>> {
    try {
      const opened = await this.#options.http.open({ url, baseUrl: url, headers, signal });
      const { host } = new URL(url);
      if (!opened.ok) return fail({ code: 'other-host', host });
      if (isReleaseHost(opened.value.host)) return succeed(opened.value);
      opened.value.body.destroy();
      return fail({ code: 'other-host', host: opened.value.host });
    } catch (error) {
      if (!(error instanceof MediaHttpError)) throw error;
      return fail({ code: 'unreachable', host: error.host, detail: errorCode(error.cause) });
    }
  }
}
