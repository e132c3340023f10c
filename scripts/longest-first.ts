import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, longest first: seconds on two cores, when all of them ran. */
const longest: readonly string[] = [
  'hostile-archive.test.ts',
  'crash/crash.test.ts',
  'hostile-root.test.ts',
  'hostile-entries.test.ts',
  'files/gate.test.ts',
  'long-texts.test.ts',
  'ledger-model.test.ts',
  'find-ids.test.ts',
  'import-walls.test.ts',
  'fault/file-host.test.ts',
  'fault/provider.test.ts',
  'simulation/faults/feasible.test.ts',
  'archive-of-many.test.ts',
  'odd-disk.test.ts',
  'narrow-disk.test.ts',
  'fault/wire.test.ts',
  'integration/rename.test.ts',
  'state-damage.test.ts',
];

function rankOf({ moduleId, project }: TestSpecification): number {
  const index = longest.findIndex((name) => moduleId.endsWith(name));
  if (index >= 0) return index;
  return longest.length + (project.config.isolate ? 0 : 1);
}

/**
 * Starts the longest files first, so that no core is idle at the end; a fresh checkout has no times of its own to
 * go by. Files that share their process come last, one after the other in the same few processes.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rankOf(a) - rankOf(b));
  }
}
