import { parentPort } from 'node:worker_threads';
import type { TextMessage, TextRequest } from '../text-protocol.ts';
import { readers } from './readers.ts';

let pages: Iterator<unknown> | undefined;

function say(message: TextMessage): void {
  parentPort?.postMessage(message);
}

function answer(request: TextRequest | 'next'): TextMessage {
  if (request !== 'next') {
    const { reader, bytes, folder } = request;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
    pages = readers[reader](text, folder);
  }
  const next = pages?.next();
  return next === undefined || next.done === true
    ? { kind: 'end' }
    : { kind: 'page', page: next.value };
}

/** A request begins a text; everything else asks for the next page of it. */
parentPort?.on('message', (request: TextRequest | 'next') => {
  let message: TextMessage;
  try {
    message = answer(request);
  } catch {
    // A text beyond what the machine can walk is none, and the next one is read as if it had not been.
    message = { kind: 'end' };
  }
  if (message.kind === 'end') pages = undefined;
  say(message);
});
