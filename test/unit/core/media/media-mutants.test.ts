import { expect, test } from 'vitest';
import {
  bufferSource,
  longestReadBytes,
  type ByteSource,
} from '../../../../electron/core/media/byte-source.ts';
import { checkMedia } from '../../../../electron/core/media/media-check.ts';
import { Meter } from '../../../../electron/core/media/meter.ts';
import { isSelfTerminated } from '../../../../electron/core/media/self-terminated.ts';
import { seededRandom } from '../../../fake/seeded-random.ts';
import { mutant } from './mutants.ts';

/** By hand: `REELKEEP_MUTANTS=1000000`, and `REELKEEP_MUTANTS_SEED` for others than those of every day. */
const mutants = Number(process.env['REELKEEP_MUTANTS'] ?? 100_000);
const seed = Number(process.env['REELKEEP_MUTANTS_SEED'] ?? 20261127);

/** Bytes that note the first read that leaves the file or asks for too much at once. */
function guarded(buffer: Buffer): ByteSource & { readonly outside: () => string | undefined } {
  let outside: string | undefined;
  const bytes = bufferSource(buffer);
  return {
    sizeBytes: bytes.sizeBytes,
    read(offset, lengthBytes) {
      const isInside = offset >= 0 && lengthBytes >= 0 && offset + lengthBytes <= buffer.length;
      if (!isInside || lengthBytes > longestReadBytes) {
        outside ??= `${String(lengthBytes)} bytes at ${String(offset)} of ${String(buffer.length)}`;
      }
      return bytes.read(offset, lengthBytes);
    },
    outside: () => outside,
  };
}

function isCount(value: number | undefined): boolean {
  return value === undefined || (Number.isSafeInteger(value) && value >= 0);
}

/** What is wrong with how a file was examined. */
async function wrongWith(buffer: Buffer): Promise<string | undefined> {
  const bytes = guarded(buffer);
  const meter = Meter.of(bytes);
  const facts = await checkMedia(meter, 'any');
  if (facts.ok) await isSelfTerminated(meter, facts.value.extension);
  else if (facts.failure.code !== 'media-damaged') return facts.failure.code;
  if (meter.steps > meter.limits.steps + 1) return `${String(meter.steps)} steps`;
  if (meter.fetchedBytes > meter.limits.fetchedBytes + longestReadBytes) return 'too many bytes';
  if (!facts.ok) return bytes.outside();
  const { width, height, durationMs } = facts.value;
  return [width, height, durationMs].every(isCount) ? bytes.outside() : 'no number';
}

test(`${String(mutants)} mutants of every format are told from whole files, and none is a bug`, async () => {
  const random = seededRandom(seed);
  for (let count = 0; count < mutants; count += 1) {
    const bytes = mutant(random);
    const wrong = await wrongWith(bytes).catch((error: unknown) => String(error));
    if (wrong !== undefined) {
      expect.fail(`mutant ${String(count)} of seed ${String(seed)}: ${wrong}`);
    }
  }
}, 600_000);
