import {
  app,
  BrowserWindow,
  nativeTheme,
  screen,
  type Rectangle,
  type Session,
  type WebFrameMain,
} from 'electron';
import type { Clock } from '../../core/platform/clock.ts';
import type { Log } from '../../core/platform/log.ts';
import { Emitter } from '../../core/platform/emitter.ts';
import { channels } from '../../shared/channels.ts';
import type { EventName, Events } from '../../shared/contract.ts';
import { backgroundColor } from './appearance.ts';
import { clampBounds, smallestSize } from './bounds.ts';
import { originOf, pageUrl } from '../page/page-address.ts';
import { recoverPage } from '../page/page-recovery.ts';

/** What the window needs. */
export interface WindowOptions {
  /** Absolute path of the built preload. */
  readonly preloadPath: string;
  /** The session that the page is shown in. */
  readonly session: Session;
  readonly loadBounds: () => Rectangle | undefined;
  readonly saveBounds: (bounds: Rectangle) => void;
  /** Asked when the window is about to close: true keeps it, hidden. False while quitting. */
  readonly hidesOnClose: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Reelkeep's one window: made when first shown, and again after it was closed.
 * @see https://www.electronjs.org/docs/latest/api/browser-window
 */
export class MainWindow {
  readonly #options: WindowOptions;
  readonly #pageGone = new Emitter();
  #window: BrowserWindow | undefined;

  constructor(options: WindowOptions) {
    this.#options = options;
    app.on('activate', this.show);
    nativeTheme.on('updated', this.#paint);
  }

  /** Hears of each page that is there no longer, or begins anew. */
  readonly onPageGone = (hear: () => void): void => void this.#pageGone.event(hear);

  /** Brings the window to the front, and makes it where there is none. */
  readonly show = (): void => {
    if (this.#window === undefined) {
      this.#open(); // shows itself once there is something to see
      return;
    }
    if (this.#window.webContents.isCrashed()) this.#window.webContents.reload();
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  };

  /** Sends an event to the page, if there is one. */
  send<N extends EventName>(name: N, value: Events[N]): void {
    const contents = this.#window?.webContents;
    if (contents === undefined || contents.isDestroyed() || contents.isCrashed()) return;
    contents.send(channels.event, name, value);
  }

  /** Whether a frame is this window's top frame, showing our own page. */
  readonly owns = (frame: WebFrameMain): boolean =>
    frame.parent === null &&
    frame.frameTreeNodeId === this.#window?.webContents.mainFrame.frameTreeNodeId &&
    frame.origin === originOf(pageUrl());

  /** Closes the window for good. */
  dispose(): void {
    app.off('activate', this.show);
    nativeTheme.off('updated', this.#paint);
    if (this.#window === undefined) return;
    this.#options.saveBounds(this.#window.getNormalBounds()); // `destroy` tells nobody of a close
    this.#window.destroy();
  }

  readonly #tellPageGone = (): void => {
    this.#pageGone.fire();
  };

  readonly #paint = (): void => this.#window?.setBackgroundColor(backgroundColor());

  #open(): void {
    const saved = this.#options.loadBounds();
    const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((d) => d.workArea);
    const window = new BrowserWindow({
      width: 1280,
      height: 800,
      ...(saved && clampBounds(saved, areas)),
      minWidth: smallestSize.width,
      minHeight: smallestSize.height,
      title: 'Reelkeep',
      show: false,
      backgroundColor: backgroundColor(),
      webPreferences: {
        preload: this.#options.preloadPath,
        session: this.#options.session,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        safeDialogs: true,
        spellcheck: false,
        // Its pickers ask no permission handler before they open.
        disableBlinkFeatures: 'FileSystemAccessLocal',
      },
    });
    this.#window = window;
    this.#followWindow(window);
    recoverPage(window, this.#options);
    window.loadURL(pageUrl()).catch((error: unknown) => {
      this.#options.log.error(`page not loaded: ${String(error)}`);
      if (!window.isDestroyed()) window.show(); // an empty window can be seen and closed; none cannot
    });
  }

  #followWindow(window: BrowserWindow): void {
    window.once('ready-to-show', () => window.show());
    window.on('page-title-updated', (event) => event.preventDefault());
    window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) this.#tellPageGone();
    });
    window.webContents.on('render-process-gone', this.#tellPageGone);
    window.on('closed', () => {
      this.#window = undefined;
      this.#tellPageGone();
    });
    window.on('close', (event) => {
      this.#options.saveBounds(window.getNormalBounds());
      if (!this.#options.hidesOnClose()) return;
      event.preventDefault();
      window.hide();
    });
  }
}
