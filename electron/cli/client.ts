import { connect, type Socket } from 'node:net';
import { LineReader } from './line-reader.ts';
import type { Answerer } from './ports.ts';
import {
  messageShape,
  maxMessageBytes,
  silentAfterMs,
  toJson,
  type Message,
  type Request,
} from './protocol.ts';

/** Connects to a running Reelkeep. @returns `undefined` where none listens */
export function connectTo(path: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const giveUp = setTimeout(() => {
      socket.destroy();
      resolve(undefined);
    }, silentAfterMs);
    socket.once('connect', () => {
      clearTimeout(giveUp);
      resolve(socket);
    });
    socket.on('error', () => {
      clearTimeout(giveUp);
      resolve(undefined);
    });
  });
}

/** A running Reelkeep that listens at a path, as who answers; `undefined` where none does. */
export async function answererAt(path: string): Promise<Answerer | undefined> {
  const socket = await connectTo(path);
  if (socket === undefined) return undefined;
  return {
    isRunning: true,
    ask: (request) => ask(socket, request),
    end: () => {
      socket.destroy();
      return Promise.resolve();
    },
  };
}

/** It was connected, and then said nothing, went away, or spoke another language. */
export class NoAnswerError extends Error {}

function readMessage(line: string): Message {
  try {
    const parsed = messageShape.safeParse(JSON.parse(line));
    if (parsed.success) return parsed.data;
  } catch {
    // Not JSON.
  }
  throw new NoAnswerError('What answers is no Reelkeep of this version.');
}

/**
 * Asks a running Reelkeep.
 * @yields its answer, line by line, without the signs of life
 * @throws NoAnswerError
 */
export async function* ask(
  socket: Socket,
  request: Request,
  silentMs = silentAfterMs,
): AsyncGenerator<Message> {
  const lines = new LineReader(maxMessageBytes);
  socket.setTimeout(silentMs, () => {
    socket.destroy(new NoAnswerError('Reelkeep does not answer.'));
  });
  socket.write(`${toJson(request)}\n`);
  try {
    for await (const bytes of socket) {
      const taken = lines.take(bytes as Buffer); // no encoding was set
      if (taken === undefined) throw new NoAnswerError('The answer is too long.');
      for (const line of taken) {
        const message = readMessage(line);
        if (message.kind !== 'alive') yield message;
        if (message.kind === 'done' || message.kind === 'failed') return;
      }
    }
  } catch (error) {
    if (error instanceof NoAnswerError) throw error;
    // A connection that broke; it is told below.
  } finally {
    socket.destroy();
  }
  throw new NoAnswerError('Reelkeep has ended before it answered.');
}
