import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import net from 'node:net';
import tls, { type TLSSocket } from 'node:tls';
import { fixtureFolder } from '../provider/fixture.ts';
import { Listener } from './listener.ts';

/** The name in the certificate; nobody on the internet has it. */
export const frontName = 'files.example.com';

/** The authority that has signed the certificate. */
export const authorityPath = join(fixtureFolder, 'certificates/authority.pem');

function pem(name: string): string {
  return readFileSync(join(fixtureFolder, 'certificates', `${name}.pem`), 'utf8');
}

/** Speaks TLS, usually under the name `files.example.com`, before a server that speaks plain HTTP. */
export class TlsFront {
  /** The name that each connection asked for (RFC 6066, 3). */
  readonly names: (string | false | null)[] = [];
  readonly #listener: Listener;

  private constructor(port: number, certificate: string) {
    const server = tls.createServer(
      { cert: pem(certificate), key: pem(`${certificate}-key`) },
      (socket) => this.#serve(socket, port),
    );
    server.on('tlsClientError', () => undefined); // whoever does not trust it hangs up
    this.#listener = new Listener((socket) => server.emit('connection', socket));
  }

  /**
   * @param port of the plain server on this computer
   * @param certificate of the fixtures; the usual one is called by what it is to 127.0.0.1
   */
  static async start(port: number, certificate = 'wrong-host'): Promise<TlsFront> {
    const front = new TlsFront(port, certificate);
    await front.#listener.listen();
    return front;
  }

  get port(): number {
    return this.#listener.port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#listener.stop();
  }

  #serve(socket: TLSSocket, port: number): void {
    this.names.push(socket.servername);
    const plain = net.connect({ host: '127.0.0.1', port });
    this.#listener.keep(socket);
    this.#listener.keep(plain);
    socket.pipe(plain).pipe(socket);
    socket.once('close', () => plain.destroy());
    plain.once('close', () => socket.destroy());
  }
}
