import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What listens on this computer, and heard of a page's attempts. */
export interface Listeners extends AsyncDisposable {
  readonly tcpPort: number;
  readonly udpPort: number;
  /** What came in: `tcp`, `udp`, and the path of each request. */
  readonly heard: ReadonlySet<string>;
}

/** Opens a TCP and a UDP port. A request is answered with an empty page under no policy. */
export async function listen(): Promise<Listeners> {
  const heard = new Set<string>();
  const server: Server = createServer((request, response) => {
    heard.add(request.url ?? '');
    response.writeHead(200, { 'Content-Type': 'text/html', 'Access-Control-Allow-Origin': '*' });
    response.end('<!doctype html><title>Control</title>');
  });
  server.on('connection', () => heard.add('tcp'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = createSocket('udp4', () => heard.add('udp'));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    tcpPort: (server.address() as AddressInfo).port, // a TCP server's, as above
    udpPort: socket.address().port,
    heard,
    [Symbol.asyncDispose]: async () => {
      socket.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Where a hostile page tries to get to. Every name that it asks for begins with `zone`. */
export interface Aim {
  readonly tcpPort: number;
  readonly udpPort: number;
  readonly zone: string;
  /** Whether to wait for WebRTC to give up all servers, which takes long where it is free; else for one. */
  readonly waitsForIce: boolean;
}

/** Runs in the page: every way out that a script has. Resolves once each has ended or been refused. */
export async function tryEverything({ tcpPort, udpPort, zone, waitsForIce }: Aim): Promise<void> {
  const name = (kind: string) => `${zone}-${kind}.test`;
  const address = `127.0.0.1:${String(tcpPort)}`;
  const quietly = async (attempt: () => unknown) => {
    try {
      await attempt();
    } catch {
      // refused, as it should be
    }
  };
  const put = (tag: string, attributes: Record<string, string>) => {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    document.body.append(element);
    return element;
  };
  put('meta', { 'http-equiv': 'x-dns-prefetch-control', content: 'on' });
  for (const rel of ['dns-prefetch', 'preconnect', 'prefetch', 'preload', 'stylesheet', 'icon']) {
    put('link', { rel, href: `http://${name(rel)}/`, as: 'fetch' });
    put('link', { rel, href: `//${name(`${rel}-bare`)}/`, as: 'fetch' });
    put('link', { rel, href: `http://${address}/${rel}`, as: 'fetch' });
  }
  put('a', { href: `http://${name('anchor')}/`, ping: `http://${address}/ping` }).click();
  for (const tag of ['img', 'script', 'iframe', 'video', 'audio', 'embed', 'object']) {
    await quietly(() => put(tag, { src: `http://${name(tag)}/`, data: `http://${name(tag)}/` }));
    await quietly(() => put(tag, { src: `http://${address}/${tag}` }));
  }
  await quietly(() => {
    const rules = { prefetch: [{ source: 'list', urls: [`http://${name('rules')}/`] }] };
    put('script', { type: 'speculationrules' }).textContent = JSON.stringify(rules);
  });
  await quietly(() => {
    const form = put('form', { action: `http://${address}/form`, target: 'elsewhere' });
    (form as HTMLFormElement).submit();
  });
  for (const host of [name('fetch'), `${address}/fetch`]) {
    await quietly(() => fetch(`http://${host}`, { mode: 'no-cors' }));
    await quietly(() => navigator.sendBeacon(`http://${host}`));
    await quietly(() => new EventSource(`http://${host}`));
    await quietly(() => new WebSocket(`ws://${host}`));
    await quietly(() => new Worker(`http://${host}`));
    await quietly(() => navigator.serviceWorker.register(`http://${host}`));
    await quietly(() => new WebTransport(`https://${host}`));
    await quietly(() => window.open(`http://${host}`));
  }
  const host = (port: number) => `127.0.0.1:${String(port)}`;
  const turn = { username: 'u', credential: 'c' };
  const iceServers = [
    { urls: `stun:${host(udpPort)}` },
    { urls: `turn:${host(udpPort)}?transport=udp`, ...turn },
    { urls: `turn:${host(tcpPort)}?transport=tcp`, ...turn },
    { urls: `stun:${name('stun')}:3478` },
    { urls: `turn:${name('turn')}:3478?transport=tcp`, ...turn },
  ];
  await quietly(async () => {
    const connection = new RTCPeerConnection({ iceServers });
    // Unguarded, the silent servers keep it gathering for long: there the last name is enough.
    const isRefused = new Promise<void>((resolve) => {
      connection.addEventListener('icecandidateerror', ({ url }) => {
        if (url.includes(name('turn'))) resolve();
      });
    });
    connection.createDataChannel('out');
    await connection.setLocalDescription(await connection.createOffer());
    const remote = {
      candidate: `candidate:1 1 udp 2130706431 127.0.0.1 ${String(udpPort)} typ host`,
    };
    await quietly(() => connection.addIceCandidate({ ...remote, sdpMid: '0' }));
    if (!waitsForIce) {
      await isRefused;
      return;
    }
    await new Promise<void>((resolve) => {
      const look = () => {
        if (connection.iceGatheringState === 'complete') resolve();
      };
      connection.addEventListener('icegatheringstatechange', look);
      look();
    });
  });
}

/** Every host that Chromium's network log says was to be resolved. Read it once the app has ended. */
export async function resolvedNames(netLogPath: string): Promise<readonly string[]> {
  const { constants, events } = JSON.parse(await readFile(netLogPath, 'utf8')) as {
    readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
    readonly events: readonly { readonly type: number; readonly params?: { host?: unknown } }[];
  };
  const types = new Set(
    Object.entries(constants.logEventTypes).flatMap(([type, value]) =>
      type.startsWith('HOST_RESOLVER') ? [value] : [],
    ),
  );
  return events.flatMap(({ type, params }) =>
    types.has(type) && typeof params?.host === 'string' ? [params.host] : [],
  );
}
