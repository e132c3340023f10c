import { filesOf, type ArchivedFile, type TaskView } from '../../../electron/shared/task.ts';

/** Whether a file is a picture: some models make those. */
export function isPicture(file: ArchivedFile): boolean {
  return file.mimeType.startsWith('image/');
}

/** Where a task's picture is shown from: its thumbnail, or a first result that is a picture itself. */
export function pictureOf(
  task: TaskView,
): { readonly file: ArchivedFile; readonly url: string } | undefined {
  const { thumbnail } = task;
  if (thumbnail !== undefined) {
    return { file: thumbnail, url: `reelkeep-media://task/${task.id}/thumb` };
  }
  const first = filesOf(task).find(({ role }) => role === 'video');
  return first !== undefined && isPicture(first)
    ? { file: first, url: `reelkeep-media://task/${task.id}/video` }
    : undefined;
}
