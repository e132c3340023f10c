import { app } from 'electron';
import type { Core, CoreEvents } from '../../core/app/core.ts';
import { systemClock as clock } from '../../core/platform/clock.ts';
import type { AppLog } from '../system/log.ts';
import { actionOf } from '../../shared/actions.ts';
import { m } from '../../shared/messages/catalogue.ts';
import type { Buses } from '../bus/message-bus.ts';
import type { Disposable } from '../disposables.ts';
import { followPower, type Thrift } from '../power/follow-power.ts';
import type { WindowRequests } from '../page/window-requests.ts';
import type { MainWindow } from '../window/window.ts';
import { createActions, type ActionRunner } from './action-runner.ts';
import { startsHidden } from './autostart-entry.ts';
import { Background } from './background.ts';
import { offerAtLauncher } from './launcher.ts';
import type { LoginItem } from './login-item.ts';
import { systemLoginItem } from './system-login-item.ts';
import { Presence } from '../tray/presence.ts';
import { QuitGuard } from './quit.ts';
import { findTrayHost } from '../tray/tray-host.ts';
import { onTheirWayOf } from '../tray/watch-tally.ts';

/** What Reelkeep is on the desktop beside its window. */
export interface Desktop extends Disposable {
  readonly run: ActionRunner;
  readonly background: Background;
  readonly presence: Presence;
  readonly guard: QuitGuard;
  readonly loginItem: LoginItem;
  /** Shows the window unless this start is to be without it. */
  open(argv: readonly string[]): void;
  /** Begins, once the core has. */
  start(argv: readonly string[]): void;
  /** Says in the language of now what was said in another one. */
  relabel(): void;
  /** Does what another start of Reelkeep asks of this one: without any wish, the window comes back. */
  readonly secondStart: (argv: readonly string[]) => void;
}

/** What it is made of. */
export interface DesktopOptions {
  readonly core: Core;
  readonly window: MainWindow;
  readonly requests: WindowRequests;
  readonly observer: Pick<CoreEvents, 'onPlanned'>;
  readonly buses: Buses;
  readonly thrift: Thrift;
  readonly log: AppLog;
}

function undoneOf({ tally }: Presence): string | undefined {
  const count = onTheirWayOf(tally.counts);
  const deadlineMs = tally.nearest()?.deadlineMs;
  const leftMs = deadlineMs === undefined ? undefined : deadlineMs - clock.now();
  return count === 0 ? undefined : m.background.notSavedYet(count, leftMs);
}

/** Makes tray, badge, quitting, start at login, and what closing the window does. */
export function makeDesktop(options: DesktopOptions): Desktop {
  const { core, window, requests, observer, buses, log } = options;
  const trayHost = findTrayHost(buses.session);
  const quit = (isSure: boolean) => {
    guard.quit(isSure);
  };
  const show = window.show;
  const run = createActions({ core, requests, log, show, quit: () => quit(false) });
  const presence = new Presence({ core, window, trayHost, run, clock });
  const power = followPower({ ...options, presence, onChanged: observer.onPlanned });
  const guard = new QuitGuard(() => undoneOf(presence));
  const background = new Background({
    ...{ window, requests, trayHost, clock, quit, log },
    choice: () => core.settings.current().background,
    setChoice: (choice) => {
      core.settings.change({ background: choice });
    },
    onTheirWay: () => onTheirWayOf(presence.tally.counts),
  });
  checkWhenShown(window, core);
  const loginItem = systemLoginItem(log);
  const act = (argv: readonly string[]) => carryOut(run, argv);
  return {
    ...{ run, background, presence, guard, loginItem },
    open: (argv) => {
      if (startsHidden(argv) || openedAtLogin()) void background.startHidden();
      else window.show();
    },
    start: (argv) => {
      void presence.start(); // never rejects
      offerAtLauncher(run);
      void loginItem.heal();
      act(argv);
    },
    secondStart: (argv) => {
      if (!act(argv) && !startsHidden(argv)) window.show();
    },
    relabel: () => {
      offerAtLauncher(run);
      presence.relabel();
    },
    dispose: () => {
      power.dispose();
      presence.dispose();
      trayHost.dispose();
      guard.dispose();
    },
  };
}

/** Carries out what a command line asks for. @returns whether it asks for something */
function carryOut(run: ActionRunner, argv: readonly string[]): boolean {
  const id = actionOf(argv);
  if (id !== undefined) run[id]();
  return id !== undefined;
}

/** While the window was hidden, the archive's folder was seldom looked at. */
function checkWhenShown(window: MainWindow, core: Core): void {
  window.onChanged(() => {
    if (window.isShown) core.archiveMonitor.checkNow();
  });
}

/** macOS hands no arguments to what it starts at login. */
function openedAtLogin(): boolean {
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}
