import type { Failure } from '../../../shared/failure.ts';
import { fail, type Outcome } from '../../../shared/outcome.ts';
import type { TaskId } from '../../../shared/id.ts';
import type { Log } from '../../platform/log.ts';

function noteBug(id: TaskId, log: Log, error: unknown): Failure {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  log.error(`Transfer of ${id}: ${detail}`);
  return { code: 'internal-error', detail: String(error) };
}

/** Asks something for one transfer: a bug in it is a failure like any other. */
export async function outcomeOf<T>(
  id: TaskId,
  log: Log,
  ask: () => Promise<Outcome<T, Failure>>,
): Promise<Outcome<T, Failure>> {
  try {
    return await ask();
  } catch (error) {
    return fail(noteBug(id, log, error));
  }
}

/** Runs one transfer: a bug in it costs that transfer a try, and no one their turn. */
export async function catchBugs(
  id: TaskId,
  log: Log,
  fetch: () => Promise<Failure | undefined>,
): Promise<Failure | undefined> {
  try {
    return await fetch();
  } catch (error) {
    return noteBug(id, log, error);
  }
}
