import type { CoreEvents } from './core.ts';

const nothing = () => undefined;

/** For a core whose events nobody hears, or only some of them. */
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
