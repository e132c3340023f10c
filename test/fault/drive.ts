import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SpaceLimits } from '../../electron/core/library/space-reservations.ts';
import { Drive } from '../fake/drive.ts';
import { Bench } from './bench.ts';

/** The disk itself has to say when it is full. */
const noReserve: SpaceLimits = { reserveBytes: 0, guessedBytes: 0 };

/** A bench whose archive lies on a drive of its own. @param options as of mount(8): `size=1m` */
export async function benchOnDrive(
  options: string,
  spaceLimits = noReserve,
): Promise<{ bench: Bench; drive: Drive }> {
  const drives: Drive[] = [];
  const bench = await Bench.start({
    ports: { spaceLimits },
    prepare: async (folder) => {
      const path = join(folder, 'archive');
      await mkdir(path);
      drives.push(Drive.mount(path, options));
    },
  });
  const [drive] = drives;
  if (drive === undefined) throw new Error('A bench is prepared before it starts.');
  return { bench, drive };
}
