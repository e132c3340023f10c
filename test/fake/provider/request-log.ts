import type { IncomingMessage } from 'node:http';
import type { TaskEndpoint } from './script.ts';

/** What a request asked for. */
export type Endpoint = TaskEndpoint | 'credit' | 'download-url' | 'file' | 'unknown';

/** What a file is to its task. */
export type FileRole = 'video' | 'thumbnail' | 'other';

/** Whether a file was asked for at its own address or at one from `download-url`. */
export type Via = 'direct' | 'download-url';

/** One request and what became of it, filled in while it is answered. */
export interface LoggedRequest {
  /** By the provider's clock. */
  readonly atMs: number;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly authorization: string | undefined;
  readonly userAgent: string | undefined;
  readonly range: string | undefined;
  readonly endpoint: Endpoint;
  /** The task asked for, or the one that a file belongs to. */
  readonly taskId: string | undefined;
  readonly file: FileRole | undefined;
  readonly via: Via | undefined;
  /** The body received, as text. */
  readonly body: string;
  /** The HTTP status sent; `undefined` if none was. */
  readonly status: number | undefined;
  /** `code` of the envelope sent, on calls of the API. */
  readonly code: number | undefined;
  /** Bytes of the body handed to the socket. */
  readonly bytesSent: number;
  /** The faults that the answer suffered from, by name. */
  readonly faults: readonly string[];
  /** `open` until the answer ended; `cut` if its connection closed before that. */
  readonly outcome: 'open' | 'finished' | 'cut';
}

/** The same record as the server fills it in. */
export type OpenRequest = { -readonly [K in keyof LoggedRequest]: LoggedRequest[K] };

/** Begins the record of a request; the server adds what it finds out. */
export function openRequest(request: IncomingMessage, atMs: number): OpenRequest {
  const url = new URL(request.url ?? '/', 'http://provider.invalid');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value);
  return {
    atMs,
    method: request.method ?? 'GET',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers,
    authorization: headers.authorization,
    userAgent: headers['user-agent'],
    range: headers.range,
    endpoint: 'unknown',
    taskId: url.searchParams.get('taskId') ?? undefined,
    file: undefined,
    via: undefined,
    body: '',
    status: undefined,
    code: undefined,
    bytesSent: 0,
    faults: [],
    outcome: 'open',
  };
}

/** One line for people. Never holds a header: the key is in one. */
export function describeRequest(request: LoggedRequest): string {
  const { endpoint, taskId, file, range, faults, bytesSent, outcome } = request;
  return [
    new Date(request.atMs).toISOString().slice(11, 19),
    String(request.code ?? request.status ?? '---'),
    endpoint,
    taskId?.slice(0, 8),
    file,
    range,
    endpoint === 'file' ? `${String(Math.ceil(bytesSent / 1024))} kB` : undefined,
    faults.length > 0 ? `[${faults.join(', ')}]` : undefined,
    outcome === 'cut' ? '(cut)' : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' ');
}
