import { endpoints } from '../../core/provider/registry.ts';
import type { Snapshot } from '../../shared/contract.ts';
import { backgroundHandlers } from './handlers/background.ts';
import { nameHandlers } from './handlers/names.ts';
import { noticeHandlers } from './handlers/notices.ts';
import type { HandlerOptions } from './handlers/options.ts';
import { settingsHandlers, settingsView } from './handlers/settings.ts';
import { systemHandlers } from './handlers/system.ts';
import { taskHandlers } from './handlers/tasks.ts';
import { trashHandlers } from './handlers/trash.ts';
import { upkeepHandlers } from './handlers/upkeep.ts';
import type { CallHandlers } from './ipc.ts';
import { toView } from './publisher.ts';

function snapshot({
  core,
  publisher,
  version,
  status,
  takeRequests,
  background,
}: HandlerOptions): Snapshot {
  const requests = takeRequests();
  const view = background.takeView();
  const job = core.jobs.current;
  return {
    revision: publisher.snapshot(),
    version,
    tasks: [...core.tasks.tasks()].map(toView),
    progress: core.transfers.progress(),
    accounts: core.accounts.views(),
    endpoints: endpoints.map(({ id, label }) => ({ id, label })),
    settings: settingsView(core),
    status: status(),
    alerts: core.alerts.list(),
    trash: core.upkeep.trash.view(),
    inbox: core.announcer.inbox.view,
    ...(job !== undefined && { job }),
    ...(view !== undefined && { view }),
    ...(requests.length > 0 && { requests }),
  };
}

/** Answers every call of the contract out of the core. */
export function createHandlers(options: HandlerOptions): CallHandlers {
  return {
    snapshot: () => snapshot(options),
    ...taskHandlers(options.core),
    ...settingsHandlers(options),
    ...systemHandlers(options),
    ...nameHandlers(options),
    ...backgroundHandlers(options),
    ...trashHandlers(options.core.upkeep.trash),
    ...upkeepHandlers(options),
    ...noticeHandlers(options.core.announcer),
  };
}
