import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:tls';

/** A certificate and its key, as PEM. */
export interface Credentials {
  readonly cert: string;
  readonly key: string;
}

/** A request's head as it came over the wire. */
export interface RawRequest {
  readonly head: string;
  /** The first byte asked for; 0 for the whole file. */
  readonly firstByte: number;
}

/** Writes an answer byte by byte, in whatever way no decent server would. */
export type RawAnswer = (socket: Socket, bytes: Buffer, request: RawRequest) => void;

/** How a raw host behaves. */
export interface RawHostOptions {
  readonly bytes: Buffer;
  readonly answer: RawAnswer;
  /** It behaves badly so many times, then well. Without it, until `heal`. */
  readonly times?: number;
  /** Speaks TLS with these, and with `healed` once it behaves. */
  readonly tls?: { readonly bad: Credentials; readonly good: Credentials };
  /** Takes connections and says nothing, not even the words of TLS. */
  readonly isMute?: boolean;
}

/** A host of one file that writes its own bytes: what an HTTP library would never send. */
export class RawHost {
  readonly requests: RawRequest[] = [];
  readonly #options: RawHostOptions;
  readonly #server: Server;
  readonly #tls: TlsServer | undefined;
  readonly #sockets = new Set<Socket>();
  #left: number;

  private constructor(options: RawHostOptions) {
    this.#options = options;
    this.#left = options.times ?? Infinity;
    this.#server = createServer((socket) => this.#connected(socket));
    if (options.tls === undefined) return;
    this.#tls = createTlsServer(options.tls.bad, (socket) => this.#serve(socket));
    this.#tls.on('tlsClientError', () => undefined); // whoever does not trust it hangs up
  }

  static async start(options: RawHostOptions): Promise<RawHost> {
    const host = new RawHost(options);
    await new Promise<void>((resolve) => host.#server.listen(0, '127.0.0.1', resolve));
    return host;
  }

  get port(): number {
    // A TCP server that listens has an address, which is no string.
    return (this.#server.address() as AddressInfo).port;
  }

  /** From now on it behaves. */
  heal(): void {
    this.#left = 0;
    if (this.#options.tls !== undefined) this.#tls?.setSecureContext(this.#options.tls.good);
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) =>
      this.#server.close(() => {
        resolve();
      }),
    );
  }

  #connected(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined); // a client that hangs up is no news
    socket.once('close', () => this.#sockets.delete(socket));
    if (this.#options.isMute === true && this.#left > 0) {
      this.#left -= 1;
      return;
    }
    if (this.#tls === undefined) this.#serve(socket);
    else this.#tls.emit('connection', socket);
  }

  #serve(socket: Socket): void {
    let head = '';
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      if (head.endsWith('\r\n\r\n')) return;
      head += chunk.toString('latin1');
      if (head.endsWith('\r\n\r\n')) this.#reply(socket, head);
    });
  }

  #reply(socket: Socket, head: string): void {
    const firstByte = Number(/^range: bytes=(\d+)-/im.exec(head)?.[1] ?? 0);
    const request = { head, firstByte };
    this.requests.push(request);
    this.#left -= 1;
    const answer = this.#left >= 0 ? this.#options.answer : serveWell;
    answer(socket, this.#options.bytes, request);
  }
}

/** The head of an answer. */
export function headOf(status: string, fields: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${String(value)}\r\n`);
  return `HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`;
}

/** Answers as RFC 9110 asks. */
export const serveWell: RawAnswer = (socket, bytes, { firstByte }) => {
  const body = bytes.subarray(firstByte);
  const fields = {
    'Content-Type': 'video/mp4',
    'Content-Length': body.length,
    ETag: '"raw"',
    Connection: 'close',
  };
  const last = bytes.length - 1;
  const range = `bytes ${String(firstByte)}-${String(last)}/${String(bytes.length)}`;
  const isPart = firstByte > 0;
  socket.write(
    headOf(
      isPart ? '206 Partial Content' : '200 OK',
      isPart ? { ...fields, 'Content-Range': range } : fields,
    ),
  );
  socket.end(body);
};
