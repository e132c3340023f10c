import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiState, answerCall, endpointOf } from './api.ts';
import { type Connection, pump } from './body-pump.ts';
import { watchConnection } from './connection.ts';
import type { ApiEffect, Effect } from './fault-table.ts';
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
  const { request, response, entry, trouble, connection } = exchange;
  const effect = trouble.effect;
  if (!(effect?.on === 'file' && effect.stallAfterBytes !== undefined)) trouble.reach();
  if (effect?.delayMs !== undefined) await sleep(effect.delayMs, undefined, connection);
  if (effect?.hang === true) await Promise.race([trouble.released, connection.closed]);
  if (effect?.reset === true) return void request.socket.resetAndDestroy();
  const delivery = {
    response,
    trouble,
    connection,
    onSent: (sizeBytes: number) => {
      entry.bytesSent += sizeBytes;
    },
  };
  if (entry.endpoint === 'file' && effect?.body === undefined) {
    const { files } = state.api();
    const nowMs = state.clock();
    const own: Effect = effect?.on === 'file' ? effect : { on: 'file' };
    const asked = { request, entry, effect: own, delivery, files, nowMs };
    return serveFile(files.find(entry.path), asked);
  }
  const { httpStatus, body } = replyOf(entry, effect, state);
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  entry.status = httpStatus;
  entry.code = codeOf(body);
  response.writeHead(httpStatus, {
    'content-type': entry.endpoint === 'file' ? 'application/octet-stream' : 'application/json',
    'content-length': bytes.length,
    ...effect?.headers,
  });
  return pump(bytes, limitsOf(effect), delivery);
}

type Reply = { readonly httpStatus: number; readonly body: NonNullable<Effect['body']> };

function replyOf(entry: OpenRequest, effect: Effect | undefined, state: HandlerState): Reply {
  const httpStatus = effect?.httpStatus ?? 200;
  if (effect?.body !== undefined) return { httpStatus, body: effect.body };
  const own = answerCall(entry, state.api());
  return { httpStatus: effect?.httpStatus ?? own.httpStatus, body: own.body };
}

const limitsOf = (effect: Effect | undefined): Pick<ApiEffect, 'endAfterBytes'> =>
  effect?.endAfterBytes === undefined ? {} : { endAfterBytes: effect.endAfterBytes };

const codeOf = (body: Reply['body']): number | undefined =>
  typeof body === 'object' && typeof body['code'] === 'number' ? body['code'] : undefined;
