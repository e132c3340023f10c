import { randomFillSync } from 'node:crypto';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fixtureFolder } from '../../fake/provider/fixture.ts';

/** Files of one size, as a provider's host would have them. */
export interface FileSet {
  readonly label: string;
  readonly count: number;
  readonly sizeBytes: number;
}

const blockBytes = 1024 * 1024;

/**
 * Writes the set's files, `<label>-000.mp4` and so on: a real video, and behind it a box of random bytes
 * that makes it as long as it is to be (ISO/IEC 14496-12, `free`). No two are alike.
 * @returns their names
 */
export function makeFiles(folder: string, { label, count, sizeBytes }: FileSet): readonly string[] {
  const video = readFileSync(join(fixtureFolder, 'media', 'testcard.mp4'));
  const block = randomFillSync(Buffer.alloc(blockBytes));
  return Array.from({ length: count }, (_, index) => {
    const name = `${label}-${String(index).padStart(3, '0')}.mp4`;
    const file = openSync(join(folder, name), 'w');
    const boxBytes = sizeBytes - video.length;
    const head = Buffer.alloc(8);
    head.writeUInt32BE(boxBytes);
    head.write('free', 4, 'latin1');
    writeSync(file, Buffer.concat([video, head]));
    for (let left = boxBytes - head.length; left > 0; left -= blockBytes) {
      block.writeUInt32BE(index, 0);
      block.writeUInt32BE(left, 4);
      writeSync(file, block, 0, Math.min(left, blockBytes));
    }
    closeSync(file);
    return name;
  });
}
