import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { startFakeProvider, type FakeProvider } from '../provider/server.ts';
import { ConnectProxy } from './connect-proxy.ts';
import { SocksProxy } from './socks-proxy.ts';
import { authorityPath, frontName, TlsFront } from './tls-front.ts';

/** The provider's base URL, which only a proxy can reach. */
export const farBaseUrl = `https://${frontName}`;

/** Trusts the authority of the fixtures in this process. */
export function trustFixtures(): void {
  setDefaultCACertificates([...getCACertificates('default'), readFileSync(authorityPath, 'utf8')]);
}

/** A fake provider beyond two proxies, each of which knows the way to it. */
export class ProxyStage {
  readonly provider: FakeProvider;
  readonly front: TlsFront;
  readonly http: ConnectProxy;
  readonly socks: SocksProxy;

  readonly #stopProvider: () => Promise<void>;

  private constructor(
    parts: Pick<ProxyStage, 'provider' | 'front' | 'http' | 'socks'>,
    stopProvider: () => Promise<void>,
  ) {
    this.provider = parts.provider;
    this.front = parts.front;
    this.http = parts.http;
    this.socks = parts.socks;
    this.#stopProvider = stopProvider;
  }

  /** @param provider one that runs already, and whose owner stops it */
  static async start(provider?: FakeProvider): Promise<ProxyStage> {
    const behind = provider ?? (await startFakeProvider());
    const front = await TlsFront.start(Number(new URL(behind.baseUrl).port));
    const hosts = { [frontName]: front.port, 'other.example.com': front.port };
    const http = await ConnectProxy.start(hosts);
    const socks = await SocksProxy.start(hosts);
    return new ProxyStage({ provider: behind, front, http, socks }, async () => {
      if (provider === undefined) await behind.stop();
    });
  }

  /** The address of a file of the provider's, on the far side of the proxies. */
  fileUrl(name: string): string {
    return this.provider.fileUrl(name).replace(this.provider.baseUrl, farBaseUrl);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.http[Symbol.asyncDispose]();
    await this.socks[Symbol.asyncDispose]();
    await this.front[Symbol.asyncDispose]();
    await this.#stopProvider();
  }
}
