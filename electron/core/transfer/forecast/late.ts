/** What a task still has to bring, and until when. */
export interface PendingDownload {
  /** Unix milliseconds. */
  readonly deadlineMs: number;
  /** Known, or guessed. */
  readonly bytes: number;
  /** It has its part of the line already, whatever its deadline. */
  readonly isRunning: boolean;
}

/** How much earlier than its deadline a task has to be done to count as in time: the longer of both. */
export interface Margin {
  readonly minMs: number;
  /** Of the time that is left, 0 to 1. */
  readonly share: number;
}

/** A line, and what a forecast for it assumes. */
export interface Connection {
  readonly bytesPerSecond: number;
  /** What goes ahead of all tasks, such as thumbnails. */
  readonly aheadBytes: number;
  readonly margin: Margin;
}

/** Below this margin the speed limit is lifted. */
export const liftMargin: Margin = { minMs: 10 * 60_000, share: 0.1 };

/** Only with this margin it is put back: far enough from the other that it does not flap. */
export const restoreMargin: Margin = { minMs: 20 * 60_000, share: 0.25 };

/** No line is without trouble: what would end in the last tenth of its time is counted as late. */
export const lossMargin: Margin = { minMs: 0, share: 0.1 };

/** What was late is in time again only with this margin. */
export const reliefMargin: Margin = { minMs: 0, share: 0.25 };

/**
 * How many tasks would miss their deadline on a line that they share one after the other: those under
 * way first, then the earliest deadline first, as the queue has them. A deadline that is over is not
 * missed any more, and its bytes take their time all the same.
 * @param nowMs Unix milliseconds
 */
export function countLate(
  loads: readonly PendingDownload[],
  line: Connection,
  nowMs: number,
): number {
  const { bytesPerSecond, margin } = line;
  let bytes = line.aheadBytes;
  let late = 0;
  for (const load of [...loads].sort(inOrder)) {
    bytes += load.bytes;
    const leftMs = load.deadlineMs - nowMs;
    const neededMs = (bytes / bytesPerSecond) * 1000;
    if (leftMs > 0 && neededMs > leftMs - Math.max(margin.minMs, margin.share * leftMs)) late++;
  }
  return late;
}

function inOrder(one: PendingDownload, other: PendingDownload): number {
  if (one.isRunning !== other.isRunning) return one.isRunning ? -1 : 1;
  return one.deadlineMs - other.deadlineMs;
}
