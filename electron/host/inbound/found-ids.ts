import { app, clipboard, powerMonitor } from 'electron';
import type { Core } from '../../core/app/core.ts';
import { ClipboardCatch } from '../../core/inbound/clipboard-catch.ts';
import { WatchedFolder } from '../../core/inbound/watched-folder.ts';
import type { OfferSource } from '../../core/notice/offers.ts';
import type { Attention } from '../../core/notice/outbox.ts';
import { systemClock as clock } from '../../core/platform/clock.ts';
import type { Log } from '../../core/platform/log.ts';
import type { Store } from '../../core/platform/store.ts';
import type { TaskId } from '../../shared/id.ts';
import type { WindowRequests } from '../page/window-requests.ts';

/** What finding ids works with. */
export interface FoundIdsOptions {
  readonly core: Pick<Core, 'tasks' | 'settings' | 'accounts' | 'announcer' | 'whenRead'>;
  readonly store: Store;
  readonly attention: Attention;
  readonly requests: Pick<WindowRequests, 'suggest'>;
  readonly log: Log;
}

/** Ids that are offered at once; a folder with more is better opened by hand. */
const maxOffered = 10_000;

/** Offers ids that were copied, or that lie in the watched folder: as the user wishes, and never twice. */
export class FoundIds {
  readonly #options: FoundIdsOptions;
  readonly #folder: WatchedFolder;
  readonly #clipboard: ClipboardCatch;
  /** Offers that the window has shown. */
  readonly #suggested = new Set<string>();
  #isDisposed = false;

  constructor(options: FoundIdsOptions) {
    this.#options = options;
    const { isKnown } = options.core.announcer.offers;
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
    this.#clipboard.setEnabled(catchesClipboard);
  };

  /** A text that Reelkeep itself copies. */
  readonly ownCopy = (text: string): void => {
    this.#clipboard.ignore(text);
  };

  dispose(): void {
    this.#isDisposed = true;
    this.#folder.stop();
    this.#clipboard.dispose();
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

  /** What came from the folder while nobody looked is offered once more in the window. */
  readonly #onFocus = (): void => {
    void this.#options.core.whenRead.then(this.#suggestUnread);
  };

  readonly #suggestUnread = (): void => {
    if (this.#isDisposed) return;
    const { core, requests } = this.#options;
    const unread = core.announcer.offers.unread('folder');
    const fresh = unread.filter(({ notice }) => !this.#suggested.has(notice));
    for (const { notice } of fresh) this.#suggested.add(notice);
    const ids = fresh.flatMap((offer) => offer.ids);
    if (ids.length > 0) requests.suggest({ kind: 'found', source: 'folder', ids });
  };

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

  /** By a notice, as everything else is told; where the user looks at the window, the window offers it too. */
  #offer(source: OfferSource, found: readonly TaskId[]): void {
    const { core, requests, attention } = this.#options;
    const ids = found.slice(0, maxOffered);
    this.#suggested.delete(core.announcer.offers.tell(source, ids));
    if (attention.isInFront()) requests.suggest({ kind: 'found', source, ids });
  }
}
