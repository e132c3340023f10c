import type { LookupFunction, Socket } from 'node:net';
import { isPrivateAddressHost } from './url-policy.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { nameOf, parsePac, type Proxy, type Route } from './pac.ts';
import { ProxyUnreachableError } from './proxy-error.ts';
import { connectDirectly, openTunnel, type Target } from './tunnel.ts';

/** Knows the proxies of the user's system. */
export interface ProxyResolver {
  /**
   * The routes to a URL's host in the words of a PAC file: `PROXY a:1; SOCKS5 b:2; DIRECT`.
   * @param url an https origin; the proxy resolver never sees paths and queries
   */
  resolve(url: string): Promise<string>;
}

/** What the routes are found with. */
export interface ProxyRouterOptions {
  readonly resolver: ProxyResolver;
  readonly clock: Clock;
  readonly log: Log;
}

/** Who asks for a connection. */
export interface ConnectOptions {
  /** For a connection without a proxy; through one, names are resolved there. */
  readonly lookup?: LookupFunction | undefined;
  /** The connection is no longer needed. */
  readonly signal?: AbortSignal | undefined;
}

/** How long the system's answer is kept: a laptop changes its network a few times a day. */
const answerHoldsMs = 30_000;

/** A PAC file is a program, and its answer may need a name resolved. */
const resolveTimeoutMs = 5_000;

/** From the connection to the proxy until its answer; two fit into a transfer's patience of 20 s. */
const tunnelTimeoutMs = 8_000;

/** A proxy that was down is tried last for so long, so that not every call waits for it first. */
const downForMs = 60_000;

/** The list is short: an account or two, a few hosts of files. */
const maxAnswers = 200;

interface Answer {
  readonly routes: Promise<readonly Route[]>;
  readonly atMs: number;
}

/** Finds the way to a host as the user's system is set up, and goes it. */
export class ProxyRouter {
  readonly #options: ProxyRouterOptions;
  readonly #answers = new Map<string, Answer>();
  readonly #downSinceMs = new Map<string, number>();

  constructor(options: ProxyRouterOptions) {
    this.#options = options;
  }

  /** The network may be another one now: the system is asked again. */
  forget(): void {
    this.#answers.clear();
    this.#downSinceMs.clear();
  }

  /**
   * The routes to a host, in the order in which they are tried. This computer, and private addresses,
   * which only an account's own base URL may name, are reached directly, whatever the system says.
   */
  async routesFor(target: Target): Promise<readonly Route[]> {
    if (isPrivateAddressHost(target.host)) return ['direct'];
    const routes = await this.#ask(target);
    const isDown = (way: Route): boolean => way !== 'direct' && this.#isDown(way);
    return [...routes.filter((way) => !isDown(way)), ...routes.filter(isDown)];
  }

  /**
   * Uses the first route that leads to the target. If a proxy is down, the next one is tried; if one
   * refuses, none is: what it forbids is not to be sneaked past it.
   * @throws ProxyRefusedError, ProxyUnreachableError, or the network's own error, of the last way tried
   */
  async connect(
    routes: readonly Route[],
    target: Target,
    options: ConnectOptions,
  ): Promise<Socket> {
    let trouble: unknown = new Error('There is no way.');
    for (const way of routes) {
      try {
        return await this.#within(tunnelTimeoutMs, options.signal, (signal) =>
          way === 'direct'
            ? connectDirectly(target, signal, options.lookup)
            : openTunnel(way, target, signal),
        );
      } catch (error) {
        if (options.signal?.aborted === true) throw error;
        trouble = error;
        if (way === 'direct') continue;
        if (!(error instanceof ProxyUnreachableError)) throw error;
        this.#noteDown(way, error);
      }
    }
    throw trouble;
  }

  #ask({ host, port }: Target): Promise<readonly Route[]> {
    const nowMs = this.#options.clock.now();
    const url = `https://${host.includes(':') ? `[${host}]` : host}:${String(port)}/`;
    const known = this.#answers.get(url);
    if (known !== undefined && isWithin(answerHoldsMs, known.atMs, nowMs)) return known.routes;
    if (this.#answers.size >= maxAnswers) this.#answers.clear();
    const routes = this.#resolve(url);
    this.#answers.set(url, { routes, atMs: nowMs });
    return routes;
  }

  /** Without an answer it is as without a proxy: most computers have none. */
  async #resolve(url: string): Promise<readonly Route[]> {
    const { resolver, clock, log } = this.#options;
    let cancel = (): void => undefined;
    const tooLate = new Promise<never>((_resolve, reject) => {
      cancel = clock.after(resolveTimeoutMs, () => {
        reject(new Error('no answer in time'));
      });
    });
    try {
      return parsePac(await Promise.race([resolver.resolve(url), tooLate]));
    } catch (error) {
      log.warn(`Proxy for ${url}: ${String(error)}; trying without.`);
      return ['direct'];
    } finally {
      cancel();
    }
  }

  async #within<T>(
    limitMs: number,
    stop: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const controller = new AbortController();
    const end = (): void => {
      controller.abort();
    };
    const cancel = this.#options.clock.after(limitMs, end);
    if (stop?.aborted === true) end();
    else stop?.addEventListener('abort', end, { once: true });
    try {
      return await work(controller.signal);
    } finally {
      cancel();
      stop?.removeEventListener('abort', end);
    }
  }

  #isDown(proxy: Proxy): boolean {
    const sinceMs = this.#downSinceMs.get(nameOf(proxy));
    return sinceMs !== undefined && isWithin(downForMs, sinceMs, this.#options.clock.now());
  }

  #noteDown(proxy: Proxy, { detail }: ProxyUnreachableError): void {
    const { clock, log } = this.#options;
    this.#downSinceMs.set(nameOf(proxy), clock.now());
    log.warn(`Proxy ${nameOf(proxy)}: ${detail}`);
  }
}

/** A clock that was set back makes nothing last longer. */
function isWithin(limitMs: number, sinceMs: number, nowMs: number): boolean {
  return nowMs >= sinceMs && nowMs - sinceMs < limitMs;
}
