import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../../core/compose.ts';
import type { Failure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import { filesOf, type FileRole, type TaskId } from '../../shared/task.ts';
import type { CallHandlers } from '../ipc.ts';
import type { MediaFile } from '../media-protocol.ts';
import { chooseFolder, copyText, openMedia, showInFolder } from '../shell.ts';

/** Where a task's file lies, and what it is; `undefined` while it has none. */
export function findFile(core: Core, taskId: TaskId, role: FileRole): MediaFile | undefined {
  const task = core.tasks.get(taskId) ?? core.upkeep.trash.taskOf(taskId);
  const folder =
    task?.archiveId === undefined ? undefined : core.settings.archivePath(task.archiveId);
  const file =
    (task === undefined ? [] : filesOf(task)).find((each) => each.role === role) ??
    (role === 'thumbnail' ? task?.thumbnail : undefined);
  if (folder === undefined || file === undefined) return undefined;
  return { path: join(folder, file.path), mimeType: file.mimeType };
}

function findVideo(core: Core, taskId: TaskId): Outcome<string, Failure> {
  const path = findFile(core, taskId, 'video')?.path;
  if (path === undefined) return fail({ code: 'task-unknown', taskId });
  const isThere = statSync(path, { throwIfNoEntry: false }) !== undefined;
  return isThere ? succeed(path) : fail({ code: 'file-missing', path });
}

type SystemCalls = 'chooseFolder' | 'showInFolder' | 'openFile' | 'copyText';

/** Calls that end in the user's system. */
export function systemHandlers(core: Core): Pick<CallHandlers, SystemCalls> {
  return {
    chooseFolder: () => chooseFolder(core.settings.current().archiveFolder),
    showInFolder: ({ id }) => {
      const path = findVideo(core, id);
      if (!path.ok) return path;
      showInFolder(path.value);
      return succeed(undefined);
    },
    openFile: async ({ id }) => {
      const path = findVideo(core, id);
      if (!path.ok) return path;
      const problem = await openMedia(path.value);
      return problem === undefined
        ? succeed(undefined)
        : fail({ code: 'disk-error', path: path.value, detail: problem });
    },
    copyText: async ({ text }) => {
      await copyText(text);
      return undefined;
    },
  };
}
