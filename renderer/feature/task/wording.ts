import { describeFailure } from '../../../electron/shared/messages/failures.ts';
import {
  filesOf,
  isUnfinished,
  type ArchiveDamage,
  type ArchivedFile,
  type TaskView,
  type TransferProgress,
} from '../../../electron/shared/task.ts';
import { nearDeadlineMs } from '../../state/library/filter-and-sort.ts';
import {
  formatBytes,
  formatCountdown,
  formatDuration,
  formatRemaining,
  formatSpeed,
} from '../../ui/format.ts';

/** The archived video of a task, or the first that was saved of a lost one. */
export function videoOf(task: TaskView): ArchivedFile | undefined {
  return filesOf(task).find((file) => file.role === 'video');
}

/** What the video was made from, in words; empty while that is unknown. */
export function promptOf(task: TaskView): string {
  return task.record?.prompt?.trim() ?? '';
}

/**
 * One line about where the task stands, without its state word.
 * @param isUnseen its archive cannot be seen right now
 */
export function summarise(task: TaskView, isUnseen = false): string {
  if (task.paused && isUnfinished(task)) return 'Held by you until you resume it';
  switch (task.state) {
    case 'checking':
      return task.firstMissAtMs === undefined
        ? 'Asking the provider about it'
        : 'Not known yet; asking again';
    case 'running':
      if (task.withoutFileSinceMs !== undefined) return 'Finished, but without a file so far';
      return task.phase === 'unknown' ? `The provider says “${task.rawState}”` : 'At the provider';
    case 'ready':
      return 'Waiting for its turn to download';
    case 'downloading':
      return 'Starting the download';
    case 'archived':
      if (isUnseen) return 'The archive folder cannot be seen right now';
      return task.damage === undefined
        ? describeFile(videoOf(task))
        : damageWords[task.damage.kind];
    case 'failed':
      if (task.withoutFile !== undefined) return 'Finished without a file';
      return task.providerMessage === '' ? 'The provider gave no reason' : task.providerMessage;
    case 'not-found':
      return task.endpoint === undefined
        ? 'No account that could be asked knows this ID'
        : `Not known at the endpoint “${task.endpoint}”`;
    case 'stalled':
      return 'No end after an hour; still asked now and then';
    case 'lost':
      return describeFailure(task.cause).sentence;
  }
}

/** What a transfer has brought so far. */
export function describeProgress(progress: TransferProgress): string {
  const { receivedBytes, totalBytes, bytesPerSecond } = progress;
  const received = formatBytes(receivedBytes);
  const amount = totalBytes === undefined ? received : `${received} of ${formatBytes(totalBytes)}`;
  const remaining =
    totalBytes === undefined
      ? undefined
      : formatRemaining(totalBytes - receivedBytes, bytesPerSecond);
  return [amount, formatSpeed(bytesPerSecond), remaining].filter(Boolean).join(' · ');
}

/** The part of a transfer that is done; `undefined` while the whole is unknown. */
export function fractionOf(progress: TransferProgress): number | undefined {
  return progress.totalBytes === undefined || progress.totalBytes === 0
    ? undefined
    : progress.receivedBytes / progress.totalBytes;
}

/**
 * The deadline worth showing. While there is no link yet, "it dies in 14 days" only puzzles; it shows
 * once there is something to lose, or little time left.
 */
export function shownDeadlineMs(task: TaskView, nowMs: number): number | undefined {
  if (!isUnfinished(task) || task.deadlineMs === undefined) return undefined;
  const matters = task.media !== undefined || isNear(task.deadlineMs, nowMs);
  return matters ? task.deadlineMs : undefined;
}

/** Whether a deadline is within the 72 hours of the first warning. */
export function isNear(deadlineMs: number, nowMs: number): boolean {
  return deadlineMs - nowMs <= nearDeadlineMs;
}

/** How long the link still lives, at the latest. */
export function describeDeadline(deadlineMs: number, nowMs: number): string {
  const left = formatCountdown(deadlineMs - nowMs);
  return left === undefined ? 'Link may be dead' : `Link dies in ${left}`;
}

const damageWords: { readonly [K in ArchiveDamage['kind']]: string } = {
  missing: 'Not in the archive any more',
  damaged: 'Its file is not as it was archived',
};

function describeFile(file: ArchivedFile | undefined): string {
  if (file === undefined) return 'In the archive';
  const parts = [formatBytes(file.sizeBytes)];
  if (file.durationMs !== undefined) parts.push(formatDuration(file.durationMs));
  if (file.width !== undefined && file.height !== undefined) {
    parts.push(`${String(file.width)} × ${String(file.height)}`);
  }
  return parts.join(' · ');
}
