import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { app, ipcMain, net, type Session } from 'electron';
import type { Core } from '../core/app/core.ts';
import type { KeyMask } from '../core/platform/key-mask.ts';
import { systemClock as clock } from '../core/platform/clock.ts';
import type { Store } from '../core/platform/store.ts';
import type { Log } from '../core/platform/log.ts';
import { speakChosenLanguage } from './system/language.ts';
import { setAppearance } from './window/appearance.ts';
import { currentLocale } from '../shared/messages/catalogue.ts';
import { serveApp } from './page/app-protocol.ts';
import type { CoreObserver } from './core-observer.ts';
import type { Disposable } from './disposables.ts';
import { FolderGrants } from './page/folder-grants.ts';
import { createHandlers } from './page/handlers.ts';
import { foldersInUse } from './page/handlers/settings.ts';
import { findFile } from './page/handlers/system.ts';
import { serveCalls, type CallHandlers } from './page/ipc.ts';
import { catchUnhandled } from './system/log.ts';
import { watchNetworkReturn } from './system/network-return.ts';
import { serveMedia } from './page/media-protocol.ts';
import type { DesktopAttention } from './notifications/attention.ts';
import type { Desktop } from './desktop/start-desktop.ts';
import { setMenu } from './desktop/menu.ts';
import { isOwnPage } from './page/page-address.ts';
import { watchPower } from './power/power.ts';
import { FoundIds } from './inbound/found-ids.ts';
import { linkFollower } from './notifications/follow.ts';
import type { Openings } from './inbound/openings.ts';
import type { Publisher } from './page/publisher.ts';
import { guardPages } from './page/security.ts';
import type { WindowRequests } from './page/window-requests.ts';
import { socketPlace } from './cli/reach.ts';
import { CommandServer } from './cli/command-server.ts';
import { confirmFolder, systemShell } from './desktop/system-shell.ts';
import type { StatusBoard } from './status-board.ts';
import type { MainWindow } from './window/window.ts';

/** What is served. */
export interface ServeOptions {
  readonly core: Core;
  readonly window: MainWindow;
  readonly publisher: Publisher;
  readonly status: StatusBoard;
  readonly requests: WindowRequests;
  readonly desktop: Desktop;
  readonly observer: CoreObserver;
  readonly pages: Session;
  readonly log: Log;
  readonly store: Store;
  readonly attention: DesktopAttention;
  /** Links and files that the app is to open. */
  readonly openings: Openings;
  /** Knows the accounts' keys. */
  readonly keys: KeyMask;
}

function handlersFor(
  { core, publisher, status, requests, desktop, observer }: ServeOptions,
  foundIds: FoundIds,
): CallHandlers {
  return createHandlers({
    core,
    publisher,
    grants: new FolderGrants({
      inUse: (use) => foldersInUse(core.settings, use),
      confirm: confirmFolder,
    }),
    version: app.getVersion(),
    status: status.view,
    takeRequests: requests.take,
    background: desktop.background,
    loginItem: desktop.loginItem,
    shell: systemShell,
    onCopied: foundIds.ownCopy,
    onArchiveChosen: () => {
      observer.onSettingsChanged();
      void status.refresh();
    },
  });
}

/** What the user chooses has its effect at once. */
function followSettings({ core, desktop }: ServeOptions, foundIds: FoundIds): Disposable {
  const { settings } = core;
  speakChosenLanguage(settings);
  let spoken = currentLocale();
  const dispose = settings.changed.event(() => {
    setAppearance(settings.current().appearance);
    foundIds.settingsChanged();
    if (currentLocale() === spoken) return;
    spoken = currentLocale();
    setMenu(desktop.run);
    desktop.relabel();
  });
  return { dispose };
}

/** Answers commands of this user's shell. */
function serveCommands({ core, keys, log }: ServeOptions): Disposable {
  const mask = (text: string) => keys.mask(text);
  const parts = { core, version: app.getVersion(), isRunning: true, mask, wait: delay, log };
  const server = new CommandServer({ ...parts, place: socketPlace() });
  void server.start(); // never rejects
  return server;
}

/** Answers the page and the system: its files and calls, the menu, sleep and waking. @returns what ends it */
export function serve(options: ServeOptions): readonly Disposable[] {
  const { core, window, pages, log } = options;
  const foundIds = new FoundIds(options);
  return [
    foundIds,
    followSettings(options, foundIds),
    catchUnhandled(log),
    guardPages({ isOwnPage, isAllowedLink: () => false, log }),
    serveApp(pages.protocol, join(import.meta.dirname, '../renderer')),
    serveMedia(pages.protocol, {
      lookup: (id, role) => findFile(core, id, role),
      onRefused: (id, failure) => core.upkeep.recheck.refused(id, failure),
    }),
    serveCalls(handlersFor(options, foundIds), { ipc: ipcMain, isTrusted: window.owns, log }),
    setMenu(options.desktop.run),
    serveCommands(options),
    options.openings.start({ ...options, onNoticeLink: linkFollower(options) }),
    watchPower({ onSuspend: () => undefined, onResume: () => core.wake() }),
    watchNetworkReturn({ clock, isOnline: () => net.isOnline(), onBack: () => core.wake() }),
  ];
}
