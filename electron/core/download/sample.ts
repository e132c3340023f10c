import type { Clock } from '../platform/clock.ts';
import { classifyStatus } from './response.ts';
import { bufferedChunks } from './buffered-chunks.ts';
import type { TransferLimits, TransferRequest } from './transfer-request.ts';
import type { MediaHttpClient } from './media-http-client.ts';
import { isFormatOf, sniff, sniffedBytes } from '../media/sniff.ts';
import { Watchdog, watchedChunks, withHead } from './watchdog.ts';

/** What is looked at, and with what. */
export interface Sampling extends Pick<TransferRequest, 'url' | 'baseUrl' | 'kind' | 'signal'> {
  readonly origin: Pick<MediaHttpClient, 'open'>;
  readonly clock: Clock;
  readonly limits: Pick<TransferLimits, 'connectTimeoutMs' | 'idleTimeoutMs'>;
}

/** A few bytes are enough to tell a film from a page. */
const range = 'bytes=0-1023';

/**
 * Whether a link leads to the beginning of a video or picture right now. Asks once, for a few bytes, and
 * keeps nothing: it proves no more than that a transfer is worth its while.
 */
export async function leadsToMedia(sampling: Sampling): Promise<boolean> {
  const { url, baseUrl, kind, origin, clock, limits } = sampling;
  const watchdog = new Watchdog(clock, sampling.signal);
  try {
    const { signal } = watchdog;
    const asking = origin.open({ url, baseUrl, headers: { range }, signal });
    const opened = await watchdog.within(limits.connectTimeoutMs, asking);
    if (!opened.ok) return false;
    const { body } = opened.value;
    try {
      if (classifyStatus(opened.value, clock.now()) !== undefined) return false;
      const arriving = watchedChunks(bufferedChunks(body), watchdog, limits.idleTimeoutMs);
      for await (const head of withHead(arriving, sniffedBytes)) {
        return isFormatOf(kind, sniff(head.subarray(0, sniffedBytes)));
      }
      return false;
    } finally {
      body.destroy();
    }
  } catch {
    return false; // the network's error, or a body that broke off: not right now
  } finally {
    watchdog.dispose();
  }
}
