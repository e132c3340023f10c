import type { EndpointId } from '../../shared/endpoint.ts';
import type { CheckingTask, EndWithoutVideo, Task } from '../../shared/task.ts';
import type { AccountId, TaskId } from '../../shared/id.ts';

/** What a task has in every state. */
export type CommonFields = Omit<
  CheckingTask,
  'state' | 'missedAt' | 'firstMissAtMs' | 'isRoundOver' | 'triedAccounts' | 'isUnanswered'
>;

/** A task as it is accepted, before anything is asked. */
export function createTask(input: {
  readonly id: TaskId;
  readonly accountId: AccountId;
  readonly endpoint: EndpointId | undefined;
  readonly nowMs: number;
  readonly batchIndex?: number;
  readonly isAncestor?: true;
}): CheckingTask {
  return {
    id: input.id,
    accountId: input.accountId,
    ...(input.endpoint !== undefined && { endpoint: input.endpoint }),
    ...(input.batchIndex !== undefined && { batchIndex: input.batchIndex }),
    ...(input.isAncestor !== undefined && { isAncestor: input.isAncestor }),
    addedAtMs: input.nowMs,
    updatedAtMs: input.nowMs,
    paused: false,
    state: 'checking',
    missedAt: [],
  };
}

/** The ends that a task has come to so far, the one that it is leaving included. */
function formerEndsOf({ state, formerEnds }: Task): readonly EndWithoutVideo[] | undefined {
  const isEnd = state === 'failed' || state === 'not-found' || state === 'lost';
  if (!isEnd || formerEnds?.includes(state) === true) return formerEnds;
  return [...(formerEnds ?? []), state];
}

/** The fields that every state has, without what only this state or the last try left behind. */
export function commonFields(task: Task, nowMs: number): CommonFields {
  const {
    id,
    accountId,
    endpoint,
    addedAtMs,
    batchIndex,
    isAncestor,
    paused,
    record,
    media,
    mediaSeenAtMs,
    deadlineMs: deadline,
    reservedPath,
    archiveId,
    thumbnail,
    tags,
    notes,
    rawAnswer,
  } = task;
  const formerEnds = formerEndsOf(task);
  return {
    id,
    accountId,
    addedAtMs,
    updatedAtMs: nowMs,
    paused,
    ...(batchIndex !== undefined && { batchIndex }),
    ...(isAncestor !== undefined && { isAncestor }),
    ...(endpoint !== undefined && { endpoint }),
    ...(record !== undefined && { record }),
    ...(media !== undefined && { media }),
    ...(mediaSeenAtMs !== undefined && { mediaSeenAtMs }),
    ...(deadline !== undefined && { deadlineMs: deadline }),
    ...(reservedPath !== undefined && { reservedPath }),
    ...(archiveId !== undefined && { archiveId }),
    ...(thumbnail !== undefined && { thumbnail }),
    ...(tags !== undefined && { tags }),
    ...(notes !== undefined && { notes }),
    ...(formerEnds !== undefined && { formerEnds }),
    ...(rawAnswer !== undefined && { rawAnswer }),
  };
}
