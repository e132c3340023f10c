import { setEnvironmentData } from 'node:worker_threads';
import { DiskThreads } from '../../electron/core/files/disk-threads.ts';
import { useThreads } from '../../electron/core/files/gate.ts';
import { oddRulesKey, type OddDisks, type OddRule } from './odd-disk.ts';

/**
 * Lets all disk operations of this process go to threads for which some folders are odd.
 * @returns tells which rules were never met: a test of them has then tested nothing
 */
export function useOddDisks(rules: readonly OddRule[]): {
  readonly unmet: (below: string) => readonly OddRule[];
} {
  const met = new SharedArrayBuffer(rules.length * Int32Array.BYTES_PER_ELEMENT);
  const told: OddDisks = { rules, met };
  // A worker's script loses what stands behind its name: there is no query in its import.meta.url.
  setEnvironmentData(oddRulesKey, told);
  useThreads(new DiskThreads({ script: new URL('odd-disk-thread.ts', import.meta.url) }));
  const timesMet = new Int32Array(met);
  return {
    unmet: (below) =>
      rules.filter((rule, index) => rule.below === below && Atomics.load(timesMet, index) === 0),
  };
}
