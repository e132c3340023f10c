import { m } from '../../../electron/shared/messages/catalogue.ts';
import { describeFailure } from '../../../electron/shared/messages/failures.ts';
import { removedKeptMs, type RemovedView } from '../../../electron/shared/trash-view.ts';
import { isUnfinished, type TaskView } from '../../../electron/shared/task.ts';
import { formatCountdown, formatWhen } from '../../ui/format.ts';

/** What happens when these videos are removed, apart from what is at risk. */
export function describeRemoval(tasks: readonly TaskView[], withFiles = false): string {
  const hasFiles = tasks.some((task) => task.state === 'archived');
  const days = removedKeptMs / 86_400_000;
  return m.removed.ask.what({ count: tasks.length, hasFiles, withFiles, days });
}

/** What is lost when these videos stay removed; `undefined` when nothing is. */
export function describeRisk(tasks: readonly TaskView[], nowMs: number): string | undefined {
  const unfinished = tasks.filter(isUnfinished);
  if (unfinished.length === 0) return undefined;
  const deadlines = unfinished.flatMap(({ deadlineMs }) => deadlineMs ?? []);
  const left = deadlines.length === 0 ? undefined : Math.min(...deadlines) - nowMs;
  const countdown = left === undefined ? undefined : formatCountdown(left);
  return tasks.length === 1
    ? m.removed.ask.risk(countdown)
    : m.removed.ask.risks(unfinished.length, countdown);
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
  const words = m.removed.fate;
  switch (files.kind) {
    case 'due':
      return files.hindrance === undefined
        ? words.due(fileCount, sizeBytes)
        : words.waiting(describeFailure(files.hindrance).sentence);
    case 'gone':
      return words.gone(files.files, files.left.length);
    case 'kept': {
      if (fileCount > 0) return words.kept(fileCount, sizeBytes);
      const countdown = deadlineMs === undefined ? undefined : formatCountdown(deadlineMs - nowMs);
      return countdown === undefined ? words.none : words.link(countdown);
    }
  }
}

/** When a video was removed. */
export function describeRemoved({ removedAtMs }: RemovedView, nowMs: number): string {
  return m.removed.since(formatWhen(removedAtMs, nowMs));
}
