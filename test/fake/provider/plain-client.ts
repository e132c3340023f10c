import { type IncomingHttpHeaders, request } from 'node:http';

/** An answer as it came over the wire, whole or not. */
export interface PlainAnswer {
  /** `undefined` if the connection ended before any. */
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  /** What arrived, undecoded. */
  readonly body: Buffer;
  /** Whether the answer was as long as it said. */
  readonly isWhole: boolean;
}

/** What a plain request may carry. */
export interface PlainRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Called with the number of bytes so far. */
  readonly onData?: (receivedBytes: number) => void;
}

const productAgent = 'Mozilla/5.0 (X11; Linux x86_64) Reelkeep/0.1';

/**
 * Asks with nothing but `node:http`: no redirect followed, nothing decoded, nothing retried, and what came
 * before the end of a connection is kept. Never rejects.
 */
export function askPlainly(url: string, options: PlainRequest = {}): Promise<PlainAnswer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let receivedBytes = 0;
    const headers = { 'user-agent': productAgent, ...options.headers };
    const none = { status: undefined, headers: {}, body: Buffer.alloc(0), isWhole: false };
    const outgoing = request(url, { method: options.method ?? 'GET', headers, agent: false });
    let hasBegun = false;
    outgoing.on('response', (incoming) => {
      hasBegun = true;
      incoming.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        receivedBytes += chunk.length;
        options.onData?.(receivedBytes);
      });
      // Told apart by `complete`; what matters here is only that it is over.
      incoming.on('error', () => undefined);
      incoming.on('close', () => {
        resolve({
          status: incoming.statusCode,
          headers: incoming.headers,
          body: Buffer.concat(chunks),
          isWhole: incoming.complete,
        });
      });
    });
    // A reset in the middle is told here too, before what arrived is handed over.
    outgoing.on('error', () => {
      if (!hasBegun) resolve(none);
    });
    outgoing.end(options.body);
  });
}
