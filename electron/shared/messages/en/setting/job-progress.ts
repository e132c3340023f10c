import { formats } from '../formats.ts';
import { files } from '../nouns.ts';
import { grouped } from '../plural.ts';

/** How far a job on the archive is. */
export const jobProgress = {
  looking: 'Looking at the files…',
  files,
  filesOf: (done: number, total: number) => `${grouped(done)} of ${files(total)}`,
  bytesOf: (done: number, total: number) => `${formats.bytes(done)} of ${formats.bytes(total)}`,
};
