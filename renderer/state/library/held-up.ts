import type { AccountView } from '../../../electron/shared/settings/account.ts';
import type { AlertView } from '../../../electron/shared/alert.ts';
import type { Failure } from '../../../electron/shared/failure.ts';
import { traitsOf } from '../../../electron/shared/failure-traits.ts';
import { m } from '../../../electron/shared/messages/catalogue.ts';
import { describeFailure } from '../../../electron/shared/messages/failures.ts';
import type { Words } from '../../../electron/shared/messages/words.ts';
import type { SettingsView } from '../../../electron/shared/settings/settings.ts';
import { isUnfinished, type TaskView } from '../../../electron/shared/task.ts';

/** What concerns many tasks at once, whether or not they have met it themselves. */
export interface Circumstances {
  /** Absent until they are known. */
  readonly accounts?: readonly AccountView[];
  /** What stands in the way of the archive's folder. */
  readonly archiveProblem?: Failure | undefined;
  /** Hosts of files that refuse everybody right now. */
  readonly refusingHosts: readonly string[];
  /** Reelkeep holds its downloads back after crashes. */
  readonly isHeldBack: boolean;
  /** Not everything comes in before its link dies, at the speed of this network. */
  readonly isTooSlow: boolean;
  /** The computer has no network at all, and nothing is coming in. */
  readonly isOffline: boolean;
}

/** All is well, as far as anybody knows. */
export const calm: Circumstances = {
  refusingHosts: [],
  isHeldBack: false,
  isTooSlow: false,
  isOffline: false,
};

/** What holds a task up. */
export type Hold =
  | { readonly kind: 'failure'; readonly failure: Failure }
  | { readonly kind: 'paused' | 'held-back' | 'too-slow' | 'offline' | 'stalled' };

/** The circumstances, out of what the main process tells. */
export function circumstancesOf(told: {
  readonly accounts: readonly AccountView[];
  readonly settings: SettingsView;
  readonly alerts: readonly AlertView[];
  readonly isOffline: boolean;
}): Circumstances {
  const alerts = told.alerts.map(({ alert }) => alert);
  return {
    accounts: told.accounts,
    archiveProblem: told.settings.archiveProblem,
    refusingHosts: alerts.flatMap((each) => (each.code === 'host-refuses' ? [each.host] : [])),
    isHeldBack: alerts.some(({ code }) => code === 'safe-mode'),
    isTooSlow: alerts.some(({ code }) => code === 'forecast-late'),
    isOffline: told.isOffline,
  };
}

/** Whether two circumstances hold up the same tasks, for the same reasons. */
export function isSame(left: Circumstances, right: Circumstances): boolean {
  return JSON.stringify(plain(left)) === JSON.stringify(plain(right));
}

/** Without what changes and holds nothing up: when an account has answered last. */
function plain({ accounts, ...others }: Circumstances) {
  return {
    ...others,
    accounts: accounts?.map(({ id, name, hasKey, block }) => [id, name, hasKey, block]),
  };
}

/**
 * What holds a task up: the user, what it has met itself, or what holds up all tasks like it before this
 * one's own turn has come. The one answer for the row, the details and the count of what is at risk.
 */
export function heldUpBy(task: TaskView, now: Circumstances): Hold | undefined {
  if (!isUnfinished(task)) return undefined;
  if (task.paused) return { kind: 'paused' };
  const { hindrance } = task;
  if (hindrance !== undefined && traitsOf(hindrance).severity !== 'info') return toHold(hindrance);
  const isFetched = task.state === 'ready' || task.state === 'downloading';
  // With a link at hand the account is not needed; without one, the folder is not needed yet.
  const common = isFetched ? fetchingHold(task, now) : toHold(accountTrouble(task, now));
  if (common !== undefined) return common;
  if (hindrance !== undefined) return toHold(hindrance);
  if (now.isOffline) return { kind: 'offline' };
  return task.state === 'stalled' ? { kind: 'stalled' } : undefined;
}

/** Whether a hold passes by itself, and before a deadline that is so far away. */
export function isHarmless(hold: Hold, leftMs: number): boolean {
  if (hold.kind !== 'failure' || traitsOf(hold.failure).severity !== 'info') return false;
  const askedMs = 'retryAfterMs' in hold.failure ? (hold.failure.retryAfterMs ?? 0) : 0;
  return askedMs < leftMs;
}

/** What holds a task up, and what to do about it. */
export function describeHold(hold: Hold): Words {
  return hold.kind === 'failure' ? describeFailure(hold.failure) : m.explain.hold[hold.kind];
}

type Fetched = Extract<TaskView, { state: 'ready' | 'downloading' }>;

function fetchingHold({ media }: Fetched, now: Circumstances): Hold | undefined {
  if (now.archiveProblem !== undefined) return toHold(now.archiveProblem);
  if (now.isHeldBack) return { kind: 'held-back' };
  const host = URL.canParse(media.videoUrl) ? new URL(media.videoUrl).host : '';
  if (now.refusingHosts.includes(host)) return toHold({ code: 'host-refuses', host });
  return now.isTooSlow ? { kind: 'too-slow' } : undefined;
}

function accountTrouble(task: TaskView, { accounts }: Circumstances): Failure | undefined {
  const account = accounts?.find(({ id }) => id === task.accountId);
  if (account === undefined) return accounts && { code: 'account-unknown' };
  if (account.block !== undefined) return account.block;
  return account.hasKey ? undefined : { code: 'account-no-key', name: account.name };
}

function toHold(failure: Failure | undefined): Hold | undefined {
  return failure && { kind: 'failure', failure };
}
