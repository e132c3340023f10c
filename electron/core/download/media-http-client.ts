import { isUtf8 } from 'node:buffer';
import { once } from 'node:events';
import { lookup as systemLookup } from 'node:dns';
import http from 'node:http';
import type { LookupFunction } from 'node:net';
import got, { type Request, type Response } from 'got';
import { validateDownloadUrl, isAccountHost, isPublicAnswer } from '../network/url-policy.ts';
import { ProxyAgent } from '../network/proxy-agent.ts';
import type { TrustedCertificates } from '../network/certificates.ts';
import { forbiddenAddressCode, loopbackOnly, onlyTo } from '../network/lookup.ts';
import type { ProxyRouter } from '../network/proxy-router.ts';
import type { KeyMask } from '../platform/key-mask.ts';
import type { AddressFailure, MediaFailure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';

/** Where a file is asked for, and how. */
export interface MediaRequest {
  readonly url: string;
  /** The account's base URL: its own host may be private, no other may. */
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Ends the call and the body that follows. */
  readonly signal: AbortSignal;
}

/** An answer whose body has not been read yet. */
export interface OpenResponse {
  /** The host that answered, after redirects. */
  readonly host: string;
  readonly status: number;
  readonly headers: Response['headers'];
  /** The body's bytes as sent; each chunk is the reader's own. Ends with an error when the connection does. */
  readonly body: Request;
}

/** The code of the error for a name that leads into the user's own network. */
export const privateAddressCode = forbiddenAddressCode;

/** An error on the way to a host, with the host it happened at. */
export class MediaHttpError extends Error {
  override readonly name = 'OriginError';
  readonly host: string;

  constructor(host: string, cause: unknown) {
    super('The host did not answer.', { cause });
    this.host = host;
  }
}

/** What an origin is asked with. */
export interface MediaHttpClientOptions {
  readonly userAgent: string;
  /** How names are resolved; the system's way if absent. */
  readonly lookup?: LookupFunction;
  /** The ways through the system's proxies; absent: always direct. */
  readonly proxyRouter?: ProxyRouter | undefined;
  /** The authorities that are trusted; Node's own if absent. */
  readonly certificates?: TrustedCertificates | undefined;
  /** Takes the accounts' keys out of headers, which are written down beside a part. */
  readonly keys?: Pick<KeyMask, 'maskAll'> | undefined;
}

/** Hosts of files redirect once or twice; a longer chain is a loop. */
const maxRedirects = 5;

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * A `Location` as it was meant. Node reads headers as Latin-1, but what is in them beyond ASCII is UTF-8 nearly
 * always, and browsers go where its bytes say: the name of another file would be asked for otherwise.
 */
function asSent(location: string): string {
  const bytes = Buffer.from(location, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : location;
}

/**
 * Resolves a name to its public addresses only, and refuses one that has none.
 *
 * Proxies that take the place of the network's card (Clash, sing-box, Surge) answer every name with an
 * address out of a range of their own, which leads nowhere else: that counts as public, since only they can
 * know where it goes. As an address in a link it does not.
 *
 * Through a proxy it is the proxy that resolves the name, and Reelkeep never learns to what: a name may
 * then lead into the proxy's network. What can be seen in the link is refused all the same: private
 * addresses and names, plain http, ports other than that of https, and a host without a certificate for
 * its name, which a router or a database in that network does not have. And nothing but a proven video or
 * picture is ever kept.
 */
export function publicOnly(lookup: LookupFunction): LookupFunction {
  return onlyTo(lookup, isPublicAnswer, 'public');
}

/** Asks hosts for files. Sends no key, no cookie, and nothing of the user but the address itself. */
export class MediaHttpClient {
  readonly #userAgent: string;
  readonly #lookup: LookupFunction;
  readonly #proxyRouter: ProxyRouter | undefined;
  readonly #certificates: TrustedCertificates | undefined;
  readonly #keys: Pick<KeyMask, 'maskAll'> | undefined;

  constructor(options: MediaHttpClientOptions) {
    this.#userAgent = options.userAgent;
    this.#lookup = options.lookup ?? systemLookup;
    this.#proxyRouter = options.proxyRouter;
    this.#certificates = options.certificates;
    this.#keys = options.keys;
  }

  /**
   * Asks, and follows redirects by hand so that every hop passes the rules for addresses.
   * @returns the first answer that is no redirect, whatever its status
   * @throws MediaHttpError when there is no answer: the network's error, or the signal's end
   */
  async open(asking: MediaRequest): Promise<Outcome<OpenResponse, AddressFailure | MediaFailure>> {
    let next = asking.url;
    for (let redirects = 0; ; redirects += 1) {
      const hop = validateDownloadUrl(next, asking.baseUrl);
      if (!hop.ok) return hop;
      const url = hop.value;
      const opened = await this.#openHop(url, asking);
      const told = opened.headers.location;
      if (!redirectStatuses.has(opened.status) || told === undefined) return succeed(opened);
      const location = asSent(told);
      opened.body.destroy();
      if (redirects === maxRedirects || !URL.canParse(location, url.href)) {
        return fail({ code: 'media-http', host: url.host, httpStatus: opened.status });
      }
      next = new URL(location, url).href;
    }
  }

  #lookupFor(url: URL, isOwn: boolean): LookupFunction {
    if (!isOwn) return publicOnly(this.#lookup);
    return url.protocol === 'http:' ? loopbackOnly(this.#lookup) : this.#lookup;
  }

  async #openHop(url: URL, asking: MediaRequest): Promise<OpenResponse> {
    const isOwn = isAccountHost(url, asking.baseUrl);
    const body = got.stream(url, {
      headers: {
        ...asking.headers,
        'user-agent': this.#userAgent,
        accept: '*/*',
        // Ranges and lengths count the bytes as sent: an encoding would make them another file's.
        'accept-encoding': 'identity',
      },
      // No connection is kept: one that another account opened to its own private origin must not serve
      // a link that may not go there. It also spares the resets of connections that went stale.
      agent: {
        // Plain http never leaves this computer, so no proxy has a part in it.
        http: new http.Agent({ keepAlive: false }),
        https: new ProxyAgent({
          proxyRouter: this.#proxyRouter,
          certificates: this.#certificates,
          keepAlive: false,
          signal: asking.signal,
          isForeign: !isOwn,
        }),
      },
      dnsLookup: this.#lookupFor(url, isOwn),
      retry: { limit: 0 },
      followRedirect: false,
      throwHttpErrors: false,
      decompress: false,
      signal: asking.signal,
    });
    body.on('error', () => {}); // whoever reads sees it; an error while nobody does must not crash
    try {
      await once(body, 'response');
    } catch (error) {
      throw new MediaHttpError(url.host, error);
    }
    const { response } = body;
    if (response === undefined) throw new Error('got announces a response that it has.');
    const { location } = response.headers; // it is followed, and not kept
    const headers = { ...(this.#keys?.maskAll(response.headers) ?? response.headers), location };
    return { host: url.host, status: response.statusCode, headers, body };
  }
}
