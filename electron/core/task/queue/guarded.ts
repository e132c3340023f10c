import type { Failure } from '../../../shared/failure.ts';
import type { TaskId } from '../../../shared/task.ts';
import type { Log } from '../../log.ts';

/** Runs one transfer: a bug in it costs that transfer a try, and no one their turn. */
export async function guarded(
  id: TaskId,
  log: Log,
  fetch: () => Promise<Failure | undefined>,
): Promise<Failure | undefined> {
  try {
    return await fetch();
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log.error(`Transfer of ${id}: ${detail}`);
    return { code: 'internal-error', detail: String(error) };
  }
}
