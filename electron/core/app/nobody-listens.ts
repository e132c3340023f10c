import type { CoreEvents } from './core.ts';

const nothing = () => undefined;

/** For a core whose events are ignored, or only some are heard. */
export const nobodyListens: CoreEvents = {
  onTaskChanged: nothing,
  onTaskRemoved: nothing,
  onTaskEnded: nothing,
  onNotice: nothing,
  onInboxChanged: nothing,
  onAccountsChanged: nothing,
  onSettingsChanged: nothing,
  onProgress: nothing,
  onPlanned: nothing,
  onAlertsChanged: nothing,
  onTrashChanged: nothing,
  onJobChanged: nothing,
  onUpdateChanged: nothing,
};
