import type { Account } from '../../shared/settings/account.ts';
import type { ArchivedFile, Task } from '../../shared/task.ts';
import type { MissedInput, Sidecar } from '../archive/metadata/sidecar-types.ts';

/** What the sidecar says beyond the task itself. */
export interface SidecarFacts {
  readonly appVersion: string;
  /** `undefined` when the account has been removed meanwhile. */
  readonly account: Account | undefined;
  readonly files: readonly ArchivedFile[];
  /** Unix milliseconds; absent when not all of the task's results are safe. */
  readonly archivedAtMs?: number;
}

function missedOf(task: Task): readonly MissedInput[] {
  const inputs = task.state === 'archived' ? (task.inputs ?? []) : [];
  return inputs.flatMap(({ url, failure, isOver }) =>
    isOver && failure ? [{ host: new URL(url).host, reason: failure.code }] : [],
  );
}

/** Everything known of a task, as it is kept beside its video. */
export function sidecarOf(task: Task, facts: SidecarFacts): Sidecar {
  const { account, files, archivedAtMs, appVersion } = facts;
  const { id, endpoint, record, rawAnswer, addedAtMs, tags = [], notes = '' } = task;
  const { media, mediaSeenAtMs, deadlineMs, isAncestor, batchIndex } = task;
  const missedInputs = missedOf(task);
  return {
    appVersion,
    taskId: id,
    provider: account?.provider ?? '',
    host: account === undefined ? '' : new URL(account.baseUrl).host,
    accountName: account?.name ?? task.accountName ?? '',
    accountId: task.accountId,
    files,
    addedAtMs,
    tags,
    notes,
    ...(archivedAtMs !== undefined && { archivedAtMs }),
    ...(endpoint !== undefined && { endpoint }),
    ...(record !== undefined && { record }),
    ...(rawAnswer !== undefined && { rawAnswer }),
    ...(media !== undefined && { media }),
    ...(mediaSeenAtMs !== undefined && { mediaSeenAtMs }),
    ...(deadlineMs !== undefined && { deadlineMs }),
    ...(isAncestor !== undefined && { isAncestor }),
    ...(batchIndex !== undefined && { batchIndex }),
    ...(missedInputs.length > 0 && { missedInputs }),
  };
}
