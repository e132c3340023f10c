import type { Core } from '../../../core/app/core.ts';
import type { FolderUse } from '../../../shared/settings/folder.ts';
import { currentLocale } from '../../../shared/messages/catalogue.ts';
import { succeed } from '../../../shared/outcome.ts';
import type { SettingsView } from '../../../shared/settings/settings.ts';
import type { CallHandlers } from '../ipc.ts';
import type { HandlerOptions } from './options.ts';

/** The settings as the window sees them. */
export function settingsView(core: Core): SettingsView {
  const { problem } = core.archiveManager;
  const archiveId = core.settings.archiveId();
  const lastCheck = core.settings.lastCheck();
  const mirror = core.upkeep.mirror.view;
  return {
    ...core.settings.current(),
    locale: currentLocale(),
    ...(problem !== undefined && { archiveProblem: problem }),
    ...(archiveId !== undefined && { archiveId }),
    ...(lastCheck !== undefined && { lastCheck }),
    ...(mirror !== undefined && { mirror }),
  };
}

/** The folders that serve a use, the proposed one among them: the page may name these. */
export function foldersInUse(settings: Core['settings'], use: FolderUse): readonly string[] {
  switch (use) {
    case 'archive':
      return [settings.current().archiveFolder];
    case 'mirror':
      return [settings.mirror()?.folder ?? []].flat();
    case 'opened':
      return [];
    case 'watched':
      return [settings.current().watchedFolder].filter((folder) => folder !== '');
  }
}

type SettingsCalls =
  | 'saveAccount'
  | 'removeAccount'
  | 'testAccount'
  | 'setArchiveFolder'
  | 'setWatchedFolder'
  | 'changeSettings';

/** Calls about accounts, the archive's folder and the user's choices. */
export function settingsHandlers({
  core,
  grants,
  onArchiveChosen,
}: HandlerOptions): Pick<CallHandlers, SettingsCalls> {
  return {
    saveAccount: (input) => core.accountService.testAndSave(input),
    removeAccount: ({ id }) => {
      core.accountService.remove(id);
      return succeed(undefined);
    },
    testAccount: (input) => core.accountService.test(input),
    setArchiveFolder: async (input) => {
      const path = await grants.take('archive', input.path);
      if (!path.ok) return path;
      const answer = await core.setArchiveFolder({ ...input, path: path.value });
      onArchiveChosen();
      return answer;
    },
    setWatchedFolder: async ({ path: named }) => {
      const path = named.trim() === '' ? succeed('') : await grants.take('watched', named);
      if (!path.ok) return path;
      core.settings.change({ watchedFolder: path.value });
      return succeed(undefined);
    },
    changeSettings: (change) => {
      const defined = Object.entries(change).filter(([, value]) => value !== undefined);
      core.settings.change(Object.fromEntries(defined));
      return succeed(undefined);
    },
  };
}
