import { mkdtemp, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LookupFunction } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Root } from '../../electron/core/files/root.ts';
import { systemClock, type Clock } from '../../electron/core/platform/clock.ts';
import { Downloader } from '../../electron/core/download/downloader.ts';
import { KeyMask } from '../../electron/core/platform/key-mask.ts';
import { silentLog } from '../../electron/core/platform/log.ts';
import { ProxyAgent } from '../../electron/core/network/proxy-agent.ts';
import { ProxyRouter } from '../../electron/core/network/proxy-router.ts';
import { ClockSkew } from '../../electron/core/provider/clock-skew.ts';
import { ProviderClient } from '../../electron/core/provider/client.ts';
import { FastClock } from '../fake/fast-clock.ts';
import { farBaseUrl, ProxyStage, trustFixtures } from '../fake/proxy/stage.ts';
import { frontName, TlsFront } from '../fake/proxy/tls-front.ts';

trustFixtures();

const userAgent = 'Mozilla/5.0 (Test) Reelkeep/0.0.0';
const video = 'dunes.mp4';
/** Nobody listens at port 9. */
const dead = 'PROXY 127.0.0.1:9';

let stage: ProxyStage;
let folder: string;

beforeEach(async () => {
  stage = await ProxyStage.start();
  folder = await mkdtemp(join(tmpdir(), 'reelkeep-proxy-'));
});

afterEach(async () => {
  await stage[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** What is not as usual on the way. */
interface How {
  readonly clock?: Clock;
  readonly baseUrl?: string;
  readonly lookup?: LookupFunction;
  readonly signal?: AbortSignal;
}

function waysBy(pac: string, clock: Clock = systemClock): ProxyRouter {
  const resolver = { resolve: () => Promise.resolve(pac) };
  return new ProxyRouter({ resolver, clock, log: silentLog });
}

/** A question to the provider. */
function ask(pac: string, { clock, baseUrl = farBaseUrl }: How = {}) {
  const agent = new ProxyAgent({ proxyRouter: waysBy(pac, clock), keepAlive: true });
  const skew = new ClockSkew(systemClock);
  const client = new ProviderClient({
    clock: systemClock,
    userAgent,
    skew,
    agent,
    keys: new KeyMask(),
  });
  return client.credits({ baseUrl, key: stage.provider.key });
}

/** A file from its host, tried once. */
function fetch(
  pac: string,
  { clock = systemClock, baseUrl = farBaseUrl, lookup, signal }: How = {},
) {
  const downloader = new Downloader({
    userAgent,
    clock,
    log: silentLog,
    limits: { fruitlessAttempts: 1 },
    proxyRouter: waysBy(pac, clock),
    ...(lookup !== undefined && { lookup }),
  });
  return downloader.fetch({
    url: stage.fileUrl(video).replace(farBaseUrl, baseUrl),
    baseUrl: farBaseUrl,
    root: new Root(folder),
    partPath: 'a.mp4.part',
    kind: 'video',
    signal: signal ?? new AbortController().signal,
    onProgress: () => undefined,
  });
}

function whole(): object {
  const sha256 = createHash('sha256').update(stage.provider.bytesOf(video)).digest('hex');
  return { ok: true, value: { sha256 } };
}

describe.each([
  ['a question', ask, () => ({ ok: true })],
  ['a download', fetch, whole],
] as const)('%s', (_name, go, success) => {
  test('goes through an HTTP proxy, to the host that the certificate names', async () => {
    expect(await go(stage.http.pac)).toMatchObject(success());
    expect(stage.http.asked).toEqual([`${frontName}:443`]);
    expect(stage.front.names).toEqual([frontName]);
    expect(stage.http.credentials).toEqual([undefined]);
  });

  test('goes through a SOCKS proxy, which resolves the name', async () => {
    expect(await go(stage.socks.pac)).toMatchObject(success());
    expect(stage.socks.asked).toEqual([`${frontName}:443`]);
    expect(stage.front.names).toEqual([frontName]);
  });

  test('goes through a proxy that is itself reached by TLS', async () => {
    const { port } = new URL(`http://${stage.http.address}`);
    await using door = await TlsFront.start(Number(port), 'good');
    expect(await go(`HTTPS 127.0.0.1:${String(door.port)}`)).toMatchObject(success());
    expect(stage.http.asked).toEqual([`${frontName}:443`]);
    expect(stage.front.names).toEqual([frontName]);
  });

  test('tells nothing to a proxy whose certificate is not to be trusted', async () => {
    const { port } = new URL(`http://${stage.http.address}`);
    await using door = await TlsFront.start(Number(port), 'self-signed');
    const proxy = `127.0.0.1:${String(door.port)}`;
    expect(await go(`HTTPS ${proxy}`)).toMatchObject({
      ok: false,
      failure: { code: 'unreachable', detail: `DEPTH_ZERO_SELF_SIGNED_CERT at the proxy ${proxy}` },
    });
    expect(stage.http.asked).toEqual([]);
  });

  test('brings the password that the system names', async () => {
    expect(await go(`PROXY anna:secret@${stage.http.address}`)).toMatchObject(success());
    expect(stage.http.credentials).toEqual([`Basic ${btoa('anna:secret')}`]);
  });

  test('passes by a proxy that is dead', async () => {
    expect(await go(`${dead}; ${stage.http.pac}`)).toMatchObject(success());
  });

  test('passes by a proxy that hangs up', async () => {
    stage.http.mood = 'drop';
    expect(await go(`${stage.http.pac}; ${stage.socks.pac}`)).toMatchObject(success());
    expect(stage.http.asked).toHaveLength(1);
  });

  test('passes by a proxy that says nothing', async () => {
    stage.http.mood = 'silent';
    const clock = new FastClock();
    expect(await go(`${stage.http.pac}; ${stage.socks.pac}`, { clock })).toMatchObject(success());
  });

  test('waits no longer than 8 s for a proxy that says nothing', async () => {
    stage.http.mood = 'silent';
    expect(await go(stage.http.pac, { clock: new FastClock() })).toEqual({
      ok: false,
      failure: {
        code: 'unreachable',
        host: frontName,
        detail: `ETIMEDOUT at the proxy ${stage.http.address}`,
      },
    });
  });

  test('names the proxy when all of them are dead', async () => {
    expect(await go(dead)).toEqual({
      ok: false,
      failure: {
        code: 'unreachable',
        host: frontName,
        detail: 'ECONNREFUSED at the proxy 127.0.0.1:9',
      },
    });
  });

  test.each([
    [407, 'HTTP 407 Proxy Authentication Required'],
    [403, 'HTTP 403 Forbidden'],
    [404, 'HTTP 404 Not Found'],
    [502, 'HTTP 502 Bad Gateway'],
  ])('takes a %i of the proxy for the proxy’s, and seeks no way around', async (status, detail) => {
    stage.http.mood = status;
    const proxy = stage.http.address;
    expect(await go(`${stage.http.pac}; ${stage.socks.pac}; DIRECT`)).toEqual({
      ok: false,
      failure: { code: 'proxy-refused', host: frontName, proxy, detail, httpStatus: status },
    });
    expect(stage.socks.asked).toEqual([]);
    expect(stage.provider.requests).toEqual([]);
  });

  test('takes a refusal by SOCKS for the proxy’s', async () => {
    stage.socks.mood = 'forbidden';
    expect(await go(stage.socks.pac)).toMatchObject({
      ok: false,
      failure: { code: 'proxy-refused', detail: expect.stringContaining('NotAllowed') as string },
    });
  });

  test('trusts no certificate of another name behind a proxy', async () => {
    expect(await go(stage.http.pac, { baseUrl: 'https://other.example.com' })).toMatchObject({
      ok: false,
      failure: { code: 'bad-certificate', host: 'other.example.com' },
    });
    expect(stage.provider.requests).toEqual([]);
  });
});

test('a transfer that is stopped lets go of the proxy at once', async () => {
  stage.http.mood = 'silent';
  const stop = new AbortController();
  const fetched = fetch(`${stage.http.pac}; ${stage.socks.pac}`, { signal: stop.signal });
  await stage.http.askedTimes(1);
  stop.abort();
  expect(await fetched).toEqual({ ok: false, failure: { code: 'transfer-stopped' } });
  await stage.http.deserted();
  expect(stage.socks.asked).toEqual([]);
});

test('a question to this computer goes past the proxy', async () => {
  const baseUrl = `https://127.0.0.1:${String(stage.front.port)}`;
  // It got there: the certificate is that of the name only.
  expect(await ask(stage.http.pac, { baseUrl })).toMatchObject({
    ok: false,
    failure: { code: 'bad-certificate' },
  });
  expect(stage.http.asked).toEqual([]);
});

test('a link to a private address is refused, although the proxy would go there', async () => {
  expect(await fetch(stage.http.pac, { baseUrl: 'https://192.168.0.1' })).toMatchObject({
    ok: false,
    failure: { code: 'address-private' },
  });
  expect(stage.http.asked).toEqual([]);
});

test('a name that leads into the own network is refused when the proxy is down', async () => {
  const lookup: LookupFunction = (_hostname, _options, callback) => {
    callback(null, [{ address: '192.168.0.1', family: 4 }]);
  };
  const how = { baseUrl: 'https://other.example.com', lookup };
  expect(await fetch(`${dead}; DIRECT`, how)).toMatchObject({
    ok: false,
    failure: { code: 'address-private' },
  });
});

test('a tunnel is kept for its own origin, and serves no other', async () => {
  const agent = new ProxyAgent({ proxyRouter: waysBy(stage.http.pac), keepAlive: true });
  const skew = new ClockSkew(systemClock);
  const client = new ProviderClient({
    clock: systemClock,
    userAgent,
    skew,
    agent,
    keys: new KeyMask(),
  });
  const { key } = stage.provider;
  for (const baseUrl of [farBaseUrl, farBaseUrl, `${farBaseUrl}:8443`, farBaseUrl]) {
    expect(await client.credits({ baseUrl, key })).toMatchObject({ ok: true });
  }
  expect(stage.http.asked).toEqual([`${frontName}:443`, `${frontName}:8443`]);
  agent.destroy();
});
