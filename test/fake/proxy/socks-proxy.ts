import net, { type Socket } from 'node:net';
import type { Hosts } from './connect-proxy.ts';
import { Listener } from './listener.ts';

/** RFC 1928, 6: succeeded, general failure, not allowed by the rules. */
const replies = { open: 0, broken: 1, forbidden: 2 } as const;

/** A SOCKS5 proxy without log-in (RFC 1928) that knows a few names, and takes nothing but names. */
export class SocksProxy {
  /** The names asked for, with their ports. */
  readonly asked: string[] = [];
  mood: keyof typeof replies = 'open';
  readonly #hosts: Hosts;
  readonly #listener: Listener;

  private constructor(hosts: Hosts) {
    this.#hosts = hosts;
    this.#listener = new Listener((socket) => {
      // The client waits for each answer, so every message comes in a piece of its own.
      socket.once('data', () => {
        socket.write(Buffer.from([5, 0]));
        socket.once('data', (request: Buffer) => this.#serve(socket, request));
      });
    });
  }

  static async start(hosts: Hosts): Promise<SocksProxy> {
    const proxy = new SocksProxy(hosts);
    await proxy.#listener.listen();
    return proxy;
  }

  /** As a PAC file would name it. */
  get pac(): string {
    return `SOCKS5 127.0.0.1:${String(this.#listener.port)}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#listener.stop();
  }

  #serve(socket: Socket, request: Buffer): void {
    const isName = request[3] === 3;
    const nameEnd = 5 + (request[4] ?? 0);
    const name = isName ? request.toString('latin1', 5, nameEnd) : '';
    this.asked.push(`${name}:${String(request.readUInt16BE(nameEnd))}`);
    const port = this.#hosts[name];
    const reply = port === undefined ? replies.broken : replies[this.mood];
    const answer = Buffer.from([5, reply, 0, 1, 0, 0, 0, 0, 0, 0]);
    if (reply !== replies.open || port === undefined) {
      socket.end(answer);
      return;
    }
    const beyond = net.connect({ host: '127.0.0.1', port });
    this.#listener.keep(beyond);
    beyond.once('connect', () => {
      socket.write(answer);
      socket.pipe(beyond).pipe(socket);
    });
    socket.once('close', () => beyond.destroy());
    beyond.once('close', () => socket.destroy());
  }
}
