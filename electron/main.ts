import { app, type Session } from 'electron';
import { systemClock as clock } from './core/platform/clock.ts';
import { composeCore } from './core/app/compose.ts';
import type { DataLock } from './core/instance/data-lock.ts';
import { KeyMask } from './core/platform/key-mask.ts';
import { prepareProcess } from './host/before-ready.ts';
import { setAppearance } from './host/window/appearance.ts';
import { acquireDataLock } from './host/data/data-claim.ts';
import { claimDataFolder } from './host/data/data-folder-claim.ts';
import { openLog, type AppLog } from './host/system/log.ts';
import { startNotifications } from './host/notifications/start.ts';
import { devServer, isOwnPage } from './host/page/page-address.ts';
import { openBuses } from './host/bus/message-bus.ts';
import { openSleepBlock } from './host/power/power.ts';
import { Publisher } from './host/page/publisher.ts';
import { Openings } from './host/inbound/openings.ts';
import { onSessionEnd, stopBeforeQuit } from './host/desktop/quit.ts';
import { openPageSession } from './host/page/security.ts';
import { WindowRequests } from './host/page/window-requests.ts';
import { makeDesktop, type Desktop } from './host/desktop/start-desktop.ts';
import { claimSingleInstance } from './host/desktop/single-instance.ts';
import { StatusBoard } from './host/status-board.ts';
import { runsCommand } from './host/cli/run-command.ts';
import { openWindow } from './host/window/open-window.ts';
import { CoreObserver } from './host/core-observer.ts';
import { corePorts } from './host/core-ports.ts';
import { Disposables } from './host/disposables.ts';
import { serve } from './host/serve.ts';

/** What is there before everything else. */
interface Begun {
  readonly log: AppLog;
  readonly keys: KeyMask;
  readonly lock: DataLock;
  readonly pages: Session;
  readonly openings: Openings;
}

/** The app as it runs. */
interface Running {
  readonly desktop: Desktop;
  readonly stop: (patience: Promise<void>) => Promise<void>;
}

/** Makes everything in the order of what it needs; it is taken down in reverse. */
function start(begun: Begun): Running {
  const { log, keys, lock, pages } = begun;
  const observer = new CoreObserver();
  const ports = corePorts(log, keys, () => {
    desktop.guard.quit(true);
  });
  const buses = openBuses(log);
  const core = composeCore(ports, observer);
  const onClose = () => desktop.background.close();
  const window = openWindow({ pages, log, settings: core.settings, onClose });
  const publisher = new Publisher({ clock, send: (patch) => window.send('patch', patch) });
  const sleepBlock = openSleepBlock(clock);
  const requests = new WindowRequests(window);
  const status = new StatusBoard(core, ports.thrift, observer.onPlanned);
  const notifier = startNotifications({ ...ports, core, requests, bus: buses.session });
  const desktop = makeDesktop({ ...ports, core, window, requests, observer, buses });
  const parts = { core, window, publisher, status, requests, desktop };
  observer.observe({ ...parts, notifier, sleepBlock });
  onSessionEnd(() => core.keep());
  const served = serve({ ...begun, ...ports, ...parts, observer });
  const made = [buses, ...served, sleepBlock, notifier, publisher, window, desktop];
  const disposables = new Disposables(made);
  setAppearance(core.settings.current().appearance);
  desktop.open(process.argv);
  void core.start();
  void core.whenRead.then(() => {
    desktop.start(process.argv);
    void core.archiveManager.reopen().then(status.refresh);
  });
  log.info(`Reelkeep ${app.getVersion()} on Electron ${process.versions.electron}`);
  const stop = async (patience: Promise<void>) => {
    window.hide();
    try {
      await core.stop(patience);
    } finally {
      disposables.dispose();
      lock.release();
    }
  };
  return { desktop, stop };
}

/** Claims the data folder, then starts. */
async function begin(keys: KeyMask, openings: Openings): Promise<Running | undefined> {
  const log = openLog({ folder: app.getPath('logs'), isConsoleOn: !app.isPackaged, keys });
  const lock = await acquireDataLock(log);
  if (lock === undefined) return undefined;
  const pages = await openPageSession({ isOwnPage, devServer: devServer(), log });
  return start({ log, keys, lock, pages, openings });
}

prepareProcess();
let running: Running | undefined;
const keys = new KeyMask(); // so that no key that anybody repeats gets into the log
// A command ends by itself, and has no window; a folder that cannot be used says so, and ends it.
const isUsable = !runsCommand() && claimDataFolder();
const instance = isUsable ? claimSingleInstance() : undefined;
if (isUsable && instance === undefined) app.quit();
if (instance !== undefined) {
  const openings = new Openings();
  // No top-level `await`: Electron is ready only once this module has been evaluated.
  void app.whenReady().then(async () => {
    running = await begin(keys, openings);
    if (running === undefined) app.exit();
    else {
      stopBeforeQuit(running.desktop.guard.mayQuit, running.stop);
      instance.listen(running.desktop.secondStart);
    }
  });
}
app.on('window-all-closed', () => {
  if (running === undefined) app.quit(); // else whoever closed the window knows what that means
});
