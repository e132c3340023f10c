import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { appOrigin } from '../../electron/host/page/app-protocol.ts';
import { mediaScheme } from '../../electron/host/page/media-protocol.ts';
import type { ElectronDoor } from '../fake/electron-door.ts';

/**
 * Serves the page and its media to a browser that does not know the app's schemes: each scheme has a server of its
 * own, so that they are as foreign to each other as in the app. Everything comes out of the app's own servers; only
 * the scheme of media, in their policy and in the page's scripts, is written as an address.
 */
export class PageServer {
  readonly #door: ElectronDoor;
  readonly #page: Server;
  readonly #media: Server;
  #mediaOrigin = '';

  constructor(door: ElectronDoor) {
    this.#door = door;
    this.#page = createServer((request, response) => {
      void this.#answer(request, response, appOrigin);
    });
    this.#media = createServer((request, response) => {
      void this.#answer(request, response, `${mediaScheme}:/`);
    });
  }

  /** @returns the page's address */
  async listen(): Promise<string> {
    for (const server of [this.#page, this.#media]) {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    }
    this.#mediaOrigin = originOf(this.#media);
    return `${originOf(this.#page)}/index.html`;
  }

  async close(): Promise<void> {
    for (const server of [this.#page, this.#media]) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse, base: string): Promise<void> {
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) {
      if (typeof value === 'string') headers.set(name, value);
    }
    const method = request.method ?? 'GET';
    const url = `${base}${request.url ?? '/'}`;
    const answer = await this.#translated(
      await this.#door.fetch(new Request(url, { method, headers })),
    );
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    try {
      if (answer.body === null) response.end();
      else await pipeline(answer.body, response);
    } catch {
      response.destroy(); // a player that seeks goes away in the middle
    }
  }

  /** The same answer for a browser that knows media by an address only. */
  async #translated(answer: Response): Promise<Response> {
    const media = this.#mediaOrigin; // a server that has been closed meanwhile knows it no longer
    const headers = new Headers(answer.headers);
    const policy = headers.get('content-security-policy');
    if (policy !== null) {
      headers.set('content-security-policy', policy.replaceAll(`${mediaScheme}:`, media));
    }
    const isScript = headers.get('content-type')?.startsWith('text/javascript') === true;
    if (!isScript) return new Response(answer.body, { status: answer.status, headers });
    headers.delete('content-length');
    const script = (await answer.text()).replaceAll(`${mediaScheme}:/`, media);
    return new Response(script, { status: answer.status, headers });
  }
}

function originOf(server: Server): string {
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return `http://127.0.0.1:${String(port)}`;
}
