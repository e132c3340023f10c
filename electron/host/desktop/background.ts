import { dialog } from 'electron';
import type { Clock } from '../../core/platform/clock.ts';
import type { Log } from '../../core/platform/log.ts';
import type { BackgroundChoice, BackgroundPlace } from '../../shared/settings/background.ts';
import type { KeptView } from '../../shared/contract/kept-view.ts';
import { m } from '../../shared/messages/catalogue.ts';
import type { WindowRequests } from '../page/window-requests.ts';
import type { MainWindow } from '../window/window.ts';
import { closeDecision } from './close-decision.ts';
import type { TrayHost } from '../tray/tray-host.ts';

/** At login whoever shows the icons may come later than Reelkeep does; nobody waits for the window then. */
const trayWithinMs = 15_000;

/** What staying in the background depends on. */
export interface BackgroundOptions {
  readonly window: MainWindow;
  readonly requests: WindowRequests;
  readonly trayHost: TrayHost;
  readonly clock: Pick<Clock, 'after'>;
  readonly choice: () => BackgroundChoice;
  readonly setChoice: (choice: BackgroundChoice) => void;
  /** Videos that are still on their way. */
  readonly onTheirWay: () => number;
  /** Quits; asks before that only when `isSure` is false. */
  readonly quit: (isSure: boolean) => void;
  readonly log: Log;
}

/** Keeps Reelkeep working while its window is closed, and brings the window back to where it was. */
export class Background {
  readonly #options: BackgroundOptions;
  #view: KeptView | undefined;
  #isAsking = false;

  constructor(options: BackgroundOptions) {
    this.#options = options;
    options.trayHost.onChanged(() => {
      this.#trayChanged();
    });
  }

  /** The user closes the window. */
  readonly close = (): void => {
    const { window, trayHost, choice, quit } = this.#options;
    const decision = closeDecision({
      platform: process.platform,
      choice: choice(),
      hasTray: trayHost.isThere(),
      onTheirWay: this.#options.onTheirWay(),
    });
    if (decision === 'hide') this.#hide();
    else if (decision === 'minimise') window.minimise();
    else if (decision === 'quit') quit(false);
    else if (window.isAnswering) this.#options.requests.open({ kind: 'close', place: this.#place });
    else void this.#askByBox();
  };

  /** What closing the window means was answered: that counts from now on. */
  readonly answer = (choice: 'keep' | 'quit'): void => {
    this.#options.setChoice(choice);
    if (choice === 'quit') this.#options.quit(true);
    else if (this.#place === 'taskbar') this.#options.window.minimise();
    else this.#hide();
  };

  /** The page was hidden, and says where the user was. It ends unless it holds something. */
  readonly keepView = (view: KeptView, isBusy: boolean): void => {
    const { window } = this.#options;
    if (window.isShown) return; // it was brought back meanwhile
    if (isBusy) return;
    this.#view = view;
    window.destroyIfHidden();
  };

  /** Where the user was in the page before; told once. */
  readonly takeView = (): KeptView | undefined => {
    const view = this.#view;
    this.#view = undefined;
    return view;
  };

  /** Starts without the window: hidden where the tray shows an icon, else in the taskbar. */
  async startHidden(): Promise<void> {
    const { window, trayHost } = this.#options;
    await trayHost.asked;
    if (!trayHost.isThere()) await this.#lateTray();
    if (window.isShown || trayHost.isThere()) return;
    window.minimise();
  }

  /** Settles once an icon can be shown, or is no longer expected. */
  #lateTray(): Promise<void> {
    const { trayHost, clock } = this.#options;
    return new Promise((resolve) => {
      const cancel = clock.after(trayWithinMs, resolve);
      trayHost.onChanged(() => {
        cancel();
        resolve();
      });
    });
  }

  get #place(): BackgroundPlace {
    if (process.platform === 'darwin') return 'dock';
    return this.#options.trayHost.isThere() ? 'tray' : 'taskbar';
  }

  #hide(): void {
    const { window, requests } = this.#options;
    window.hide();
    requests.suggest({ kind: 'hidden' }); // a page that is still loading hears of it when it is there
  }

  /** Whoever showed the icon has gone: nothing else would bring the window back. */
  #trayChanged(): void {
    const { window, trayHost, log } = this.#options;
    if (trayHost.isThere() || window.isShown) return;
    log.warn('the tray is gone: the window comes back, minimised');
    window.minimise();
  }

  /** The page does not answer: the system asks in its place. */
  async #askByBox(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    const { title, keep, quit } = m.background.close;
    try {
      const { response } = await dialog.showMessageBox({
        type: 'question',
        message: title,
        detail: m.background.onTheirWay(this.#options.onTheirWay()),
        buttons: [keep, quit, m.boxes.cancel],
        defaultId: 0,
        cancelId: 2,
      });
      if (response === 0) this.answer('keep');
      else if (response === 1) this.answer('quit');
    } finally {
      this.#isAsking = false;
    }
  }
}
