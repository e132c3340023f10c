import { lookup } from 'node:dns';
import type { Agent } from 'node:https';
import got, { RequestError, TimeoutError } from 'got';
import type { ProviderFailure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import { loopbackOnly } from '../network/lookup.ts';
import { toProxyFailure } from '../network/proxy-error.ts';
import type { HttpAnswer } from './envelope.ts';

/** A status answer is a few kilobytes; anything larger is not one. */
const maxAnswerBytes = 4 * 1024 * 1024;

/** Milliseconds. p99 of real answers is 0.7 s, but lines are slow; the whole call may take `request`. */
const timeouts = { lookup: 10_000, connect: 15_000, secureConnect: 10_000, request: 30_000 };

/** Node's and OpenSSL's codes for a certificate that is not to be trusted. */
const certificateCode = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/;

/** One call to a provider. */
export interface ProviderCall {
  readonly method: 'GET' | 'POST';
  readonly baseUrl: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, string>>;
  readonly key: string;
  readonly userAgent: string;
  /** Makes the https connections; Node's own if absent. */
  readonly agent?: Agent | undefined;
}

function describeError(error: unknown, host: string): ProviderFailure {
  const code = error instanceof RequestError ? error.code : '';
  if (error instanceof TimeoutError) {
    return { code: 'unreachable', host, detail: `no answer in time (${error.event})` };
  }
  const ofProxy = toProxyFailure(error, host);
  if (ofProxy !== undefined) return ofProxy;
  if (certificateCode.test(code)) return { code: 'bad-certificate', host, detail: code };
  const detail = code !== '' ? code : error instanceof Error ? error.message : String(error);
  return { code: 'unreachable', host, detail };
}

/**
 * Makes one call, without retries: when to ask again is the poller's business. The key goes into the
 * `Authorization` header (RFC 6750, 2.1) and to the base URL only, so redirects are not followed.
 */
export async function callProvider(
  call: ProviderCall,
): Promise<Outcome<HttpAnswer, ProviderFailure>> {
  const url = new URL(call.baseUrl + call.path);
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value);
  const tooLong = new AbortController();
  try {
    const request = got(url, {
      method: call.method,
      ...(call.body !== undefined && { json: call.body }),
      headers: {
        authorization: `Bearer ${call.key}`,
        'content-type': 'application/json',
        accept: 'application/json',
        'user-agent': call.userAgent,
      },
      ...(call.agent !== undefined && { agent: { https: call.agent } }),
      // Plain http is for this computer alone, and would show the key to everybody on the way.
      ...(url.protocol === 'http:' && { dnsLookup: loopbackOnly(lookup) }),
      retry: { limit: 0 },
      followRedirect: false,
      throwHttpErrors: false,
      timeout: timeouts,
      responseType: 'text',
      signal: tooLong.signal,
    });
    void request.on('downloadProgress', ({ transferred }) => {
      if (transferred > maxAnswerBytes) tooLong.abort();
    });
    const response = await request;
    const { 'retry-after': retryAfter, date } = response.headers;
    return succeed({
      host: url.host,
      httpStatus: response.statusCode,
      text: response.body,
      ...(retryAfter !== undefined && { retryAfter }),
      ...(date !== undefined && { date }),
    });
  } catch (error) {
    return fail(describeError(error, url.host));
  }
}
