import { expect, test } from 'vitest';
import { fileSource } from '../../../../electron/core/media/byte-source.ts';
import { checkMedia } from '../../../../electron/core/media/media-check.ts';
import { Meter } from '../../../../electron/core/media/meter.ts';
import { isSelfTerminated } from '../../../../electron/core/media/self-terminated.ts';
import { seededRandom } from '../../../fake/seeded-random.ts';
import { fragmented, mov } from './media-samples.ts';
import { mutant } from './mutants.ts';

/** A file that counts what is read of it. */
class CountedFile {
  readBytes = 0;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  stat() {
    return Promise.resolve({ sizeBytes: this.#bytes.length });
  }

  read(position: number, lengthBytes: number): Promise<Buffer> {
    const piece = this.#bytes.subarray(position, position + lengthBytes);
    this.readBytes += piece.length;
    return Promise.resolve(piece);
  }
}

async function examine(bytes: Buffer): Promise<{ readBytes: number; fetchedBytes: number }> {
  const file = new CountedFile(bytes);
  const meter = Meter.of(await fileSource(file));
  const facts = await checkMedia(meter, 'any');
  if (facts.ok) await isSelfTerminated(meter, facts.value.extension);
  return { readBytes: file.readBytes, fetchedBytes: meter.fetchedBytes };
}

/** Empty boxes, each so far behind the last. */
function farApart(count: number, apartBytes: number): Buffer {
  const bytes = Buffer.alloc(count * apartBytes);
  for (let at = 0; at < bytes.length; at += apartBytes) {
    bytes.writeUInt32BE(apartBytes, at);
    bytes.write('free', at + 4, 'latin1');
  }
  return bytes;
}

test.each([
  ['whole', mov],
  ['of fragments', fragmented],
  ['with boxes far apart', Buffer.concat([mov, farApart(20, 1024 ** 2)])],
  ['with boxes close together', Buffer.concat([mov, farApart(5000, 16)])],
])('what is read of a film %s is what the budget counts', async (_, bytes) => {
  const { readBytes, fetchedBytes } = await examine(bytes);
  expect(readBytes).toBe(fetchedBytes);
});

test('what is read of any mutant is what the budget counts', async () => {
  const random = seededRandom(20261127);
  for (let count = 0; count < 2000; count += 1) {
    const { readBytes, fetchedBytes } = await examine(mutant(random));
    expect(readBytes, `mutant ${String(count)}`).toBe(fetchedBytes);
  }
});

test('boxes far apart are read in small pieces', async () => {
  const { readBytes } = await examine(Buffer.concat([mov, farApart(20, 1024 ** 2)]));
  expect(readBytes).toBeLessThan(2 * 20 * 4096 + 4 * 65_536);
});
