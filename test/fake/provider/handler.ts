import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiState, answerCall, endpointOf } from './api.ts';
import { type Connection, type Delivery, pump } from './body-pump.ts';
import { watchConnection } from './connection.ts';
import type { ApiEffect, Effect, FileEffect } from './fault-table.ts';
import type { Faults, Trouble } from './faults.ts';
import { serveFile } from './file-host.ts';
import { type OpenRequest, openRequest } from './request-log.ts';

/** What a request meets. */
export interface HandlerState {
  readonly api: () => ApiState;
  readonly faults: Faults;
  readonly clock: () => number;
  /** Refuse bare library agents and bursts, as the provider's gateway does. */
  readonly refusal: (entry: OpenRequest) => Effect | undefined;
  readonly onBegun: (entry: OpenRequest) => void;
  readonly onEnded: (entry: OpenRequest) => void;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly entry: OpenRequest;
  readonly trouble: Trouble;
  readonly connection: Connection;
}

/** Answers one request and logs it. Never rejects: a closed connection is an ordinary end. */
export async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  state: HandlerState,
): Promise<void> {
  const entry = openRequest(request, state.clock());
  const connection = watchConnection(response);
  response.once('close', () => {
    entry.outcome = response.writableFinished ? 'finished' : 'cut';
    state.onEnded(entry);
  });
  identify(entry, state.api());
  entry.body = await bodyOf(request);
  state.onBegun(entry);
  const refusal = state.refusal(entry);
  const trouble = refusal === undefined ? state.faults.take(entry) : refused(refusal);
  entry.faults = trouble.names;
  try {
    await answer({ request, response, entry, trouble, connection }, state);
  } catch (cause) {
    if (!connection.signal.aborted) throw cause;
  }
}

function identify(entry: OpenRequest, api: ApiState): void {
  entry.endpoint = endpointOf(entry.method, entry.path);
  const file = entry.endpoint === 'file' ? api.files.find(entry.path) : undefined;
  if (file === undefined) return;
  entry.taskId = file.taskId;
  entry.file = file.role;
  entry.via = file.via;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  // A request cut off in its body has no answer to get wrong.
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  } catch {
    request.destroy();
  }
  return Buffer.concat(chunks).toString('utf8');
}

const refused = (effect: Effect): Trouble => ({
  names: [],
  effect,
  reach: () => undefined,
  released: Promise.resolve(),
});

async function answer(exchange: Exchange, state: HandlerState): Promise<void> {
  const { request, entry, trouble, connection } = exchange;
  const effect = trouble.effect;
  // A stall tells by itself that it has come to stand still.
  if (!(effect?.on === 'file' && effect.stallAfterBytes !== undefined)) trouble.reach();
  if (effect?.delayMs !== undefined) await sleep(effect.delayMs, undefined, connection);
  if (effect?.hang === true) await Promise.race([trouble.released, connection.closed]);
  if (effect?.reset === true) return void request.socket.resetAndDestroy();
  const isReplaced = effect?.body !== undefined || effect?.httpStatus !== undefined;
  if (entry.endpoint === 'file' && !isReplaced) return answerFile(exchange, state);
  return reply(exchange, state);
}

function answerFile(exchange: Exchange, state: HandlerState): Promise<void> {
  const { request, entry, trouble } = exchange;
  const { files } = state.api();
  const effect: FileEffect = trouble.effect?.on === 'file' ? trouble.effect : { on: 'file' };
  const delivery = deliveryOf(exchange);
  const nowMs = state.clock();
  return serveFile(files.find(entry.path), { request, entry, effect, delivery, files, nowMs });
}

function reply(exchange: Exchange, state: HandlerState): Promise<void> {
  const { response, entry, trouble } = exchange;
  const { httpStatus, body } = replyOf(entry, trouble.effect, state);
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  entry.status = httpStatus;
  entry.code = codeOf(body);
  response.writeHead(httpStatus, {
    'content-type': entry.endpoint === 'file' ? 'application/octet-stream' : 'application/json',
    'content-length': bytes.length,
    ...trouble.effect?.headers,
  });
  return pump(bytes, limitsOf(trouble.effect), deliveryOf(exchange));
}

const deliveryOf = ({ response, entry, trouble, connection }: Exchange): Delivery => ({
  response,
  trouble,
  connection,
  onSent: (sizeBytes) => {
    entry.bytesSent += sizeBytes;
  },
});

interface Reply {
  readonly httpStatus: number;
  readonly body: NonNullable<Effect['body']>;
}

function replyOf(entry: OpenRequest, effect: Effect | undefined, state: HandlerState): Reply {
  const { httpStatus, body } = effect ?? {};
  if (body !== undefined) return { httpStatus: httpStatus ?? 200, body };
  if (entry.endpoint === 'file') return { httpStatus: httpStatus ?? 200, body: '' };
  const own = answerCall(entry, state.api());
  return { httpStatus: httpStatus ?? own.httpStatus, body: own.body };
}

const limitsOf = (effect: Effect | undefined): Pick<ApiEffect, 'endAfterBytes'> =>
  effect?.endAfterBytes === undefined ? {} : { endAfterBytes: effect.endAfterBytes };

const codeOf = (body: Reply['body']): number | undefined =>
  typeof body === 'object' && typeof body.code === 'number' ? body.code : undefined;
