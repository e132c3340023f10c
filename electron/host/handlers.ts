import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../core/compose.ts';
import { endpoints } from '../core/provider/registry.ts';
import type { Snapshot, StatusView } from '../shared/contract.ts';
import type { Failure } from '../shared/failure.ts';
import { fail, succeed, type Outcome } from '../shared/outcome.ts';
import type { SettingsView } from '../shared/settings.ts';
import type { FileRole, TaskId } from '../shared/task.ts';
import type { CallHandlers } from './ipc.ts';
import type { MediaFile } from './media-protocol.ts';
import { toView, type Publisher } from './publisher.ts';
import { chooseFolder, copyText, openMedia, showInFolder } from './shell.ts';

/** What the handlers need. */
export interface HandlerOptions {
  readonly core: Core;
  readonly publisher: Publisher;
  readonly version: string;
  readonly status: () => StatusView;
  /** A task whose notification was clicked before the window was there; told once. */
  readonly takeSelected: () => TaskId | undefined;
  readonly onSettingsChanged: () => void;
}

/** The settings as the window sees them. */
export function settingsView(core: Core): SettingsView {
  const { problem } = core.root;
  return { ...core.settings.current(), ...(problem !== undefined && { archiveProblem: problem }) };
}

/** Where a task's file lies, and what it is; `undefined` while it has none. */
export function findFile(core: Core, taskId: TaskId, role: FileRole): MediaFile | undefined {
  const task = core.tasks.get(taskId);
  const folder =
    task?.archiveId === undefined ? undefined : core.settings.archivePath(task.archiveId);
  const files = task?.state === 'archived' ? task.files : [];
  const file =
    files.find((each) => each.role === role) ??
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

function snapshot({ core, publisher, version, status, takeSelected }: HandlerOptions): Snapshot {
  const selected = takeSelected();
  return {
    revision: publisher.snapshot(),
    version,
    tasks: [...core.tasks.tasks()].map(toView),
    progress: core.transfers.progress(),
    accounts: core.accounts.views(),
    endpoints: endpoints.map(({ id, label }) => ({ id, label })),
    settings: settingsView(core),
    status: status(),
    ...(selected !== undefined && { selected }),
  };
}

type TaskCalls = 'find' | 'add' | 'check' | 'pause' | 'remove';

function taskHandlers(core: Core): Pick<CallHandlers, TaskCalls> {
  return {
    find: ({ text }) => core.tasks.find(text),
    add: (wish) =>
      core.accounts.find(wish.accountId) === undefined
        ? fail({ code: 'account-unknown' })
        : core.tasks.add(wish),
    check: ({ ids }) => {
      core.tasks.check(ids);
      return undefined;
    },
    pause: ({ ids, paused }) => {
      core.tasks.pause(ids, paused);
      return undefined;
    },
    remove: ({ ids }) => {
      core.tasks.remove(ids);
      return undefined;
    },
  };
}

type SettingsCalls =
  'saveAccount' | 'removeAccount' | 'testAccount' | 'setArchiveFolder' | 'changeSettings';

function settingsHandlers({
  core,
  onSettingsChanged,
}: HandlerOptions): Pick<CallHandlers, SettingsCalls> {
  return {
    saveAccount: (wish) => core.desk.save(wish),
    removeAccount: ({ id }) => {
      core.desk.remove(id);
      return undefined;
    },
    testAccount: (wish) => core.desk.test(wish),
    setArchiveFolder: async ({ path }) => {
      const moved = await core.root.move(path.trim());
      onSettingsChanged();
      if (!moved.ok) return moved;
      core.transfers.retryNow();
      return succeed({ path: moved.value.root });
    },
    changeSettings: (change) => {
      const defined = Object.entries(change).filter(([, value]) => value !== undefined);
      core.settings.change(Object.fromEntries(defined));
      core.transfers.retryNow();
      onSettingsChanged();
      return undefined;
    },
  };
}

type SystemCalls = 'chooseFolder' | 'showInFolder' | 'openFile' | 'copyText';

function systemHandlers(core: Core): Pick<CallHandlers, SystemCalls> {
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

/** Answers every call of the contract out of the core. */
export function createHandlers(options: HandlerOptions): CallHandlers {
  return {
    snapshot: () => snapshot(options),
    ...taskHandlers(options.core),
    ...settingsHandlers(options),
    ...systemHandlers(options.core),
  };
}
