import { app, BrowserWindow, clipboard, Notification, powerMonitor } from 'electron';
import type { Core } from '../../core/app/core.ts';
import { ClipboardCatch } from '../../core/inbound/clipboard-catch.ts';
import { WatchedFolder } from '../../core/inbound/watched-folder.ts';
import { spellingsOf } from '../../core/intake/spelling.ts';
import { systemClock as clock } from '../../core/platform/clock.ts';
import type { Log } from '../../core/platform/log.ts';
import type { Store } from '../../core/platform/store.ts';
import type { TaskId } from '../../shared/id.ts';
import { videos } from '../../shared/messages/amounts.ts';
import type { WindowRequests } from '../page/window-requests.ts';

/** What finding ids works with. */
export interface InboundOptions {
  readonly core: Pick<Core, 'tasks' | 'settings' | 'accounts' | 'whenRead'>;
  readonly store: Store;
  readonly requests: Pick<WindowRequests, 'open' | 'suggest'>;
  readonly log: Log;
}

/** Ids that are offered at once; a folder with more is better opened by hand. */
const mostOffered = 10_000;

/** Offers ids that were copied, or that lie in the watched folder: as the user wishes, and never twice. */
export class Inbound {
  readonly #options: InboundOptions;
  readonly #folder: WatchedFolder;
  readonly #clipboard: ClipboardCatch;
  /** Kept as long as it is shown: a collected one no longer hears its click. */
  #shown: Notification | undefined;
  #unseen: readonly TaskId[] = [];
  #isDisposed = false;

  constructor(options: InboundOptions) {
    this.#options = options;
    const isKnown = (id: TaskId) => this.#isKnown(id);
    this.#folder = new WatchedFolder({
      ...options,
      clock,
      isKnown,
      onFound: ({ ids }) => void this.#onFoundInFolder(ids), // never rejects
    });
    this.#clipboard = new ClipboardCatch({
      clock,
      // Electron 45 answers with a promise, 33 at once: both can be awaited.
      readText: async () => await clipboard.readText(),
      isKnown,
      onFound: (ids) => {
        this.#offer('clipboard', ids);
      },
    });
    powerMonitor.on('lock-screen', this.#onLock);
    powerMonitor.on('unlock-screen', this.#onUnlock);
    app.on('browser-window-focus', this.#onFocus);
    this.settingsChanged();
  }

  /** Takes up what the user wishes now; not before the ledger is read, for every id would pass for new. */
  readonly settingsChanged = (): void => {
    void this.#options.core.whenRead.then(this.#takeUp);
  };

  readonly #takeUp = (): void => {
    if (this.#isDisposed) return;
    const { watchedFolder, catchesClipboard } = this.#options.core.settings.current();
    this.#folder.watch(watchedFolder);
    this.#clipboard.setWished(catchesClipboard);
  };

  /** A text that Reelkeep itself copies. */
  readonly ownCopy = (text: string): void => {
    this.#clipboard.ignore(text);
  };

  dispose(): void {
    this.#isDisposed = true;
    this.#folder.stop();
    this.#clipboard.dispose();
    this.#shown?.close();
    powerMonitor.off('lock-screen', this.#onLock);
    powerMonitor.off('unlock-screen', this.#onUnlock);
    app.off('browser-window-focus', this.#onFocus);
  }

  readonly #onLock = (): void => {
    this.#clipboard.setLocked(true);
  };

  readonly #onUnlock = (): void => {
    this.#clipboard.setLocked(false);
  };

  /** What came while nobody looked is offered once more in the window. */
  readonly #onFocus = (): void => {
    const ids = this.#unseen.filter((id) => !this.#isKnown(id));
    this.#unseen = [];
    if (ids.length > 0) this.#options.requests.suggest({ kind: 'found', source: 'folder', ids });
  };

  #isKnown(id: TaskId): boolean {
    const { tasks } = this.#options.core;
    return spellingsOf(id).some((each) => tasks.get(each) !== undefined || tasks.isRemoved(each));
  }

  async #onFoundInFolder(ids: readonly TaskId[]): Promise<void> {
    const { core, log } = this.#options;
    const [account] = core.accounts.views();
    if (!core.settings.current().addsWatched || account === undefined) {
      this.#offer('folder', ids);
      return;
    }
    const added = await core.tasks.add({ ids, accountId: account.id });
    const refused = added.ok ? (added.value.refused?.ids ?? []) : ids;
    log.info(`Watched folder: ${String(ids.length - refused.length)} added`);
    if (refused.length > 0) this.#offer('folder', refused);
  }

  #offer(source: 'folder' | 'clipboard', found: readonly TaskId[]): void {
    const { requests } = this.#options;
    const ids = found.slice(0, mostOffered);
    if (BrowserWindow.getFocusedWindow() !== null || !Notification.isSupported()) {
      requests.suggest({ kind: 'found', source, ids });
      return;
    }
    if (source === 'folder') this.#unseen = [...this.#unseen, ...ids].slice(0, mostOffered);
    const count = videos(ids.length);
    const title = source === 'folder' ? `${count} found in the watched folder` : `${count} copied`;
    this.#shown?.close();
    const notification = new Notification({ title, body: 'Click to add.' });
    notification.on('click', () => {
      this.#unseen = [];
      requests.open({ kind: 'add', text: ids.join('\n') });
    });
    notification.show();
    this.#shown = notification;
  }
}
