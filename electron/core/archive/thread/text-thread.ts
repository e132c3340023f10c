import { parentPort } from 'node:worker_threads';
import { readers, type TextMessage, type TextRequest } from './readers.ts';

let pages: Iterator<unknown> | undefined;

function say(message: TextMessage): void {
  parentPort?.postMessage(message);
}

/** A request begins a text; everything else asks for the next page of it. */
parentPort?.on('message', (request: TextRequest | 'next') => {
  if (request !== 'next') {
    const { reader, bytes, folder } = request;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
    pages = readers[reader](text, folder);
  }
  const next = pages?.next();
  if (next === undefined || next.done === true) {
    pages = undefined;
    say({ kind: 'end' });
  } else say({ kind: 'page', page: next.value });
});
