import type { Request } from 'got';

/**
 * The chunks of a body, and before the error of a broken connection what had arrived by then but was
 * not read yet. A host that sends more than it announced breaks its own answer for Node's parser in
 * the very packet that has the last of the file; without those bytes no attempt would ever be whole.
 */
export async function* bufferedChunks(body: Request): AsyncGenerator<Buffer> {
  try {
    // No encoding is set for the body, so its chunks are bytes.
    for await (const chunk of body) yield chunk as Buffer;
  } catch (error) {
    // got hands on what Node has read, so its own bytes are the earlier ones.
    for (const stage of [body, body.response]) {
      const arrived: unknown = stage?.read();
      if (Buffer.isBuffer(arrived)) yield arrived;
    }
    throw error;
  }
}
