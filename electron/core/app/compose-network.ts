import type { MonotonicClock } from '../platform/clock.ts';
import type { KeyMask } from '../platform/key-mask.ts';
import type { Log } from '../platform/log.ts';
import { ProxyAgent } from '../network/proxy-agent.ts';
import { TrustedCertificates } from '../network/certificates.ts';
import { ProxyRouter, type ProxyResolver } from '../network/proxy-router.ts';
import { ProviderClient, type ProviderCalls } from '../provider/client.ts';
import { ClockSkew } from '../provider/clock-skew.ts';

/** What connections are made with. */
export interface NetworkParts {
  /** The system's proxies; absent: every connection is direct. */
  readonly proxies?: ProxyResolver;
  /** The authorities in the system's store, as PEM texts; absent: Node's own are trusted alone. */
  readonly systemCertificates?: () => readonly string[];
  readonly clock: MonotonicClock;
  readonly log: Log;
  readonly userAgent: string;
  /** What answers in the providers' place, for simulations. */
  readonly calls?: ProviderCalls;
}

/** The network as the user's system is set up. */
export interface Network {
  readonly proxyRouter: ProxyRouter | undefined;
  readonly certificates: TrustedCertificates | undefined;
  readonly skew: ClockSkew;
  readonly client: ProviderCalls;
}

/** Makes what leads to the providers, and to the hosts of files. Nothing is asked. */
export function composeNetwork(parts: NetworkParts, keys: KeyMask): Network {
  const { proxies, systemCertificates, clock, log, userAgent } = parts;
  const proxyRouter =
    proxies === undefined ? undefined : new ProxyRouter({ resolver: proxies, clock, log });
  const certificates =
    systemCertificates === undefined
      ? undefined
      : new TrustedCertificates({
          log,
          elapsed: () => clock.elapsed(),
          ofSystem: systemCertificates,
        });
  const skew = new ClockSkew(clock);
  const agent = new ProxyAgent({ proxyRouter, certificates, keepAlive: true });
  const client = parts.calls ?? new ProviderClient({ clock, userAgent, skew, agent, keys });
  return { proxyRouter, certificates, skew, client };
}
