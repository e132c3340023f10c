import type { Core } from '../../../core/app/core.ts';
import { examineStored, locateStored, type StoredFile } from '../../../core/media/stored-media.ts';
import { Root } from '../../../core/files/root.ts';
import type { CallInput } from '../../../shared/contract/contract.ts';
import type { Failure } from '../../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../../shared/outcome.ts';
import { filesOf, type FileRole, type Task } from '../../../shared/task.ts';
import type { TaskId } from '../../../shared/id.ts';
import type { CallHandlers } from '../ipc.ts';
import type { HandlerOptions } from './options.ts';
import type { SystemShell } from '../../desktop/system-shell.ts';

function rootOf(core: Core, task: Task | undefined): Root | undefined {
  const folder =
    task?.archiveId === undefined ? undefined : core.settings.archivePath(task.archiveId);
  return folder === undefined ? undefined : new Root(folder);
}

/** A task's file and the archive it lies in; `undefined` while it has none. */
export function findFile(core: Core, taskId: TaskId, role: FileRole): StoredFile | undefined {
  const task = core.tasks.get(taskId) ?? core.upkeep.trash.taskOf(taskId);
  const root = rootOf(core, task);
  const file =
    (task === undefined ? [] : filesOf(task)).find((each) => each.role === role) ??
    (role === 'thumbnail' ? task?.thumbnail : undefined);
  return root === undefined || file === undefined ? undefined : { root, file };
}

/** One of a task's own files by its path in the archive. Whatever else the page names is not found. */
function findNamed(core: Core, taskId: TaskId, named: string): StoredFile | undefined {
  const task = core.tasks.get(taskId);
  const file = task && filesOf(task).find(({ path }) => path === named);
  const root = rootOf(core, task);
  return root === undefined || file === undefined ? undefined : { root, file };
}

async function pathOfStored(
  core: Core,
  { id: taskId, path: named }: CallInput<'openFile'>,
  look: (stored: StoredFile) => Promise<Outcome<string, Failure>>,
): Promise<Outcome<string, Failure>> {
  const stored =
    named === undefined ? findFile(core, taskId, 'video') : findNamed(core, taskId, named);
  if (stored === undefined) return fail({ code: 'task-unknown', taskId });
  const path = await look(stored);
  if (!path.ok) core.upkeep.recheck.refused(taskId, path.failure);
  return path;
}

/** Shows one of a task's files in the system's file manager. */
export async function reveal(
  { core, shell }: { readonly core: Core; readonly shell: Pick<SystemShell, 'showInFolder'> },
  input: CallInput<'showInFolder'>,
): Promise<Outcome<undefined, Failure>> {
  const path = await pathOfStored(core, input, locateStored);
  if (!path.ok) return path;
  shell.showInFolder(path.value);
  return succeed(undefined);
}

type SystemCalls =
  'chooseFolder' | 'showInFolder' | 'openFile' | 'openArchiveFolder' | 'recheck' | 'copyText';

/** Calls that end in the user's system. */
export function systemHandlers({
  core,
  grants,
  shell,
  onCopied,
}: HandlerOptions): Pick<CallHandlers, SystemCalls> {
  return {
    chooseFolder: async (use) => {
      const path = await shell.chooseFolder(use, core.settings.current().archiveFolder);
      if (path !== undefined) grants.grant(use, path);
      return path;
    },
    showInFolder: (input) => reveal({ core, shell }, input),
    openFile: async (input) => {
      const path = await pathOfStored(core, input, examineStored);
      if (!path.ok) return path;
      const problem = await shell.openMedia(path.value);
      if (problem === undefined) return succeed(undefined);
      core.upkeep.recheck.suspect(input.id);
      return fail({ code: 'disk-error', path: path.value, detail: problem });
    },
    openArchiveFolder: async () => {
      const path = core.settings.current().archiveFolder;
      // Opening the archive would make a folder that is only proposed.
      if (core.settings.archiveId() === undefined) return fail({ code: 'folder-not-chosen', path });
      const archive = await core.archiveManager.open();
      if (!archive.ok) return archive;
      const detail = await shell.openFolder(archive.value.root.path);
      return detail === undefined ? succeed(undefined) : fail({ code: 'disk-error', path, detail });
    },
    recheck: ({ id }) => {
      core.upkeep.recheck.suspect(id);
      return undefined;
    },
    copyText: async ({ text }) => {
      onCopied(text);
      await shell.copyText(text);
      return undefined;
    },
  };
}
