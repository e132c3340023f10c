import type { Core } from '../../core/compose.ts';
import { succeed } from '../../shared/outcome.ts';
import type { SettingsView } from '../../shared/settings.ts';
import type { CallHandlers } from '../ipc.ts';
import type { HandlerOptions } from './options.ts';

/** The settings as the window sees them. */
export function settingsView(core: Core): SettingsView {
  const { problem } = core.root;
  const lastCheck = core.settings.lastCheck();
  const mirror = core.upkeep.mirror.view;
  return {
    ...core.settings.current(),
    ...(problem !== undefined && { archiveProblem: problem }),
    ...(lastCheck !== undefined && { lastCheck }),
    ...(mirror !== undefined && { mirror }),
  };
}

type SettingsCalls =
  'saveAccount' | 'removeAccount' | 'testAccount' | 'setArchiveFolder' | 'changeSettings';

/** Calls about accounts, the archive's folder and the user's choices. */
export function settingsHandlers({
  core,
  onSettingsChanged,
}: HandlerOptions): Pick<CallHandlers, SettingsCalls> {
  return {
    saveAccount: (wish) => core.desk.save(wish),
    removeAccount: ({ id }) => {
      core.desk.remove(id);
      return succeed(undefined);
    },
    testAccount: (wish) => core.desk.test(wish),
    setArchiveFolder: async (wish) => {
      const answer = await core.setArchiveFolder(wish);
      onSettingsChanged();
      return answer;
    },
    changeSettings: (change) => {
      const defined = Object.entries(change).filter(([, value]) => value !== undefined);
      core.settings.change(Object.fromEntries(defined));
      core.forecaster.setLimit(core.settings.current().speedLimitBytesPerSecond);
      core.transfers.retryNow();
      core.upkeep.inputs.settingsChanged();
      onSettingsChanged();
      return succeed(undefined);
    },
  };
}
