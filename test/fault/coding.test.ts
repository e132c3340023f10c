import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { headOf, type RawAnswer } from '../fake/raw-host.ts';
import { archived, onWire, playFaults, waits, type FaultCase } from './case.ts';

const once = { times: 1 };
const type = { 'Content-Type': 'video/mp4' };
const half = 60_000;

/** The whole file in a content coding that nobody asked for. */
function coded(coding: string, encode: (bytes: Buffer) => Buffer): RawAnswer {
  return (socket, bytes) => {
    const body = encode(bytes);
    const fields = { 'Content-Encoding': coding, 'Content-Length': body.length, ETag: '"coded"' };
    socket.write(headOf('200 OK', { ...type, ...fields }));
    socket.end(body);
  };
}

const codings: readonly FaultCase[] = [
  { name: 'sends gzip', set: onWire(coded('gzip', (bytes) => gzipSync(bytes))), end: archived },
  { name: 'sends x-gzip', set: onWire(coded('X-GZip', (bytes) => gzipSync(bytes))), end: archived },
  {
    name: 'sends deflate',
    set: onWire(coded('deflate', (bytes) => deflateSync(bytes))),
    end: archived,
  },
  {
    name: 'sends deflate without its wrapper',
    set: onWire(coded('deflate', (bytes) => deflateRawSync(bytes))),
    end: archived,
  },
  {
    name: 'sends Brotli',
    set: onWire(coded('br', (bytes) => brotliCompressSync(bytes))),
    end: archived,
  },
  {
    name: 'calls the plain file gzip',
    set: onWire(coded('gzip', (bytes) => bytes)),
    end: archived,
  },
  {
    name: 'cuts gzip, once',
    set: onWire(
      coded('gzip', (bytes) => gzipSync(bytes).subarray(0, half)),
      once,
    ),
    end: archived,
  },
  {
    name: 'cuts gzip',
    set: onWire(coded('gzip', (bytes) => gzipSync(bytes).subarray(0, half))),
    end: waits('ready', 'unreachable'),
  },
  {
    name: 'sends noise as gzip',
    set: onWire(coded('gzip', () => Buffer.alloc(5000, 7))),
    end: waits('ready', 'media-not-media'),
  },
  {
    name: 'sends a page as gzip',
    set: onWire(coded('gzip', () => gzipSync('<!doctype html><title>Sign in</title>'))),
    end: waits('ready', 'media-not-media'),
  },
];

playFaults('A host that codes what it sends', codings);
