import type { WaysKnown } from '../../shared/evidence.ts';
import type { DownloadingTask, LostTask, ReadyTask, Task } from '../../shared/task.ts';
import { commonFields } from './common-fields.ts';
import type { TaskEvent } from './event.ts';

type Ways = Pick<ReadyTask, 'media' | 'linkStep' | 'attempts' | 'origin' | 'kept'> & WaysKnown;

/** Where a task stands on its ways to the bytes. */
function waysOf(task: ReadyTask | DownloadingTask): Ways {
  const { media, linkStep, attempts, origin, kept, goneAtMs, waysAtMs, overdue } = task;
  return {
    media,
    linkStep,
    attempts,
    ...(origin !== undefined && { origin }),
    ...(kept !== undefined && { kept }),
    ...(goneAtMs !== undefined && { goneAtMs }),
    ...(waysAtMs !== undefined && { waysAtMs }),
    ...(overdue !== undefined && { overdue }),
  };
}

function afterFailure(
  task: ReadyTask | DownloadingTask,
  event: Extract<TaskEvent, { readonly type: 'transfer-failed' }>,
  nowMs: number,
): Task {
  const { origin: _before, goneAtMs, waysAtMs, overdue, ...ways } = waysOf(task);
  const known = event.known ?? {
    ...(goneAtMs !== undefined && { goneAtMs }),
    ...(waysAtMs !== undefined && { waysAtMs }),
    ...(overdue !== undefined && { overdue }),
  };
  return {
    ...commonFields(task, nowMs),
    ...ways,
    ...known,
    state: 'ready',
    media: event.media ?? task.media,
    linkStep: event.next,
    attempts: event.attempts,
    hindrance: event.failure,
    ...(event.origin !== undefined && { origin: event.origin }),
  };
}

/** What a transfer makes of its task. */
export function onTransfer(
  task: ReadyTask | DownloadingTask,
  event: TaskEvent,
  nowMs: number,
): Task {
  const base = commonFields(task, nowMs);
  switch (event.type) {
    case 'transfer-started': {
      const { goneAtMs: _said, overdue: _evidence, ...others } = waysOf(task);
      const ways = event.isMoving === true ? others : waysOf(task);
      return { ...base, state: 'downloading', ...ways };
    }
    case 'transfer-stopped':
      // One that was only tried again, and had no byte yet, still says what is in its way.
      return task.state === 'ready' ? task : { ...base, state: 'ready', ...waysOf(task) };
    case 'transfer-failed':
      return afterFailure(task, event, nowMs);
    case 'ways-known': {
      const { goneAtMs: _gone, waysAtMs: _ways, overdue: _overdue, ...others } = task;
      return { ...others, ...event.known, updatedAtMs: nowMs };
    }
    case 'archived': {
      const { rawAnswer: _inTheSidecar, ...kept } = base;
      const archivedAtMs = event.archivedAtMs ?? nowMs;
      const { files, inputs = [] } = event;
      const wanted = inputs.length > 0 ? { inputs } : {};
      const behind = event.isSidecarBehind === undefined ? {} : { isSidecarBehind: true as const };
      return { ...kept, state: 'archived', archivedAtMs, files, ...wanted, ...behind };
    }
    case 'results-kept':
      return { ...task, kept: event.files, updatedAtMs: nowMs };
    case 'lost': {
      const files = task.kept === undefined ? {} : { files: task.kept };
      return { ...base, state: 'lost', endedAtMs: nowMs, cause: event.cause, ...files };
    }
    default:
      return task;
  }
}

/** What a look at a lost task makes of it: nothing, or it goes the usual way once more. */
export function onLookedAgain(
  task: LostTask,
  event: Extract<TaskEvent, { readonly type: 'looked-again' | 'found-again' }>,
  nowMs: number,
): Task {
  if (event.type === 'looked-again') return { ...task, askedAgainAtMs: nowMs, updatedAtMs: nowMs };
  const { media } = event;
  const kept = task.files === undefined ? {} : { kept: task.files };
  return {
    ...commonFields(task, nowMs),
    ...kept,
    state: 'ready',
    media,
    linkStep: 'stored',
    attempts: 0,
  };
}
