import type { Failure } from '../../../shared/failure.ts';
import type { TaskId } from '../../../shared/id.ts';
import type { Log } from '../../platform/log.ts';

/** Whose work it is, and where a bug in it is noted. */
export interface WorkOfTask {
  readonly id: TaskId;
  readonly log: Log;
}

/**
 * Does one task's work: a bug in it costs that task a try, and no one their turn.
 * @param failed what comes of the work where it had a bug
 */
export async function catchBugs<T>(
  { id, log }: WorkOfTask,
  work: () => Promise<T>,
  failed: (failure: Failure) => T,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log.error(`Transfer of ${id}: ${detail}`);
    return failed({ code: 'internal-error', detail: String(error) });
  }
}
