import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import net, { type LookupFunction, type Socket } from 'node:net';
import { SocksClient } from 'socks';
import type { Proxy } from './pac.ts';
import { ProxyUnreachableError, ProxyRefusedError } from './proxy-error.ts';

/** Where a tunnel leads. */
export interface Target {
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
}

/**
 * Node gives each of a name's addresses a quarter of a second, and then never comes back to it: over a slow
 * line or a VPN none of them ever answers. The last one has all the time that the call has.
 */
export const perAddressMs = 4_000;

/** Of what a proxy says of its reasons, in characters. */
const maxWords = 80;

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function detailOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}

/** RFC 7617. Without a name and a password nothing is sent. */
function authorization({ user, password }: Proxy): Record<string, string> {
  if (user === undefined) return {};
  const pair = Buffer.from(`${user}:${password ?? ''}`).toString('base64');
  return { 'proxy-authorization': `Basic ${pair}` };
}

/**
 * Asks an HTTP proxy for a tunnel (RFC 9110, 9.3.6). Reelkeep asks itself, for well-known agents hand the
 * proxy's refusal to the caller as if the host had answered: its 403 would end a video as lost.
 */
async function connectOverHttp(proxy: Proxy, target: Target, signal: AbortSignal): Promise<Socket> {
  const { request } = proxy.kind === 'https' ? https : http;
  const authority = `${bracketed(target.host)}:${String(target.port)}`;
  const call = request({
    method: 'CONNECT',
    host: proxy.host,
    port: proxy.port,
    path: authority,
    headers: { host: authority, ...authorization(proxy) },
    // Else Node takes the target's name, from the header, for that of the proxy's certificate.
    servername: net.isIP(proxy.host) === 0 ? proxy.host : '',
    agent: false,
    signal,
  });
  call.on('error', () => undefined); // `once` hears the first; one that follows must not crash
  call.end();
  // What Node gives with a `connect` event (nodejs.org/api/http.html#event-connect).
  const [answer, socket, head] = (await once(call, 'connect')) as [
    http.IncomingMessage,
    Socket,
    Buffer,
  ];
  const { statusCode = 0, statusMessage = '' } = answer;
  if (statusCode < 200 || statusCode > 299) {
    socket.destroy();
    const words = `HTTP ${String(statusCode)} ${statusMessage.slice(0, maxWords)}`.trim();
    throw new ProxyRefusedError(proxy, words, statusCode);
  }
  if (head.length > 0) socket.unshift(head);
  return socket;
}

/** How the `socks` package words a proxy that answers, but says no (RFC 1928, 3 and 6). */
const socksRefusal = /rejected connection|no accepted authentication|authentication failed/i;

/** Asks a SOCKS proxy. The name goes as it is, also with version 4 (4A): the proxy resolves it. */
async function connectOverSocks(
  proxy: Proxy,
  target: Target,
  signal: AbortSignal,
): Promise<Socket> {
  const socket = await connectDirectly(proxy, signal);
  const hangUp = (): void => void socket.destroy(new Error('ETIMEDOUT'));
  signal.addEventListener('abort', hangUp, { once: true });
  const { user, password } = proxy;
  try {
    await SocksClient.createConnection({
      proxy: {
        host: proxy.host,
        port: proxy.port,
        type: proxy.kind === 'socks4' ? 4 : 5,
        ...(user !== undefined && { userId: user }),
        ...(password !== undefined && { password }),
      },
      command: 'connect',
      destination: { host: target.host, port: target.port },
      existing_socket: socket,
    });
    return socket;
  } catch (error) {
    socket.destroy();
    const words = detailOf(error);
    throw socksRefusal.test(words) ? new ProxyRefusedError(proxy, words) : error;
  } finally {
    signal.removeEventListener('abort', hangUp);
  }
}

/** A plain connection, without a proxy. @param lookup how the name is resolved; usually the system's way */
export async function connectDirectly(
  { host, port }: Target,
  signal: AbortSignal,
  lookup?: LookupFunction,
): Promise<Socket> {
  const socket = net.connect({
    host,
    port,
    autoSelectFamilyAttemptTimeout: perAddressMs,
    ...(lookup !== undefined && { lookup }),
  });
  try {
    await once(socket, 'connect', { signal });
    return socket;
  } catch (error) {
    socket.on('error', () => undefined); // it is over; what it still says is no news
    socket.destroy();
    throw error;
  }
}

/**
 * Opens a tunnel to the target through a proxy. The proxy resolves the target's name, so that no lookup
 * of Reelkeep's can check where it leads.
 * @param signal ends the attempt: it has taken too long, or is no longer needed
 * @throws ProxyRefusedError or ProxyUnreachableError
 */
export async function openTunnel(
  proxy: Proxy,
  target: Target,
  signal: AbortSignal,
): Promise<Socket> {
  const isSocks = proxy.kind === 'socks4' || proxy.kind === 'socks5';
  try {
    return await (isSocks ? connectOverSocks : connectOverHttp)(proxy, target, signal);
  } catch (error) {
    if (error instanceof ProxyRefusedError) throw error;
    throw new ProxyUnreachableError(proxy, signal.aborted ? 'ETIMEDOUT' : detailOf(error));
  }
}
