import type { Account } from '../../../shared/settings/account.ts';
import { endpointId } from '../../../shared/endpoint.ts';
import type { ArchiveDamage } from '../../../shared/task.ts';
import { toAccountId, toTaskId } from '../../../shared/id.ts';
import type { ScannedSidecar } from '../../archive/metadata/scan.ts';
import type { FoundTask } from '../../task/event.ts';

/** What a sidecar does not say. */
export interface FoundIn {
  readonly archiveId: string;
  /** The accounts known here. */
  readonly accounts: readonly Account[];
  readonly damage: ArchiveDamage | undefined;
}

/** The account of tasks whose account is unknown. */
const nobody = toAccountId('unknown');

function ownerOf(
  { accountId, accountName, host }: ScannedSidecar['sidecar'],
  accounts: readonly Account[],
): Pick<FoundTask, 'accountId' | 'accountName'> {
  const own = accounts.find(({ id }) => id === accountId);
  if (own !== undefined) return { accountId: own.id };
  // The same account on another computer has another id there.
  const alike = accounts.filter(
    ({ name, baseUrl }) => name === accountName && new URL(baseUrl).host === host,
  );
  if (alike.length === 1 && alike[0] !== undefined) return { accountId: alike[0].id };
  return {
    accountId: accountId === undefined ? nobody : toAccountId(accountId),
    ...(accountName !== '' && { accountName }),
  };
}

/**
 * An archived task as its sidecar tells it.
 * @returns `undefined` for a sidecar of a task that was never archived, or without an id
 */
export function toFoundTask(
  { base, sidecar }: ScannedSidecar,
  { archiveId, accounts, damage }: FoundIn,
): FoundTask | undefined {
  const id = toTaskId(sidecar.taskId);
  const { archivedAtMs, files, endpoint, record, media, mediaSeenAtMs, deadlineMs } = sidecar;
  const { addedAtMs, isAncestor, batchIndex, tags, notes } = sidecar;
  if (id === undefined || archivedAtMs === undefined || files.length === 0) return undefined;
  const thumbnail = files.find(({ role }) => role === 'thumbnail');
  return {
    id,
    ...ownerOf(sidecar, accounts),
    addedAtMs,
    paused: false,
    archivedAtMs,
    // Size and structure are proven; the next check reads every byte.
    checkedAtMs: 0,
    files,
    reservedPath: base,
    archiveId,
    ...(endpoint !== undefined && { endpoint: endpointId(endpoint) }),
    ...(record !== undefined && { record }),
    ...(media !== undefined && { media }),
    ...(mediaSeenAtMs !== undefined && { mediaSeenAtMs }),
    ...(deadlineMs !== undefined && { deadlineMs }),
    ...(isAncestor !== undefined && { isAncestor }),
    ...(batchIndex !== undefined && { batchIndex }),
    ...(thumbnail !== undefined && { thumbnail }),
    ...(tags.length > 0 && { tags }),
    ...(notes !== '' && { notes }),
    ...(damage !== undefined && { damage }),
  };
}
