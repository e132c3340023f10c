import { join } from 'node:path';
import { app, type Session } from 'electron';
import { systemClock as clock } from './core/platform/clock.ts';
import { composeCore } from './core/app/compose.ts';
import type { Core } from './core/app/core.ts';
import type { DataLock } from './core/instance/data-lock.ts';
import { KeyMask } from './core/platform/key-mask.ts';
import type { Log } from './core/platform/log.ts';
import { setAppearance } from './host/window/appearance.ts';
import { registerSchemes } from './host/page/app-protocol.ts';
import { acquireDataLock } from './host/data/data-claim.ts';
import { claimDataFolder } from './host/data/data-folder-claim.ts';
import { openLog } from './host/system/log.ts';
import { createActions } from './host/desktop/actions.ts';
import { startNotifications } from './host/desktop/start-notifications.ts';
import { devServer, isOwnPage } from './host/page/page-address.ts';
import { WakeLock } from './host/desktop/power.ts';
import { Publisher } from './host/page/publisher.ts';
import { Openings } from './host/desktop/openings.ts';
import { onSessionEnd, stopBeforeQuit } from './host/desktop/quit.ts';
import { openPageSession, sandboxEverything, silenceNames } from './host/page/security.ts';
import { WindowRequests } from './host/page/window-requests.ts';
import { claimSingleInstance } from './host/desktop/single-instance.ts';
import { StatusBoard } from './host/status-board.ts';
import { runsCommand } from './host/remote/command-line.ts';
import { refuseSwitches } from './host/system/switches.ts';
import { MainWindow } from './host/window/window.ts';
import { CoreObserver } from './host/core-observer.ts';
import { corePorts } from './host/core-ports.ts';
import { Disposables } from './host/disposables.ts';
import { serve } from './host/serve.ts';

/** What is there before everything else. */
interface Begun {
  readonly log: Log;
  readonly keys: KeyMask;
  readonly lock: DataLock;
  readonly pages: Session;
  readonly openings: Openings;
}

/** The app as it runs. */
interface Running {
  readonly window: MainWindow;
  readonly stop: (patience: Promise<void>) => Promise<void>;
}

/** The window, which keeps its bounds in the settings. */
function openWindow({ log, pages }: Begun, { settings }: Core): MainWindow {
  return new MainWindow({
    preloadPath: join(import.meta.dirname, '../preload/preload.cjs'),
    session: pages,
    loadBounds: () => settings.windowBounds(),
    saveBounds: (bounds) => settings.setWindowBounds(bounds),
    hidesOnClose: () => false,
    clock,
    log,
  });
}

/** Makes everything in the order of what it needs; it is taken down in reverse. */
function start(begun: Begun): Running {
  const { log, keys, lock } = begun;
  const observer = new CoreObserver();
  const ports = corePorts(log, keys);
  const core = composeCore(ports, observer);
  const window = openWindow(begun, core);
  const publisher = new Publisher({ clock, send: (patch) => window.send('patch', patch) });
  const wakeLock = new WakeLock();
  const requests = new WindowRequests(window);
  const status = new StatusBoard(core, observer.onPlanned);
  const notifier = startNotifications({ ...ports, core, requests });
  const run = createActions({ core, requests, show: window.show, quit: () => app.quit() });
  observer.observe({ core, status, publisher, notifier, wakeLock });
  onSessionEnd(() => core.keep());
  const disposables = new Disposables();
  const served = serve({ ...begun, core, window, publisher, status, requests, run, observer });
  for (const each of [...served, wakeLock, notifier, publisher, window]) disposables.add(each);
  setAppearance(core.settings.current().appearance);
  window.show();
  core.start();
  void core.archiveManager.reopen().then(status.refresh);
  log.info(`Reelkeep ${app.getVersion()} on Electron ${process.versions.electron}`);
  const stop = async (patience: Promise<void>) => {
    try {
      await core.stop(patience);
    } finally {
      disposables.dispose();
      lock.release();
    }
  };
  return { window, stop };
}

/** Claims the data folder, then starts. */
async function begin(keys: KeyMask, openings: Openings): Promise<Running | undefined> {
  const log = openLog({ folder: app.getPath('logs'), isConsoleOn: !app.isPackaged, keys });
  const lock = await acquireDataLock(log);
  if (lock === undefined) return undefined;
  const pages = await openPageSession({ isOwnPage, devServer: devServer(), log });
  return start({ log, keys, lock, pages, openings });
}

refuseSwitches();
registerSchemes();
sandboxEverything();
silenceNames();
let running: Running | undefined;
const keys = new KeyMask(); // so that no key that anybody repeats gets into the log

const isCommand = runsCommand(); // which ends by itself, and has no window
const isUsable = !isCommand && claimDataFolder(); // where it is not, that says so, and ends
const instance = isUsable ? claimSingleInstance(() => running?.window.show()) : undefined;
if (isUsable && instance === undefined) app.quit();
if (instance !== undefined) {
  const openings = new Openings();
  // No top-level `await`: Electron is ready only once this module has been evaluated.
  void app.whenReady().then(async () => {
    running = await begin(keys, openings);
    if (running === undefined) app.exit();
    else stopBeforeQuit(running.stop);
  });
}
app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit();
});
