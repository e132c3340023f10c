import type { Gate } from './gate.ts';
import { openedBy } from './open-files.ts';
import { toError } from './received-error.ts';
import type { ResultsOf, SequenceOutcome } from './steps.ts';
import type { Step } from './thread/sequence.ts';

/**
 * Runs steps as one operation: a later one only if all before it succeeded and answered what was expected.
 * @throws DiskError `drive-not-answering`, Stopped
 */
export async function runSequence<const S extends readonly Step[]>(
  gate: Gate,
  steps: S,
): Promise<SequenceOutcome<S>> {
  const end = await gate.run('sequence', [steps], { onLate: closeLate(gate) });
  const { isDone, error } = end;
  // Each step's answer is of the type that its name says.
  const results = end.results as unknown as ResultsOf<S>;
  if (isDone) return { isDone, results };
  return { isDone, results, error: error === undefined ? undefined : toError(gate.root, error) };
}

/** Closes what an operation has opened that nobody waited long enough for. */
export function closeLate(gate: Gate): (answer: unknown) => void {
  return (answer) => {
    for (const [, fd] of openedBy(answer)) void gate.run('close', [fd]).catch(() => undefined);
  };
}
