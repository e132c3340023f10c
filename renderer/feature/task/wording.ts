import { m } from '../../../electron/shared/messages/catalogue.ts';
import { describeFailure } from '../../../electron/shared/messages/failures.ts';
import {
  filesOf,
  isUnfinished,
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
  const words = m.row;
  if (task.paused && isUnfinished(task)) return words.paused;
  switch (task.state) {
    case 'checking':
      return task.firstMissAtMs === undefined ? words.asking : words.askingAgain;
    case 'running':
      if (task.withoutFileSinceMs !== undefined) return words.noFileYet;
      if (task.phase === 'unknown') return words.providerSays(task.rawState);
      return task.phase === 'generating' ? words.generating : words.queued;
    case 'ready':
      return words.ready;
    case 'downloading':
      return words.starting;
    case 'archived':
      if (isUnseen) return words.folderUnseen;
      return task.damage === undefined
        ? describeFile(videoOf(task))
        : words.damage[task.damage.kind];
    case 'failed':
      if (task.withoutFile !== undefined) return words.neverAFile;
      return task.providerMessage === '' ? words.noReason : task.providerMessage;
    case 'not-found':
      return task.endpoint === undefined ? words.notFound : words.notFoundAt(task.endpoint);
    case 'stalled':
      return words.stalled;
    case 'lost':
      return describeFailure(task.cause).sentence;
  }
}

/** What a transfer has brought so far. */
export function describeProgress(progress: TransferProgress): string {
  const { receivedBytes, totalBytes, bytesPerSecond } = progress;
  const amount =
    totalBytes === undefined
      ? formatBytes(receivedBytes)
      : m.row.progress(receivedBytes, totalBytes);
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
 * The deadline worth showing. While there is no link yet, "it expires in 14 days" only puzzles; it shows
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
  return left === undefined ? m.row.maybeExpired : m.row.expiresIn(left);
}

function describeFile(file: ArchivedFile | undefined): string {
  if (file === undefined) return m.row.archived;
  const parts = [formatBytes(file.sizeBytes)];
  if (file.durationMs !== undefined) parts.push(formatDuration(file.durationMs));
  if (file.width !== undefined && file.height !== undefined) {
    parts.push(`${String(file.width)} × ${String(file.height)}`);
  }
  return parts.join(' · ');
}
