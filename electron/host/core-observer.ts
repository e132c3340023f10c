import type { Core, CoreEvents } from '../core/app/core.ts';
import type { TaskId } from '../shared/id.ts';
import type { Notice } from '../shared/notice.ts';
import type { Task } from '../shared/task.ts';
import { settingsView } from './page/handlers/settings.ts';
import type { Notifier } from './notifications/notifier.ts';
import type { Desktop } from './desktop/start-desktop.ts';
import type { SleepBlock } from './power/sleep-block.ts';
import type { Publisher } from './page/publisher.ts';
import type { StatusBoard } from './status-board.ts';

/** The core, and whom its news is passed on to: all of them are made after the one who observes. */
export interface Observed {
  readonly core: Core;
  readonly status: StatusBoard;
  readonly publisher: Publisher;
  readonly notifier: Pick<Notifier, 'notify'>;
  readonly sleepBlock: Pick<SleepBlock, 'see'>;
  readonly desktop: { readonly presence: Pick<Desktop['presence'], 'changed'> };
}

/** Passes on what the core tells: to the window, as notifications, and to the system's sleep. */
export class CoreObserver implements CoreEvents {
  #observed: Observed | undefined;

  /** Begins to pass on; nobody has missed anything before, for the window asks for everything once. */
  observe(observed: Observed): void {
    this.#observed = observed;
  }

  readonly onTaskChanged = (task: Task): void => {
    this.#with(({ publisher }) => {
      publisher.tasks([task]);
    });
  };

  readonly onTaskRemoved = (id: TaskId): void => {
    this.#with(({ publisher }) => {
      publisher.removed([id]);
    });
  };

  readonly onTaskEnded = (): void => {
    this.#with(({ status }) => void status.refresh());
  };

  readonly onNotice = (notice: Notice): void => {
    this.#with(({ notifier }) => {
      notifier.notify(notice);
    });
  };

  readonly onInboxChanged = (): void => {
    this.#with(({ core, publisher }) => publisher.set({ inbox: core.announcer.inbox.view }));
  };

  readonly onAccountsChanged = (): void => {
    this.#with(({ core, publisher, desktop }) => {
      publisher.set({ accounts: core.accounts.views() });
      desktop.presence.changed();
    });
  };

  readonly onPlanned = (): void => {
    this.#with(({ status, publisher }) => publisher.set({ status: status.view() }));
  };

  readonly onSettingsChanged = (): void => {
    this.#with(({ core, publisher, desktop }) => {
      publisher.set({ settings: settingsView(core) });
      desktop.presence.changed();
    });
  };

  readonly onAlertsChanged = (): void => {
    this.#with(({ core, publisher }) => publisher.set({ alerts: core.alerts.list() }));
  };

  readonly onTrashChanged = (): void => {
    this.#with(({ core, publisher }) => publisher.set({ trash: core.upkeep.trash.view() }));
  };

  readonly onJobChanged = (): void => {
    this.#with(({ core, publisher }) => publisher.set({ job: core.jobs.current ?? null }));
  };

  readonly onUpdateChanged = (): void => {
    this.#with(({ core, publisher }) => publisher.set({ update: core.updater.view() }));
  };

  readonly onProgress = (): void => {
    this.#with(({ core, status, publisher, sleepBlock, desktop }) => {
      const progress = core.transfers.progress();
      publisher.set({ progress, status: status.view() });
      sleepBlock.see(progress);
      desktop.presence.changed();
    });
  };

  #with(pass: (observed: Observed) => void): void {
    if (this.#observed !== undefined) pass(this.#observed);
  }
}
