import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../../core/compose.ts';
import type { CallInput } from '../../shared/contract.ts';
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

/** One of a task's own files by its path in the archive. Whatever else the page names is not found. */
function findNamed(core: Core, taskId: TaskId, named: string): string | undefined {
  const task = core.tasks.get(taskId);
  const file = task && filesOf(task).find(({ path }) => path === named);
  const folder = core.settings.archivePath(task?.archiveId ?? '');
  return file && folder !== undefined ? join(folder, file.path) : undefined;
}

function findWished(core: Core, wish: CallInput<'openFile'>): Outcome<string, Failure> {
  const { id: taskId, path: named } = wish;
  const path =
    named === undefined ? findFile(core, taskId, 'video')?.path : findNamed(core, taskId, named);
  if (path === undefined) return fail({ code: 'task-unknown', taskId });
  const isThere = statSync(path, { throwIfNoEntry: false }) !== undefined;
  return isThere ? succeed(path) : fail({ code: 'file-missing', path });
}

type SystemCalls = 'chooseFolder' | 'showInFolder' | 'openFile' | 'copyText';

/** Calls that end in the user's system. */
export function systemHandlers(core: Core): Pick<CallHandlers, SystemCalls> {
  return {
    chooseFolder: (use) => chooseFolder(use, core.settings.current().archiveFolder),
    showInFolder: (wish) => {
      const path = findWished(core, wish);
      if (!path.ok) return path;
      showInFolder(path.value);
      return succeed(undefined);
    },
    openFile: async (wish) => {
      const path = findWished(core, wish);
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
