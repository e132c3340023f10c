import { join } from 'node:path';
import { app, net, type Session } from 'electron';
import ElectronStore from 'electron-store';
import { systemClock as clock } from './core/platform/clock.ts';
import { composeCore } from './core/app/compose.ts';
import type { Core } from './core/app/core.ts';
import type { DataLock } from './core/instance/data-lock.ts';
import { KeyMask } from './core/platform/key-mask.ts';
import type { Log } from './core/platform/log.ts';
import { notificationText } from './core/library/notification-text.ts';
import { setAppearance } from './host/appearance.ts';
import { registerSchemes, serveApp } from './host/app-protocol.ts';
import { systemCertificates } from './host/certificates.ts';
import { acquireDataLock } from './host/data-claim.ts';
import { claimDataFolder } from './host/data-folder-claim.ts';
import { createHandlers } from './host/handlers.ts';
import { foldersInUse, settingsView } from './host/handlers/settings.ts';
import { findFile } from './host/handlers/system.ts';
import { FolderGrants } from './host/folder-grants.ts';
import { serveCalls } from './host/ipc.ts';
import { JsonStore } from './host/json-store.ts';
import { catchUnhandled, openLog } from './host/log.ts';
import { serveMedia } from './host/media-protocol.ts';
import { setMenu } from './host/menu.ts';
import { Notifier } from './host/notifications.ts';
import { devServer, isOwnPage } from './host/page-address.ts';
import { WakeLock, watchPower } from './host/power.ts';
import { systemProxies } from './host/proxy.ts';
import { Publisher } from './host/publisher.ts';
import { onSessionEnd, stopBeforeQuit } from './host/quit.ts';
import { guardPages, openPageSession, sandboxEverything, silenceNames } from './host/security.ts';
import { confirmFolder } from './host/shell.ts';
import { Selection } from './host/selection.ts';
import { claimSingleInstance } from './host/single-instance.ts';
import { StatusBoard } from './host/status-board.ts';
import { refuseSwitches } from './host/switches.ts';
import { systemTrash } from './host/trash.ts';
import { userAgent } from './host/user-agent.ts';
import { openVault } from './host/vault.ts';
import { MainWindow } from './host/window.ts';

interface Disposable {
  dispose(): void;
}

/** What is there before everything else. */
interface Begun {
  readonly log: Log;
  readonly keys: KeyMask;
  readonly lock: DataLock;
  readonly pages: Session;
}

/** Everything there is, made from top to bottom; `dispose` takes it down in reverse. */
function start({ log, keys, lock, pages }: Begun): {
  readonly window: MainWindow;
  readonly stop: (patience: Promise<void>) => Promise<void>;
} {
  const guard = { isOwnPage, isAllowedLink: () => false, log };
  const publisher = new Publisher({ clock, send: (patch) => window.send('patch', patch) });
  const wakeLock = new WakeLock();
  const notifier = new Notifier(log);

  const core: Core = composeCore(
    {
      store: new JsonStore({ folder: app.getPath('userData'), ElectronStore, clock }),
      vault: openVault(log),
      trash: systemTrash,
      clock,
      log,
      keys,
      logPath: join(app.getPath('logs'), 'reelkeep.log'),
      inHandPath: join(app.getPath('userData'), 'in-hand'),
      isOnline: () => net.isOnline(),
      random: Math.random,
      proxies: systemProxies,
      systemCertificates: () => systemCertificates(),
      userAgent: userAgent(),
      appVersion: app.getVersion(),
      defaultArchiveFolder: join(app.getPath('videos'), 'Reelkeep'),
    },
    {
      onTaskChanged: (task) => publisher.tasks([task]),
      onTaskRemoved: (id) => publisher.removed([id]),
      onTaskEnded: (task) => {
        const words = notificationText(task, core.settings.current());
        if (words) notifier.notify({ ...words, onClick: () => selection.show(task.id) });
        void status.refresh();
      },
      onAccountsChanged: () => publisher.set({ accounts: core.accounts.views() }),
      onPlanned: () => publisher.set({ status: status.view() }),
      onSettingsChanged: () => publisher.set({ settings: settingsView(core) }),
      onAlertsChanged: () => publisher.set({ alerts: core.alerts.list() }),
      onTrashChanged: () => publisher.set({ trash: core.upkeep.trash.view() }),
      onJobChanged: () => publisher.set({ job: core.jobs.current ?? null }),
      onProgress: () => {
        const progress = core.transfers.progress();
        publisher.set({ progress, status: status.view() });
        wakeLock.keepAwake(progress.length > 0);
      },
    },
  );
  const status = new StatusBoard(core, () => publisher.set({ status: status.view() }));
  onSessionEnd(() => core.keep());
  const window = new MainWindow({
    preloadPath: join(import.meta.dirname, '../preload/preload.cjs'),
    session: pages,
    loadBounds: () => core.settings.windowBounds(),
    saveBounds: (bounds) => core.settings.setWindowBounds(bounds),
    hidesOnClose: () => false,
    clock,
    log,
  });
  const selection = new Selection(window);
  const handlers = createHandlers({
    core,
    publisher,
    grants: new FolderGrants({
      inUse: (use) => foldersInUse(core.settings, use),
      confirm: confirmFolder,
    }),
    version: app.getVersion(),
    status: status.view,
    takeSelected: selection.take,
    onSettingsChanged: () => {
      setAppearance(core.settings.current().appearance);
      publisher.set({ settings: settingsView(core) });
      void status.refresh();
    },
  });
  const disposables: readonly Disposable[] = [
    catchUnhandled(log),
    guardPages(guard),
    serveApp(pages, join(import.meta.dirname, '../renderer')),
    serveMedia(pages, {
      lookup: (id, role) => findFile(core, id, role),
      onRefused: (id, failure) => core.upkeep.recheck.refused(id, failure),
    }),
    serveCalls(handlers, { isTrusted: window.owns, log }),
    setMenu({
      openAdd: () => window.send('openAdd', undefined),
      openSettings: () => window.send('openSettings', undefined),
      quit: () => app.quit(),
    }),
    watchPower({ onSuspend: () => undefined, onResume: () => core.wake() }),
    wakeLock,
    notifier,
    publisher,
    window,
  ];
  setAppearance(core.settings.current().appearance);
  window.show();
  core.start();
  void core.root.reopen().then(status.refresh);
  log.info(`Reelkeep ${app.getVersion()} on Electron ${process.versions.electron}`);
  return {
    window,
    stop: async (patience) => {
      try {
        await core.stop(patience);
      } finally {
        for (const each of disposables.toReversed()) each.dispose();
        lock.release();
      }
    },
  };
}

refuseSwitches();
registerSchemes();
sandboxEverything();
silenceNames();
let running: ReturnType<typeof start> | undefined;
const keys = new KeyMask(); // so that no key that anybody repeats gets into the log

const isUsable = claimDataFolder();
const instance = isUsable ? claimSingleInstance(() => running?.window.show()) : undefined;
if (!isUsable) {
  // It says so, and ends.
} else if (instance === undefined) {
  app.quit();
} else {
  // No top-level `await`: Electron is ready only once this module has been evaluated.
  void app.whenReady().then(async () => {
    const log = openLog({ folder: app.getPath('logs'), isConsoleOn: !app.isPackaged, keys });
    const lock = await acquireDataLock(log);
    if (lock === undefined) {
      app.exit();
      return;
    }
    const pages = await openPageSession({ isOwnPage, devServer: devServer(), log });
    running = start({ log, keys, lock, pages });
    stopBeforeQuit(running.stop);
  });
}
app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit();
});
