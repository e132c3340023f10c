import {
  MediaHttpError,
  type MediaHttpClient,
} from '../../electron/core/download/media-http-client.ts';

/** Asks an origin, and says how it ended: the status, a failure's code, or the network's. */
export async function originEnd(
  origin: MediaHttpClient,
  url: string,
  baseUrl: string,
): Promise<string> {
  const signal = AbortSignal.timeout(10_000);
  try {
    const opened = await origin.open({ url, baseUrl, headers: {}, signal });
    if (!opened.ok) return opened.failure.code;
    opened.value.body.destroy();
    return String(opened.value.status);
  } catch (error) {
    const cause = error instanceof MediaHttpError ? error.cause : error;
    return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  }
}
