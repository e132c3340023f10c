import { EventEmitter, once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A TCP server on a port of its own that knows its connections, and ends them with itself. */
export class Listener {
  readonly #events = new EventEmitter();
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(serve: (socket: Socket) => void) {
    this.#server = createServer((socket) => {
      this.keep(socket);
      serve(socket);
    });
  }

  /** Ends with the listener, whoever opened it. */
  keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined); // whoever hangs up is no news
    socket.once('close', () => {
      this.#sockets.delete(socket);
      this.#events.emit('closed');
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get port(): number {
    // A TCP server that listens has an address, which is no string.
    return (this.#server.address() as AddressInfo).port;
  }

  /** Resolves once nobody is connected. */
  async deserted(): Promise<void> {
    while (this.#sockets.size > 0) await once(this.#events, 'closed');
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
