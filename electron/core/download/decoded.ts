import { pipeline, Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { isFormatOf, sniff, sniffedBytes } from '../media/sniff.ts';
import { withHead } from './watchdog.ts';

/** Content codings (RFC 9110, 8.4.1), each with what undoes it, by the body's first byte. */
const decoders: ReadonlyMap<string, (firstByte: number) => Transform> = new Map<
  string,
  (firstByte: number) => Transform
>([
  ['gzip', () => createGunzip()],
  ['x-gzip', () => createGunzip()],
  // "Some non-conformant implementations send the deflate compressed data without the zlib wrapper."
  ['deflate', (firstByte) => ((firstByte & 0xf) === 8 ? createInflate() : createInflateRaw())],
  ['br', () => createBrotliDecompress()],
]);

/** A body that is not of the coding that its head names. */
export class CodingError extends Error {
  override readonly name = 'CodingError';
}

/**
 * The coding of a body that is not the file's own bytes. None is ever asked for, but some hosts compress
 * whatever they send. Length, range and tag of such an answer are those of the coded bytes.
 * @param field `Content-Encoding`
 * @returns `undefined` for none, and for one that cannot be undone
 */
export function codingOf(field: string | undefined): string | undefined {
  const coding = field?.trim().toLowerCase();
  return coding !== undefined && decoders.has(coding) ? coding : undefined;
}

/**
 * The file's own bytes out of a body, decoded no faster than they are read.
 * @param coding as `codingOf` has it
 * @throws CodingError in the midst, for what is of another coding; whatever ends the body itself
 */
export async function* decodedChunks(
  body: AsyncIterable<Buffer>,
  coding: string | undefined,
): AsyncGenerator<Buffer> {
  const makeDecoder = decoders.get(coding ?? '');
  if (makeDecoder === undefined) {
    yield* body;
    return;
  }
  const chunks = withHead(body, sniffedBytes);
  const first = await chunks.next();
  if (first.done === true) return;
  const head = first.value;
  const whole = headFirst(head, chunks);
  // Some hosts name a coding, and send the file as it is.
  if (isFormatOf('any', sniff(head.subarray(0, sniffedBytes)))) yield* whole;
  else yield* decode(whole, makeDecoder(head[0] ?? 0));
}

async function* headFirst(
  head: Buffer,
  rest: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer, undefined> {
  yield head;
  yield* rest;
}

async function* decode(coded: AsyncIterable<Buffer>, decoder: Transform): AsyncGenerator<Buffer> {
  pipeline(Readable.from(coded), decoder, () => undefined); // whoever reads sees the error
  try {
    // No encoding of text is set, so its chunks are bytes.
    for await (const chunk of decoder) yield chunk as Buffer;
  } catch (error) {
    throw isOfCoding(error) ? new CodingError('Wrong content coding', { cause: error }) : error;
  } finally {
    decoder.destroy();
  }
}

/** zlib's errors, but for a body that merely ended too early: that one was cut, and may be whole next time. */
function isOfCoding(error: unknown): boolean {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^(?:Z_(?!BUF_ERROR)|ERR__ERROR)/.test(code);
}
