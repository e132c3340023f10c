import type { Server as HttpServer } from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The first byte of a TLS handshake (RFC 8446, 5.1). */
const handshake = 0x16;

/**
 * The one port of a provider: it speaks HTTP, and hands whole connections on to other servers of this
 * computer, so that hosts of all kinds lie on the provider's own address and port.
 */
export class Door {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #ports = new Map<string, number>();
  #tlsPort: number | undefined;

  constructor(http: HttpServer) {
    // As an HTTP server has it: a client may end its side and still be answered.
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      this.#keep(socket);
      socket.once('data', (head: Buffer) => {
        socket.pause();
        const port = this.#portFor(head);
        socket.unshift(head);
        if (port === undefined) http.emit('connection', socket);
        else this.#handOn(socket, port);
        socket.resume();
      });
    });
  }

  get port(): number {
    // A TCP server that listens has an address, which is no string.
    return (this.#server.address() as AddressInfo).port;
  }

  get isOpen(): boolean {
    return this.#server.listening;
  }

  /** Connections whose first request is for a path below `/name/` go to this port. */
  lead(name: string, port: number): void {
    this.#ports.set(name, port);
  }

  /** Connections that begin with TLS go to this port. */
  leadTls(port: number): void {
    this.#tlsPort = port;
  }

  async open(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
  }

  /** Closes the port and every connection. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined); // whoever hangs up is no news
    socket.once('close', () => this.#sockets.delete(socket));
  }

  #portFor(head: Buffer): number | undefined {
    if (head[0] === handshake) return this.#tlsPort;
    const name = /^[A-Z]+ \/([^/ ]+)\//.exec(head.toString('latin1', 0, 200))?.[1];
    return name === undefined ? undefined : this.#ports.get(name);
  }

  #handOn(socket: Socket, port: number): void {
    const beyond = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
    this.#keep(beyond);
    socket.pipe(beyond).pipe(socket);
    socket.once('close', () => beyond.destroy());
    // A connection that was cut is cut, not ended.
    beyond.once('error', () => socket.resetAndDestroy());
    beyond.once('close', () => {
      if (!socket.writableEnded) socket.destroy();
    });
  }
}
