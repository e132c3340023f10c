import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIPv6, type LookupFunction } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  parseBaseUrl,
  validateDownloadUrl,
  isPublicAddress,
} from '../../../../electron/core/network/url-policy.ts';
import {
  MediaHttpClient,
  publicOnly,
} from '../../../../electron/core/download/media-http-client.ts';
import { silentLog } from '../../../../electron/core/platform/log.ts';
import { ProxyRouter } from '../../../../electron/core/network/proxy-router.ts';
import {
  answersOfProxies,
  closedIPv4,
  closedIPv6,
  closedNames,
  formsOfIPv4,
  openIPv4,
  openIPv6,
  wrapsOf,
} from '../../../fake/hostile-addresses.ts';
import { originEnd } from '../../../fake/origin-end.ts';
import { redirectTo } from '../../../fake/provider/fault-table.ts';
import { startFakeProvider, type FakeProvider } from '../../../fake/provider/server.ts';
import { ConnectProxy } from '../../../fake/proxy/connect-proxy.ts';
import { VirtualClock } from '../../../fake/virtual-clock.ts';

const closedWraps = closedIPv4.flatMap(wrapsOf);

/** Every way of writing every host that no link may lead to, as a URL has it. */
const hosts = [
  ...closedIPv4.flatMap(formsOfIPv4),
  ...[...closedIPv6, ...closedWraps].map((address) => `[${address}]`),
  ...closedNames,
];
const ports = ['', ':443', ':8443', ':80'];
const links = hosts.flatMap((host, index) => {
  const port = ports[index % ports.length] ?? '';
  return [`https://${host}${port}/a.mp4`, `https://${host}${port}/a.mp4?token=secret#top`];
});
const kie = 'https://api.kie.ai';
/** As it is refused: also because it is no URL at all, or names a password. */
const refusal = /^address-(?:private|invalid|not-https)$/;

let provider: FakeProvider;
let proxy: ConnectProxy;

beforeAll(async () => {
  provider = await startFakeProvider({ seed: 'addresses' });
  proxy = await ConnectProxy.start({});
});

afterAll(async () => {
  await provider.stop();
  await proxy[Symbol.asyncDispose]();
});

function refusedLinks(baseUrl: string): readonly string[] {
  return links.filter((link) => {
    const outcome = validateDownloadUrl(link, baseUrl);
    return outcome.ok || !refusal.test(outcome.failure.code);
  });
}

/** A system that names the proxy for everything, or says that there is none. */
function waysBy(pac: string): ProxyRouter {
  const resolver = { resolve: () => Promise.resolve(pac) };
  return new ProxyRouter({ resolver, clock: new VirtualClock(0), log: silentLog });
}

test('the table is as large as it is meant to be', () => {
  expect(hosts.length).toBeGreaterThan(1_000);
});

test.each([kie, 'https://192.168.1.5:9443', 'http://127.0.0.1:8080', 'http://localhost:8080'])(
  'no link leads to any of them, whatever the base URL: %s',
  (baseUrl) => {
    expect(refusedLinks(baseUrl)).toEqual([]);
  },
);

test('what a refusal shows has no query', () => {
  for (const link of links) {
    const outcome = validateDownloadUrl(link, kie);
    expect(JSON.stringify(outcome)).not.toContain('secret');
  }
});

test('plain http as a base URL stays on this computer', () => {
  const taken = hosts.flatMap((host) => {
    const base = parseBaseUrl(`http://${host}`);
    return base.ok ? [new URL(base.value).hostname] : [];
  });
  const isLocal = (host: string) =>
    /^(?:127\..*|\[::1\]|\[::ffff:7f.*\]|(?:.*\.)?localhost\.*)$/.test(host);
  expect(taken.filter((host) => !isLocal(host))).toEqual([]);
});

describe('an answer of DNS', () => {
  function resolve(...found: LookupAddress[]): Promise<unknown> {
    const lookup: LookupFunction = (_name, _options, callback) => callback(null, found);
    return new Promise((resolvePromise) => {
      publicOnly(lookup)('files.example.com', { all: true }, (error, addresses) => {
        resolvePromise(error === null ? addresses : error.code);
      });
    });
  }

  const family = (address: string) => (isIPv6(address) ? 6 : 4);
  const ofProxies: ReadonlySet<string> = new Set(answersOfProxies);
  const all = [...closedIPv4, ...closedIPv6, ...closedWraps, 'fe80::1%eth0', '::1%lo', ''];
  const closed = all.filter((address) => !ofProxies.has(address));

  test('of a proxy that stands in for the network is taken, though no link may name it', async () => {
    for (const address of answersOfProxies) {
      const answer = { address, family: family(address) };
      expect(await resolve(answer)).toEqual([answer]);
      const link = `https://${isIPv6(address) ? `[${address}]` : address}/a.mp4`;
      expect(validateDownloadUrl(link, kie)).toMatchObject({
        failure: { code: 'address-private' },
      });
    }
  });

  test('with a closed address is none', async () => {
    for (const address of closed) {
      expect(await resolve({ address, family: family(address) })).toBe('ERR_PRIVATE_ADDRESS');
    }
  });

  test('with an open one beside it is the open one alone', async () => {
    const open = { address: '93.184.215.14', family: 4 };
    for (const address of closed) {
      expect(await resolve({ address, family: family(address) }, open)).toEqual([open]);
    }
  });

  test('with an open address is taken, through NAT64 too', () => {
    const nat64 = openIPv4.map((address) => `64:ff9b::${address}`);
    const mapped = openIPv4.map((address) => `::ffff:${address}`);
    const others = openIPv4.flatMap((address) => [`64:ff9b:1::${address}`, `::ffff:0:${address}`]);
    for (const address of [...openIPv4, ...openIPv6, ...nat64, ...mapped, ...others]) {
      expect([address, isPublicAddress(address)]).toEqual([address, true]);
    }
  });
});

test('no redirect leads to any of them', async () => {
  const origin = new MediaHttpClient({ userAgent: 'Mozilla/5.0 (Test) Reelkeep/0.0.0' });
  const url = provider.fileUrl('dunes.mp4');
  const led: string[] = [];
  for (const host of hosts.filter((_host, index) => index % 5 === 0)) {
    // A header has no room for other letters; a browser writes them so.
    const fault = provider.fault(redirectTo(encodeURI(`https://${host}/a.mp4`)));
    const end = await originEnd(origin, url, provider.baseUrl);
    if (!refusal.test(end) && end !== 'media-http') led.push(`${host}: ${end}`);
    fault.clear();
  }
  expect(led).toEqual([]);
});

describe('a proxy that the system names for everything', () => {
  test('is asked for none of them, whatever the PAC file says', async () => {
    for (const pac of [proxy.pac, `${proxy.pac}; DIRECT`, `DIRECT; ${proxy.pac}`, 'DIRECT']) {
      const origin = new MediaHttpClient({
        userAgent: 'Test',
        proxyRouter: waysBy(pac),
        lookup: noLookup,
      });
      for (const link of links) expect(await originEnd(origin, link, kie)).toMatch(refusal);
    }
    expect(proxy.asked).toEqual([]);
  });

  test.each([80, 22, 25, 3306, 6379, 8080, 8443, 9200, 65_535])(
    'is not asked for port %i of somebody else’s host',
    async (port) => {
      const origin = new MediaHttpClient({
        userAgent: 'Test',
        proxyRouter: waysBy(proxy.pac),
        lookup: noLookup,
      });
      const link = `https://files.example.com:${String(port)}/a.mp4`;
      expect(await originEnd(origin, link, kie)).toBe('ERR_PROXY_NOT_ASKED');
      expect(proxy.asked).toEqual([]);
    },
  );

  test('is asked for the account’s own host, at its own port', async () => {
    const origin = new MediaHttpClient({
      userAgent: 'Test',
      proxyRouter: waysBy(proxy.pac),
      lookup: noLookup,
    });
    const baseUrl = 'https://gateway.corp:8443';
    await originEnd(origin, `${baseUrl}/a.mp4`, baseUrl);
    expect(proxy.asked).toEqual(['gateway.corp:8443']);
  });
});

/** Nobody asks this computer for names behind its back. */
const noLookup: LookupFunction = (hostname, options, callback) => {
  if (hostname === '127.0.0.1') systemLookup(hostname, options, callback);
  else callback(Object.assign(new Error(hostname), { code: 'ENOTFOUND' }), []);
};
