import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixtureFolder } from '../../fake/provider/fixture.ts';

const tide = readFileSync(join(fixtureFolder, 'media', 'tide.mp4'));

/** SHA-256 in hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * A whole film of a size, with a box at its end that players pass over (ISO/IEC 14496-12, 8.1.2). No two places
 * in it are alike, nor two versions.
 */
export function filmOf(sizeBytes: number, version: number): Buffer {
  const box = Buffer.alloc(sizeBytes - tide.length);
  for (let at = 8; at + 4 <= box.length; at += 4)
    box.writeUInt32LE((at * 2654435761) >>> version, at);
  box.writeUInt32BE(box.length, 0);
  box.write('free', 4, 'latin1');
  return Buffer.concat([tide, box]);
}
