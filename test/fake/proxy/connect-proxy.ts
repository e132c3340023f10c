import { EventEmitter, once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import net, { type Socket } from 'node:net';
import { Listener } from './listener.ts';

/** How a proxy takes a CONNECT: opens a tunnel, answers with a status, says nothing, or hangs up. */
export type Mood = 'open' | 'silent' | 'drop' | number;

/** Names and the local ports that the proxy leads to under them. */
export type Hosts = Readonly<Record<string, number>>;

/** An HTTP proxy that knows a few names. It keeps a list of what it was asked for. */
export class ConnectProxy {
  /** What was asked for, as `host:port`, whether it was opened or not. */
  readonly asked: string[] = [];
  /** The credentials that came with each, as sent. */
  readonly credentials: (string | undefined)[] = [];
  mood: Mood = 'open';
  readonly #events = new EventEmitter();
  readonly #hosts: Hosts;
  readonly #listener: Listener;

  private constructor(hosts: Hosts) {
    this.#hosts = hosts;
    const server = http.createServer();
    server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      this.#serve(request, socket, head);
    });
    this.#listener = new Listener((socket) => server.emit('connection', socket));
  }

  static async start(hosts: Hosts): Promise<ConnectProxy> {
    const proxy = new ConnectProxy(hosts);
    await proxy.#listener.listen();
    return proxy;
  }

  /** As a PAC file would name it. */
  get pac(): string {
    return `PROXY ${this.address}`;
  }

  get address(): string {
    return `127.0.0.1:${String(this.#listener.port)}`;
  }

  /** Resolves once it has been asked so many times. */
  async askedTimes(times: number): Promise<void> {
    while (this.asked.length < times) await once(this.#events, 'asked');
  }

  /** Resolves once nobody is connected. */
  async deserted(): Promise<void> {
    await this.#listener.deserted();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#listener.stop();
  }

  #serve(request: IncomingMessage, socket: Socket, head: Buffer): void {
    const authority = request.url ?? '';
    this.asked.push(authority);
    this.credentials.push(request.headers['proxy-authorization']);
    this.#events.emit('asked');
    if (this.mood === 'silent') return;
    if (this.mood === 'drop') {
      socket.destroy();
      return;
    }
    const port = this.#hosts[authority.replace(/:\d+$/, '')];
    const status = this.mood !== 'open' ? this.mood : port === undefined ? 502 : 200;
    const words = http.STATUS_CODES[status] ?? '';
    if (status !== 200 || port === undefined) {
      const page = '<h1>The proxy speaks</h1>';
      const headers = `Content-Type: text/html\r\nContent-Length: ${String(page.length)}`;
      socket.end(`HTTP/1.1 ${String(status)} ${words}\r\n${headers}\r\n\r\n${page}`);
      return;
    }
    const beyond = net.connect({ host: '127.0.0.1', port });
    this.#listener.keep(beyond);
    beyond.once('connect', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      beyond.write(head);
      socket.pipe(beyond).pipe(socket);
    });
    socket.once('close', () => beyond.destroy());
    beyond.once('close', () => socket.destroy());
  }
}
