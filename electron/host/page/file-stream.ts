import type { ReadableStreamDefaultController } from 'node:stream/web';
import type { RootFile } from '../../core/files/root-file.ts';

/** How much is read at a time: all the memory that one answer takes. */
const chunkBytes = 256 * 1024;

/** Which bytes to read, both ends inclusive. */
export interface ByteSpan {
  readonly firstByte: number;
  readonly lastByte: number;
}

/**
 * The bytes of an open file, each chunk read only when it is asked for. The file is closed at the
 * end, on cancel, and on an error.
 */
export function streamFile(
  file: Pick<RootFile, 'read' | 'close'>,
  { firstByte, lastByte }: ByteSpan,
): ReadableStream {
  let position = firstByte;
  const readChunk = async (controller: ReadableStreamDefaultController) => {
    const piece = await file.read(position, Math.min(chunkBytes, lastByte + 1 - position));
    if (piece.length === 0) throw new Error('The file became shorter while it was read.');
    position += piece.length;
    controller.enqueue(new Uint8Array(piece.buffer, piece.byteOffset, piece.length));
    if (position <= lastByte) return;
    controller.close();
    await file.close();
  };
  return new ReadableStream(
    {
      pull: (controller) =>
        readChunk(controller).catch(async (error: unknown) => {
          await file.close();
          throw error; // makes the stream an erroneous one
        }),
      cancel: () => file.close(),
    },
    { highWaterMark: 0 },
  );
}
