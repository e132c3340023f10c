import { isDeepStrictEqual } from 'node:util';
import { app, nativeImage } from 'electron';
import type { Core } from '../../core/app/core.ts';
import type { Clock } from '../../core/platform/clock.ts';
import { forEachInTurns } from '../../core/platform/turns.ts';
import { traitsOf } from '../../shared/failure-traits.ts';
import type { Failure } from '../../shared/failure.ts';
import { m } from '../../shared/messages/catalogue.ts';
import { taskTitle } from '../../shared/messages/task-words.ts';
import type { MainWindow } from '../window/window.ts';
import type { ActionRunner } from '../desktop/action-runner.ts';
import { taskbarView, type TaskbarView } from './taskbar-view.ts';
import type { TrayHost } from './tray-host.ts';
import { drawOverlay } from './picture.ts';
import { trayView, type TrayView } from './tray-view.ts';
import { TrayIcon } from './icon.ts';
import { unfinishedOf, WatchTally } from './watch-tally.ts';

/** The icon, the badge and the bar change once a second at the most. */
const spacingMs = 1_000;
/** What is said of a deadline is looked at again. */
const retellMs = 60_000;

/** What is shown outside the window depends on these. */
export interface PresenceOptions {
  readonly core: Core;
  readonly window: MainWindow;
  readonly trayHost: TrayHost;
  readonly run: ActionRunner;
  readonly clock: Clock;
}

/** Whether somebody has to do something before Reelkeep can go on. */
function waitsForUser(failure: Failure | undefined): boolean {
  if (failure === undefined) return false;
  const { mend, severity } = traitsOf(failure);
  return severity === 'error' || mend === 'key' || mend === 'address' || mend === 'provider';
}

/** What Reelkeep shows outside its window: the icon in the tray, the badge, the bar in the taskbar. */
export class Presence {
  readonly tally: WatchTally;
  readonly #options: PresenceOptions;
  readonly #stopWatching: () => void;
  #tray: TrayIcon | undefined;
  #shown: TrayView | undefined;
  #bar: TaskbarView = { fraction: -1, mode: 'normal' };
  #overlay = '';
  #count = 0;
  #cancelTimer: (() => void) | undefined;
  #toldAtMs = Number.NEGATIVE_INFINITY;
  #isDue = false;
  #isDisposed = false;

  constructor(options: PresenceOptions) {
    const { core, window, trayHost } = options;
    this.#options = options;
    this.tally = new WatchTally((id) => core.tasks.get(id));
    this.#stopWatching = core.tasks.watch((id) => {
      if (this.tally.see(id)) this.changed();
    });
    trayHost.onChanged(this.changed);
    window.onChanged(this.#windowChanged);
  }

  /** Counts what is there already, with pauses, and shows it. Once the core has started. Never rejects. */
  async start(): Promise<void> {
    await forEachInTurns(this.#options.core.tasks.tasks(), ({ id }) => this.tally.see(id));
    this.changed();
  }

  /** Something may have to be shown otherwise: a task, a transfer, an account, the archive's folder. */
  readonly changed = (): void => {
    if (this.#isDisposed) return;
    const dueMs = this.#toldAtMs + spacingMs - this.#options.clock.now();
    this.#tellAfter(Math.max(0, Math.min(spacingMs, dueMs)));
  };

  /** Says everything anew: the language is another one now. */
  relabel(): void {
    this.#shown = undefined;
    this.#overlay = '';
    this.changed();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#cancelTimer?.();
    this.#stopWatching();
    this.#tray?.dispose();
    this.#tray = undefined;
    if (this.#count > 0) app.setBadgeCount(0);
  }

  #tellAfter(delayMs: number): void {
    if (this.#isDue) return;
    this.#cancelTimer?.();
    this.#isDue = true;
    this.#cancelTimer = this.#options.clock.after(delayMs, this.#tell);
  }

  readonly #tell = (): void => {
    const { core, clock } = this.#options;
    const nowMs = clock.now();
    this.#toldAtMs = nowMs;
    this.#isDue = false;
    const nearest = this.tally.nearest();
    const view = trayView({
      counts: this.tally.counts,
      ...(nearest && {
        nearest: { title: taskTitle(nearest.task), deadlineMs: nearest.deadlineMs },
      }),
      needsUser: this.#needsUser(),
      nowMs: nowMs - core.skew.aheadMs(),
    });
    this.#showTray(view);
    this.#showCount(unfinishedOf(this.tally.counts));
    this.#showBar(taskbarView(core.transfers.progress(), view.state));
    this.#showOverlay(view.badge);
    this.#cancelTimer = nearest === undefined ? undefined : clock.after(retellMs, this.#tell);
  };

  /** A new window's button knows nothing of what was shown before. */
  readonly #windowChanged = (): void => {
    if (this.#options.window.isShown) return;
    this.#bar = { fraction: -1, mode: 'normal' };
    this.#overlay = '';
    this.changed();
  };

  #needsUser(): boolean {
    const { core } = this.#options;
    return (
      waitsForUser(core.archiveManager.problem) ||
      core.accounts.views().some(({ block }) => waitsForUser(block))
    );
  }

  #showTray(view: TrayView): void {
    if (!this.#options.trayHost.isThere()) {
      // Whoever comes next is given a new icon: not every system takes over the old one.
      this.#tray?.dispose();
      this.#tray = undefined;
    } else if (this.#tray === undefined) this.#tray = new TrayIcon(view, this.#options.run);
    else if (!isDeepStrictEqual(view, this.#shown)) this.#tray.show(view);
    this.#shown = view;
  }

  #showCount(count: number): void {
    if (count === this.#count) return;
    this.#count = count;
    app.setBadgeCount(count); // nothing on Windows, which has the overlay
  }

  #showBar(view: TaskbarView): void {
    if (isDeepStrictEqual(view, this.#bar)) return;
    this.#bar = view;
    this.#options.window.setProgress(view.fraction, view.mode);
  }

  #showOverlay(badge: string): void {
    if (process.platform !== 'win32' || badge === this.#overlay) return;
    this.#overlay = badge;
    const [width, height] = [32, 32];
    const bitmap = badge === '' ? undefined : Buffer.from(drawOverlay(width, badge));
    const picture = bitmap
      ? nativeImage.createFromBitmap(bitmap, { width, height, scaleFactor: 2 })
      : null;
    this.#options.window.setOverlay(picture, badge === '' ? '' : m.background.tray.notSaved(badge));
  }
}
