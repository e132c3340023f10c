import type { CoreEvents } from './core.ts';
import type { Parts } from './create.ts';
import type { Signals } from './signals.ts';

/** Who listens to whom: this page is how the parts work together. */
export function connect(parts: Parts, on: Signals, events: CoreEvents): void {
  const { poller, statusChecker, tasks, forecaster, transfers, upkeep, archiveMonitor, health } =
    parts;
  const { announcer, settings, updater } = parts;
  poller.onDue((id) => statusChecker.check(id));

  on.taskChanged.event(events.onTaskChanged);
  on.taskChanged.event((task) => upkeep.mirror.onTaskChanged(task));
  on.taskChanged.event((task) => upkeep.extras.onTaskChanged(task));
  on.taskChanged.event(() => forecaster.changed());
  on.taskChanged.event(announcer.taskChanged);
  on.taskRemoved.event(events.onTaskRemoved);
  on.taskRemoved.event(() => forecaster.changed());
  on.taskRemoved.event(announcer.taskRemoved);
  on.taskRemoved.event((id) => statusChecker.taskRemoved(id));
  on.taskEnded.event(events.onTaskEnded);
  on.taskEnded.event(announcer.ended);
  on.tasksPutBack.event((records) => void upkeep.trash.look(records)); // never rejects

  settings.changed.event(events.onSettingsChanged);
  settings.changed.event(() => forecaster.setLimit(settings.current().speedLimitBytesPerSecond));
  settings.changed.event(() => transfers.retryNow());
  settings.changed.event(() => upkeep.extras.settingsChanged());
  settings.changed.event(() => announcer.wake()); // it may be quiet no more
  settings.changed.event(() => updater.settingsChanged());

  on.alertsChanged.event(events.onAlertsChanged);
  on.alertsChanged.event(announcer.troublesChanged);

  health.restChanged.event((id) => poller.accountRestChanged(id));
  health.failureChanged.event(events.onAccountsChanged);
  health.failureChanged.event(announcer.troublesChanged);
  on.accountUsable.event((id) => statusChecker.accountChanged(id));
  on.accountUsable.event((id) => tasks.accountChanged(id));

  on.archiveProblem.event(() => archiveMonitor.reschedule());
  on.archiveProblem.event(events.onSettingsChanged);
  on.archiveProblem.event(announcer.troublesChanged);
  on.archiveUsable.event(() => transfers.retryNow());
  on.archiveUsable.event(() => upkeep.onArchiveAvailable());
  on.archiveOpened.event(() => upkeep.onArchiveAvailable());

  on.transferProgress.event(events.onProgress);
  on.transferProgress.event(() => forecaster.changed());
}
