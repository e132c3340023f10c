import { createServer, type Server, type Socket } from 'node:net';
import { answer, type AnswerParts } from '../../cli/answer.ts';
import { LineReader } from '../../cli/line-reader.ts';
import {
  aliveEveryMs,
  maxRequestBytes,
  requestShape,
  toJson,
  type Message,
  type Request,
} from '../../cli/protocol.ts';
import { socketPaths, type SocketPlace } from '../../cli/socket-path.ts';
import type { Log } from '../../core/platform/log.ts';
import { closeToOthers, prepareSocketFolder } from './socket-folder.ts';

/** What the server needs. */
export interface CommandServerOptions extends AnswerParts {
  readonly place: SocketPlace;
  readonly log: Log;
  readonly limits?: Partial<CommandServerLimits>;
}

/** How long others are waited for, and how many of them there may be. */
export interface CommandServerLimits {
  /** For the whole request, from the connection on. */
  readonly requestWithinMs: number;
  /** For a client to take what it was sent. */
  readonly takesWithinMs: number;
  readonly connections: number;
}

const usualLimits: CommandServerLimits = {
  requestWithinMs: 10_000,
  takesWithinMs: 60_000,
  connections: 16,
};

function readRequest(line: string): Request | undefined {
  try {
    return requestShape.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined; // not JSON
  }
}

/**
 * Answers commands of this user's shell while the app runs: one request for each connection, JSON line by
 * line. Only this user reaches the socket; it is bounded in size, number and time all the same.
 */
export class CommandServer {
  readonly #options: CommandServerOptions;
  readonly #limits: CommandServerLimits;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #hasEnded = false;

  constructor(options: CommandServerOptions) {
    this.#options = options;
    this.#limits = { ...usualLimits, ...options.limits };
  }

  /** Listens at the first place that works. Never rejects: without it the app has a window still. */
  async start(): Promise<string | undefined> {
    const isPipe = this.#options.place.platform === 'win32';
    for (const path of socketPaths(this.#options.place)) {
      if (this.#hasEnded) return undefined;
      if (!isPipe && !prepareSocketFolder(path)) continue;
      if (await this.#listen(path, isPipe)) return path;
    }
    this.#options.log.warn('No place to listen for commands: only the window can be used');
    return undefined;
  }

  /** Lets everybody go and listens no more; the socket is gone from the disk. */
  dispose(): void {
    this.#hasEnded = true;
    this.#server?.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  async #listen(path: string, isPipe: boolean): Promise<boolean> {
    const server = createServer((socket) => {
      this.#accept(socket);
    });
    server.maxConnections = this.#limits.connections;
    const isListening = await new Promise<boolean>((resolve) => {
      server.once('error', (error) => {
        this.#options.log.warn(`commands: ${error.message}`);
        resolve(false);
      });
      server.listen(path, () => {
        resolve(true);
      });
    });
    if (!isListening || this.#hasEnded) {
      server.close();
      return false;
    }
    server.on('error', (error) => {
      this.#options.log.warn(`commands: ${error.message}`);
    });
    this.#server = server;
    if (!isPipe) closeToOthers(path);
    return true;
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    const lines = new LineReader(maxRequestBytes);
    const tooLate = setTimeout(() => socket.destroy(), this.#limits.requestWithinMs);
    socket.on('error', () => undefined); // a client that went away is no trouble of ours
    socket.on('close', () => {
      clearTimeout(tooLate);
      this.#sockets.delete(socket);
    });
    let isAsked = false;
    socket.on('data', (bytes: Buffer) => {
      if (isAsked) return; // one request, and nothing more is read
      const taken = lines.take(bytes);
      const [line] = taken ?? [''];
      if (line === undefined) return;
      isAsked = true;
      clearTimeout(tooLate);
      void this.#serve(socket, line); // never rejects
    });
  }

  async #serve(socket: Socket, line: string): Promise<void> {
    const alive = setInterval(() => {
      if (socket.writableLength === 0) socket.write('{"kind":"alive"}\n');
    }, aliveEveryMs);
    try {
      for await (const message of this.#answer(line)) {
        if (socket.destroyed) return;
        await this.#send(socket, message);
      }
    } catch (error) {
      this.#options.log.error(
        `command: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      const message = 'Reelkeep could not do it; its log says why.';
      await this.#send(socket, { kind: 'failed', code: 'internal-error', message });
    } finally {
      clearInterval(alive);
      socket.end();
    }
  }

  async *#answer(line: string): AsyncGenerator<Message> {
    const request = readRequest(line);
    if (request === undefined) {
      this.#options.log.warn('command refused: not of this version, or malformed');
      const message = 'This Reelkeep is of another version. Quit it and start the new one.';
      yield { kind: 'failed', code: 'not-understood', message };
      return;
    }
    await this.#options.core.whenRead; // what is not read yet would pass for unknown
    yield* answer(request, this.#options);
  }

  /** Sends a line, and waits for a client that is slow, but not for ever. */
  async #send(socket: Socket, message: Message): Promise<void> {
    if (socket.destroyed || socket.write(`${toJson(message)}\n`)) return;
    await new Promise<void>((resolve) => {
      const tooSlow = setTimeout(() => socket.destroy(), this.#limits.takesWithinMs);
      const goOn = () => {
        clearTimeout(tooSlow);
        socket.off('drain', goOn);
        socket.off('close', goOn);
        resolve();
      };
      socket.on('drain', goOn);
      socket.on('close', goOn);
    });
  }
}
