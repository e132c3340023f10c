import type { OperationContext } from './context.ts';
import { isMatch } from './match.ts';
import { closeQuietly } from './close.ts';
import { fdOf } from './opened-fd.ts';
import { toSent, type SentError } from './sent-error.ts';
import { steps, type StepInput, type StepName } from './steps.ts';

/** One step of a sequence. */
export interface Step<N extends StepName = StepName> {
  readonly name: N;
  readonly input: StepInput<N>;
  /** What it must answer for the next ones to run; see `isMatch`. Absent: whatever it answers. */
  readonly expected?: { readonly result: unknown };
}

/** How far a sequence came. */
export interface SequenceEnd {
  /** Whether all steps ran and answered what was expected of them. */
  readonly isDone: boolean;
  /** What the steps answered that ran, in their order. */
  readonly results: readonly unknown[];
  /** What the next one threw; absent where it was not expected what the last one answered, or all ran. */
  readonly error?: SentError;
}

/**
 * Runs steps one after the other, without a way to the main thread and back between them. A later one runs
 * only if all before it succeeded and answered what was expected of them. Each of them is what it is by
 * itself, with all that it examines.
 *
 * What a sequence has opened that fails later is closed again.
 * @throws OperationStopped
 */
export function sequence(context: OperationContext, wanted: readonly Step[]): SequenceEnd {
  const results: unknown[] = [];
  const runStep = ({ name, input }: Step): unknown => {
    context.begin(results.length);
    // The types say that name and input belong together.
    const step = steps[name] as (context: OperationContext, ...input: unknown[]) => unknown;
    return step(context, ...input);
  };
  for (const step of wanted) {
    let result: unknown;
    try {
      result = runStep(step);
    } catch (error) {
      return brokenOff(results, error);
    }
    results.push(result);
    if (step.expected !== undefined && !isMatch(step.expected.result, result)) {
      return { isDone: false, results };
    }
  }
  return { isDone: true, results };
}

/**
 * The end of a sequence whose next step threw an error.
 * @throws the error, where it says that nobody wants the rest
 */
export function brokenOff(results: readonly unknown[], error: unknown): SequenceEnd {
  const left = results.map((result) => {
    const fd = fdOf(result);
    if (fd === undefined) return result;
    closeQuietly(fd);
    return undefined;
  });
  const sent = toSent(error);
  if (sent.kind === 'stopped') throw error;
  return { isDone: false, results: left, error: sent };
}
