import https, { type AgentOptions, type RequestOptions } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Duplex } from 'node:stream';
import { isWebTarget } from './url-policy.ts';
import { perAddressMs, type Target } from './tunnel.ts';
import type { TrustedCertificates } from './certificates.ts';
import type { ProxyRouter } from './proxy-router.ts';

type Created = (error: Error | null, socket: Duplex) => void;

/** Node's own for https (nodejs.org/api/https.html#httpsglobalagent). */
const usual: AgentOptions = { keepAlive: true, scheduling: 'lifo', timeout: 5_000 };

/** What an agent goes by. */
export interface ProxyAgentOptions {
  /** Absent: every way is direct. */
  readonly proxyRouter?: ProxyRouter | undefined;
  /** Keeps connections for the next call to the same origin; never for one to another. */
  readonly keepAlive: boolean;
  /** Ends what is under way to a host once it is no longer needed. */
  readonly signal?: AbortSignal | undefined;
  /** The authorities that are trusted; Node's own if absent. */
  readonly certificates?: TrustedCertificates | undefined;
  /** The targets come from foreign links, so a proxy is only asked for hosts on the public web. */
  readonly isForeign?: boolean;
}

/** The code of the error for a target that no proxy is asked for. */
export const unaskedCode = 'ERR_PROXY_NOT_ASKED';

/**
 * Makes https connections the way the user's system is set up. TLS is spoken with the target itself,
 * through the tunnel: the certificate is checked against the target's name, and a proxy that reads along
 * needs one that the system trusts.
 */
export class ProxyAgent extends https.Agent {
  readonly #proxyRouter: ProxyRouter | undefined;
  readonly #signal: AbortSignal | undefined;
  readonly #isForeign: boolean;
  readonly #certificates: TrustedCertificates | undefined;

  constructor(options: ProxyAgentOptions) {
    const { proxyRouter, keepAlive, signal, certificates, isForeign = false } = options;
    super({ ...(keepAlive ? usual : { keepAlive }), autoSelectFamilyAttemptTimeout: perAddressMs });
    this.#certificates = certificates;
    this.#proxyRouter = proxyRouter;
    this.#signal = signal;
    this.#isForeign = isForeign;
  }

  override createConnection(options: RequestOptions, created?: Created): Duplex | null | undefined {
    if (this.#proxyRouter === undefined || created === undefined) return this.#speakTls(options);
    this.#connect(this.#proxyRouter, options).then(
      (socket) => {
        created(null, socket);
      },
      (error: unknown) => {
        // Node hands on an error without a socket; its types do not know that.
        (created as (error: unknown) => void)(error);
      },
    );
    return undefined;
  }

  async #connect(proxyRouter: ProxyRouter, options: RequestOptions): Promise<Duplex> {
    const target = targetOf(options);
    const found = await proxyRouter.routesFor(target);
    if (found.every((way) => way === 'direct')) return this.#speakTls(options);
    if (this.#isForeign && !isWebTarget(target.host, target.port)) {
      const refusal = new Error(`No proxy is asked for ${target.host}:${String(target.port)}.`);
      throw Object.assign(refusal, { code: unaskedCode });
    }
    const lookup: LookupFunction | undefined = options.lookup;
    const socket = await proxyRouter.connect(found, target, { lookup, signal: this.#signal });
    // Node wraps what it is given in TLS as it would a connection of its own: name, session and all.
    const inTunnel: RequestOptions & { socket: Duplex } = { ...options, socket };
    return this.#speakTls(inTunnel);
  }

  #speakTls(options: RequestOptions): Duplex {
    const certificates = this.#certificates;
    const secureContext = certificates?.context();
    const trusting = secureContext === undefined ? options : { ...options, secureContext };
    const socket = super.createConnection(trusting);
    if (socket == null) throw new Error('Node makes an https socket at once.');
    if (certificates !== undefined) socket.once('error', (error) => certificates.noteError(error));
    return socket;
  }
}

function targetOf({ host, port }: RequestOptions): Target {
  return { host: host ?? 'localhost', port: Number(port ?? 443) };
}
