import { Worker } from 'node:worker_threads';
import type { TextMessage, TextRequest } from './text-protocol.ts';

/** What is no longer than this is read at once, in a few milliseconds: nearly every sidecar. */
export const shortBytes = 32 * 1024;

/** A thread ends after this long without work. */
const idleMs = 10_000;

/** What Node says of a thread whose text needs more memory than it may have. */
const outOfMemory = 'ERR_WORKER_OUT_OF_MEMORY';

/** Beside this module in the source; beside the main file in the build. */
const script = new URL(
  import.meta.url.endsWith('.ts') ? './thread/text-thread.ts' : './text-thread.js',
  import.meta.url,
);

/**
 * A thread of its own for long texts that anybody may have written: parsing and checking megabytes of
 * hostile JSON takes seconds, in which no window is drawn and no byte is received. What comes back is
 * checked and bounded, and comes in pages, each in a turn of its own.
 */
class TextThread {
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  /** Reads a text once those before it are read. @returns the pages of its reader */
  read(request: TextRequest): Promise<readonly unknown[]> {
    const reading = this.#last.then(() => this.#read(request));
    this.#last = reading.catch(() => undefined); // the next request does not inherit the error
    return reading;
  }

  async #read(request: TextRequest): Promise<readonly unknown[]> {
    clearTimeout(this.#timer);
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    try {
      const pages: unknown[] = [];
      let message = await answerOf(worker, request, [request.bytes.buffer as ArrayBuffer]); // its own, see `readBytes`
      while (message.kind === 'page') {
        pages.push(message.page);
        await new Promise((resolve) => setImmediate(resolve)); // everybody else has a turn
        message = await answerOf(worker, 'next');
      }
      return pages;
    } catch (error) {
      if (this.#worker === worker) this.#worker = undefined; // it has ended, or is about to
      const isTooMuch = error instanceof Error && 'code' in error && error.code === outOfMemory;
      if (isTooMuch) return [];
      throw error;
    } finally {
      worker.unref();
      this.#timer = setTimeout(() => {
        this.#worker = undefined;
        void worker.terminate();
      }, idleMs).unref();
    }
  }

  #start(): Worker {
    const worker = new Worker(script, { execArgv: [] });
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    return worker;
  }
}

function answerOf(
  worker: Worker,
  request: TextRequest | 'next',
  transfer: readonly ArrayBuffer[] = [],
): Promise<TextMessage> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      settle();
    };
    const onMessage = (message: TextMessage) => {
      end(() => {
        resolve(message);
      });
    };
    const onError = (error: Error) => {
      end(() => {
        reject(error);
      });
    };
    const onExit = () => {
      onError(new Error('The thread that reads texts has ended.'));
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(request, transfer);
  });
}

const textThread = new TextThread();

/**
 * Reads a text that anybody may have written, away from the main thread.
 * @param request its bytes are handed over: they are not to be used afterwards
 * @returns the pages of its reader; none when the text is not what it should be
 */
export function readInThread(request: TextRequest): Promise<readonly unknown[]> {
  return textThread.read(request);
}
