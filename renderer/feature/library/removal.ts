import { isUnfinished, type TaskView } from '../../../electron/shared/task.ts';

/** What happens when these videos are taken off the list. */
export function describeRemoval(tasks: readonly TaskView[]): string {
  const archived = tasks.filter((task) => task.state === 'archived').length;
  const unfinished = tasks.filter(isUnfinished).length;
  if (tasks.length === 1) {
    return archived === 1
      ? 'Reelkeep stops tracking it. Its files stay where they are.'
      : 'Reelkeep stops tracking it. Files already fetched stay where they are; what is not archived yet will not be.';
  }
  const kept = archived === 0 ? '' : ' Archived files stay where they are.';
  const lost = unfinished === 0 ? '' : ` ${notYet(unfinished)} not archived yet, and will not be.`;
  return `Reelkeep stops tracking them.${kept}${lost}`;
}

function notYet(count: number): string {
  return count === 1 ? '1 is' : `${count.toLocaleString('en')} are`;
}
