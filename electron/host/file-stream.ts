import type { FileHandle } from 'node:fs/promises';
import type { ReadableStreamDefaultController } from 'node:stream/web';

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
export function streamFile(file: FileHandle, { firstByte, lastByte }: ByteSpan): ReadableStream {
  let position = firstByte;
  const readChunk = async (controller: ReadableStreamDefaultController) => {
    const buffer = new Uint8Array(Math.min(chunkBytes, lastByte + 1 - position));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) throw new Error('The file became shorter while it was read.');
    position += bytesRead;
    controller.enqueue(buffer.subarray(0, bytesRead));
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
