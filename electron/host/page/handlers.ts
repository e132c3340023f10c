import { endpoints } from '../../core/provider/registry.ts';
import type { Core } from '../../core/app/core.ts';
import type { CallName, Snapshot } from '../../shared/contract/contract.ts';
import { backgroundHandlers } from './handlers/background.ts';
import { nameHandlers } from './handlers/names.ts';
import { noticeHandlers } from './handlers/notices.ts';
import type { HandlerOptions } from './handlers/options.ts';
import { settingsHandlers, settingsView } from './handlers/settings.ts';
import { systemHandlers } from './handlers/system.ts';
import { taskHandlers } from './handlers/tasks.ts';
import { trashHandlers } from './handlers/trash.ts';
import { updateHandlers } from './handlers/updates.ts';
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
    update: core.updater.view(),
    ...(job !== undefined && { job }),
    ...(view !== undefined && { view }),
    ...(requests.length > 0 && { requests }),
  };
}

/** What may be answered before the ledger is read: it neither looks at tasks, nor opens the archive. */
const early: ReadonlySet<string> = new Set<CallName>([
  'saveAccount',
  'testAccount',
  'removeAccount',
  'changeSettings',
  'chooseFolder',
  'copyText',
  'dismissAlert',
  'cancelJob',
]);

/** The handlers, all but the early ones waiting until the ledger is read. */
function onceRead(handlers: CallHandlers, { whenRead }: Core): CallHandlers {
  const waiting = Object.entries(handlers).map(([name, handle]) => {
    if (early.has(name)) return [name, handle];
    return [name, (input: never) => whenRead.then(() => handle(input))];
  });
  return Object.fromEntries(waiting) as CallHandlers; // by the same names, each answering as it does
}

/** Answers every call of the contract out of the core. */
export function createHandlers(options: HandlerOptions): CallHandlers {
  return onceRead(handlersOf(options), options.core);
}

function handlersOf(options: HandlerOptions): CallHandlers {
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
    ...updateHandlers(options.core.updater),
  };
}
