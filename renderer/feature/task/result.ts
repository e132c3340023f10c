import { filesOf, type ArchivedFile, type TaskView } from '../../../electron/shared/task.ts';

/** Whether a file is a picture: some models make those. */
export function isPicture(file: ArchivedFile): boolean {
  return file.mimeType.startsWith('image/');
}

/** What a file is, by its own bytes. */
export function kindOf(file: ArchivedFile): 'video' | 'picture' | 'sound' {
  if (isPicture(file)) return 'picture';
  return file.mimeType.startsWith('audio/') ? 'sound' : 'video';
}

/** A page shows a picture that it has shown before without asking again: so a change is another address. */
function pictureUrl({ id, updatedAtMs }: TaskView, name: 'thumb' | 'video'): string {
  return `reelkeep-media://task/${id}/${name}?${String(updatedAtMs)}`;
}

/** Where a task's picture is shown from: its thumbnail, or a first result that is a picture itself. */
export function pictureOf(
  task: TaskView,
): { readonly file: ArchivedFile; readonly url: string } | undefined {
  const { thumbnail } = task;
  if (thumbnail !== undefined) {
    return { file: thumbnail, url: pictureUrl(task, 'thumb') };
  }
  const first = filesOf(task).find(({ role }) => role === 'video');
  return first !== undefined && isPicture(first)
    ? { file: first, url: pictureUrl(task, 'video') }
    : undefined;
}
