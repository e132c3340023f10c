import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { minisigned, type TestKey } from '../fake/feed-signer.ts';

const certificates = join(import.meta.dirname, '../fixture/certificates');

/** How a file is served: as it is, its first bytes only, or held after them until it is let go. */
export type Serving =
  | { readonly kind: 'whole'; readonly bytes: Buffer }
  | { readonly kind: 'cut'; readonly bytes: Buffer; readonly afterBytes: number }
  | {
      readonly kind: 'held';
      readonly bytes: Buffer;
      readonly afterBytes: number;
      readonly until: Promise<void>;
    };

/** Where releases and feeds lie, on this computer. */
export class UpdateServer {
  readonly served = new Map<string, Serving>();
  /** Every request's path and headers. */
  readonly asked: { readonly path: string; readonly headers: IncomingHttpHeaders }[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer({
      cert: readFileSync(join(certificates, 'good.pem')),
      key: readFileSync(join(certificates, 'good-key.pem')),
    });
    this.#server.on('request', (request, response: ServerResponse) => {
      const path = request.url ?? '';
      this.asked.push({ path, headers: request.headers });
      const serving = this.served.get(path);
      if (serving === undefined) response.writeHead(404).end();
      else void this.#serve(response, serving, request.headers.range);
    });
  }

  /** The authority that it is trusted by, as PEM. */
  readonly authority = readFileSync(join(certificates, 'authority.pem'));

  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `https://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  serve(path: string, bytes: Buffer | string): void {
    this.served.set(path, { kind: 'whole', bytes: Buffer.from(bytes) });
  }

  async #serve(response: ServerResponse, serving: Serving, range?: string): Promise<void> {
    const { bytes } = serving;
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    const length = { 'content-length': bytes.length - from };
    if (from === 0) response.writeHead(200, length);
    else {
      const where = `bytes ${from}-${bytes.length - 1}/${bytes.length}`;
      response.writeHead(206, { ...length, 'content-range': where });
    }
    if (serving.kind === 'whole') {
      response.end(bytes.subarray(from));
      return;
    }
    response.write(bytes.subarray(from, serving.afterBytes), () => {
      if (serving.kind === 'cut') response.destroy();
    });
    if (serving.kind !== 'held') return;
    await serving.until;
    response.end(bytes.subarray(serving.afterBytes));
  }
}

/** What a feed says; the file is named by what lies in it. */
export interface FeedOf {
  readonly version: string;
  readonly signedAt: string;
  readonly name: string;
  readonly bytes: Buffer;
  readonly kind?: 'deb' | 'appimage';
}

/** A feed for Debian’s x64 as a release has it. */
export function feedText({ version, signedAt, name, bytes, kind = 'deb' }: FeedOf): string {
  const sha512 = createHash('sha512').update(bytes).digest('hex');
  const file = { kind, arch: 'x64', name, sizeBytes: bytes.length, sha512 };
  const notes = `What is new in ${version}.`;
  return JSON.stringify({
    format: 1,
    version,
    signedAt,
    expiresAt: '2099-01-01T00:00:00.000Z',
    rolloutPercent: 100,
    notes,
    files: [file],
  });
}

/** Puts a feed and a signature where the stable channel is looked for. */
export function publish(server: UpdateServer, feed: string, key: TestKey): void {
  server.serve('/updates/stable.json', feed);
  server.serve('/updates/stable.json.minisig', minisigned(key, Buffer.from(feed)));
}
