import { isPausedAtRisk, pausedRiskMs } from '../../../shared/paused-at-risk.ts';
import type { DownloadingTask, ReadyTask, Task, TransferProgress } from '../../../shared/task.ts';
import type { PendingDownload } from './late.ts';

/** A thumbnail goes ahead of all videos; this is a large one. */
const thumbnailBytes = 150_000;

/** What the ledger says about the time to come. */
export interface PendingDownloads {
  readonly loads: readonly PendingDownload[];
  /** Bytes of the thumbnails that go ahead. */
  readonly aheadBytes: number;
  /** Paused tasks whose video is about to be lost. */
  readonly pausedAtRisk: number;
  /** Unix milliseconds when the next paused task comes to be at risk. */
  readonly nextRiskAtMs?: number;
}

/** What a survey is made of. */
export interface PendingDownloadsOptions {
  readonly tasks: Iterable<Task>;
  readonly progress: readonly TransferProgress[];
  /** Of one result that nobody has measured. */
  readonly guessedBytes: number;
}

/** Goes through the tasks once. @param nowMs Unix milliseconds */
export function pendingDownloads(
  { tasks, progress, guessedBytes }: PendingDownloadsOptions,
  nowMs: number,
): PendingDownloads {
  const underWay = new Map(progress.map((each) => [each.taskId, each]));
  const loads: PendingDownload[] = [];
  let aheadBytes = 0;
  let pausedAtRisk = 0;
  let nextRiskAtMs = Infinity;
  for (const task of tasks) {
    if (task.paused) {
      if (isPausedAtRisk(task, nowMs)) pausedAtRisk++;
      const riskAtMs = (task.deadlineMs ?? Infinity) - pausedRiskMs;
      if (riskAtMs > nowMs) nextRiskAtMs = Math.min(nextRiskAtMs, riskAtMs);
    } else if (task.state === 'ready' || task.state === 'downloading') {
      const isRunning = task.state === 'downloading';
      const bytes = leftBytes(task, underWay.get(task.id), guessedBytes);
      loads.push({ deadlineMs: task.deadlineMs ?? Infinity, bytes, isRunning });
      if (wantsThumbnail(task)) aheadBytes += thumbnailBytes;
    }
  }
  const next = nextRiskAtMs === Infinity ? {} : { nextRiskAtMs };
  return { loads, aheadBytes, pausedAtRisk, ...next };
}

function wantsThumbnail({
  state,
  thumbnail,
  media,
  attempts,
}: ReadyTask | DownloadingTask): boolean {
  const isMissing = thumbnail === undefined && media.thumbnailUrl !== undefined;
  return state === 'ready' && isMissing && attempts === 0;
}

function leftBytes(
  task: ReadyTask | DownloadingTask,
  progress: TransferProgress | undefined,
  guessedBytes: number,
): number {
  const results = 1 + (task.media.moreUrls?.length ?? 0);
  if (progress === undefined) {
    return Math.max(1, results - (task.kept?.length ?? 0)) * guessedBytes;
  }
  const { receivedBytes, totalBytes } = progress;
  if (totalBytes !== undefined) return Math.max(0, totalBytes - receivedBytes);
  // Further on than the guess: it is larger, and nobody knows by how much.
  return Math.max(results * guessedBytes - receivedBytes, guessedBytes / 2);
}
