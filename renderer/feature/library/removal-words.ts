import { describeFailure } from '../../../electron/shared/messages/failures.ts';
import { removedKeptMs, type RemovedView } from '../../../electron/shared/trash-view.ts';
import { isUnfinished, type TaskView } from '../../../electron/shared/task.ts';
import { formatBytes, formatCountdown, formatWhen, plural } from '../../ui/format.ts';

/** What happens when these videos are taken off the list, apart from what is at risk. */
export function describeRemoval(tasks: readonly TaskView[], withFiles = false): string {
  const archived = tasks.filter((task) => task.state === 'archived').length;
  const later = `can be put back from the Trash for ${String(removedKeptMs / 86_400_000)} days`;
  const fate = withFiles ? "go to the system's trash in a minute" : 'stay where they are';
  if (tasks.length === 1) {
    const files = archived === 0 ? '' : ` Its files ${fate}.`;
    return `Reelkeep stops tracking it.${files} It ${later}.`;
  }
  const files = archived === 0 ? '' : ` Archived files ${fate}.`;
  return `Reelkeep stops tracking them.${files} They ${later}.`;
}

/** What is lost when these videos stay removed; `undefined` when nothing is. */
export function describeRisk(tasks: readonly TaskView[], nowMs: number): string | undefined {
  const unfinished = tasks.filter(isUnfinished);
  if (unfinished.length === 0) return undefined;
  const deadlines = unfinished.flatMap(({ deadlineMs }) => deadlineMs ?? []);
  const left = deadlines.length === 0 ? undefined : Math.min(...deadlines) - nowMs;
  const countdown = left === undefined ? undefined : formatCountdown(left);
  if (tasks.length === 1) {
    const link = countdown === undefined ? '' : ` Its link expires in at most ${countdown}.`;
    return `It is not archived yet, and will not be.${link}`;
  }
  const link = countdown === undefined ? '' : ` The first link expires in at most ${countdown}.`;
  const count = unfinished.length;
  const which = count === 1 ? '1 is' : `${count.toLocaleString('en')} are`;
  return `${which} not archived yet, and will not be.${link}`;
}

/** The archived files of these videos, sidecars included, and the bytes of the media among them. */
export function filesOf(tasks: readonly TaskView[]): {
  readonly count: number;
  readonly sizeBytes: number;
} {
  let [count, sizeBytes] = [0, 0];
  for (const task of tasks) {
    if (task.state !== 'archived') continue;
    count += 1; // the sidecar
    for (const file of task.files) {
      count += 1;
      sizeBytes += file.sizeBytes;
    }
  }
  return { count, sizeBytes };
}

/** What became of a removed video's files, or will, in one line. */
export function describeFate(
  { files, fileCount, sizeBytes, deadlineMs }: RemovedView,
  nowMs: number,
): string {
  switch (files.kind) {
    case 'due': {
      if (files.hindrance !== undefined) {
        return `Files wait for the trash: ${describeFailure(files.hindrance).sentence}`;
      }
      return `${plural(fileCount, 'file')}, ${formatBytes(sizeBytes)}: to the system's trash in a minute`;
    }
    case 'gone': {
      const left =
        files.left.length === 0 ? '' : `, ${files.left.length.toLocaleString('en')} left`;
      return `${plural(files.files, 'file')} in the system's trash${left}`;
    }
    case 'kept': {
      if (fileCount > 0)
        return `${plural(fileCount, 'file')} in the archive, ${formatBytes(sizeBytes)}`;
      const countdown = deadlineMs === undefined ? undefined : formatCountdown(deadlineMs - nowMs);
      return countdown === undefined
        ? 'No files'
        : `Not archived; its link expires in at most ${countdown}`;
    }
  }
}

/** When a video was removed. */
export function describeRemoved({ removedAtMs }: RemovedView, nowMs: number): string {
  return `Removed ${formatWhen(removedAtMs, nowMs)}`;
}
