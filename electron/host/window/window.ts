import {
  app,
  BrowserWindow,
  nativeTheme,
  screen,
  type NativeImage,
  type Session,
  type WebFrameMain,
} from 'electron';
import type { Clock } from '../../core/platform/clock.ts';
import type { Log } from '../../core/platform/log.ts';
import { Emitter } from '../../core/platform/emitter.ts';
import { channels } from '../../shared/contract/channels.ts';
import type { EventName, Events } from '../../shared/contract/contract.ts';
import { backgroundColor } from './appearance.ts';
import { clampBounds, smallestSize, type WindowPlace } from './clamp-bounds.ts';
import { PlaceKeeper } from './place-keeper.ts';
import { originOf, pageUrl } from '../page/page-address.ts';
import { recoverPage } from '../page/page-recovery.ts';

/** What the window needs. */
export interface WindowOptions {
  /** Absolute path of the built preload. */
  readonly preloadPath: string;
  /** Absolute path of the picture in its title bar and taskbar, where the system has none for the program. */
  readonly iconPath?: string;
  /** The session that the page is shown in. */
  readonly session: Session;
  readonly loadPlace: () => WindowPlace | undefined;
  readonly savePlace: (place: WindowPlace) => void;
  /** The user closes the window, which stays as it is: what becomes of it is decided here. */
  readonly onClose: () => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** So long a window waits for its page's first picture; after that it is shown in its colour, so that a click is answered. */
const pictureWithinMs = 500;

/** A window that is not on the screen cannot be minimised: X11 has nothing to put into the taskbar. */
function minimised(window: BrowserWindow): void {
  if (!window.isVisible()) window.showInactive();
  window.minimize();
}

/**
 * Reelkeep's one window: made when first shown, and again after it was closed.
 * @see https://www.electronjs.org/docs/latest/api/browser-window
 */
export class MainWindow {
  readonly #options: WindowOptions;
  readonly #pageGone = new Emitter();
  readonly #changed = new Emitter();
  readonly #place: PlaceKeeper;
  #isHidden = false;
  #isPageLoaded = false;
  /** It has not taken an event for a while. */
  #isStuck = false;
  #window: BrowserWindow | undefined;

  constructor(options: WindowOptions) {
    this.#options = options;
    this.#place = new PlaceKeeper(options.savePlace, options.clock);
    app.on('activate', this.show);
    nativeTheme.on('updated', this.#paint);
  }

  /** Calls `hear` whenever a page is gone, or is loaded again. */
  readonly onPageGone = (hear: () => void): void => void this.#pageGone.event(hear);

  /** Calls `hear` whenever a window is made, shown or hidden, or has ended. */
  readonly onChanged = (hear: () => void): void => void this.#changed.event(hear);

  /** Whether the user can see it, or bring it back from the taskbar. */
  get isShown(): boolean {
    return this.#window !== undefined && !this.#isHidden;
  }

  /** Whether there is a page that hears what it is sent. */
  get isAnswering(): boolean {
    return this.#window !== undefined && this.#isPageLoaded && !this.#isStuck;
  }

  /** Brings the window to the front, and makes it where there is none. */
  readonly show = (): void => {
    this.#isHidden = false;
    if (this.#window === undefined) {
      this.#open((window) => window.show()); // shows itself once there is something to see
      return;
    }
    this.#changed.fire();
    if (this.#window.webContents.isCrashed()) this.#window.webContents.reload();
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  };

  /** Puts the window into the taskbar, and makes it where there is none. */
  minimise(): void {
    this.#isHidden = false;
    if (this.#window === undefined) {
      this.#open(minimised);
      return;
    }
    minimised(this.#window);
    this.#changed.fire();
  }

  /** Takes the window off the screen; its page goes on. */
  hide(): void {
    const window = this.#window;
    if (window === undefined) return;
    this.#isHidden = true;
    this.#place.keep(window);
    // macOS would leave a black screen behind.
    if (process.platform === 'darwin' && window.isFullScreen()) {
      window.once('leave-full-screen', () => {
        if (this.#isHidden) window.hide();
      });
      window.setFullScreen(false);
    } else window.hide();
    this.#changed.fire();
  }

  /** Ends a hidden window's page, and gives its memory back. The next `show` makes another one. */
  destroyIfHidden(): void {
    if (this.#isHidden) this.#window?.destroy();
  }

  /** Shows how far all transfers are on the window's button in taskbar or dock; a `fraction` of -1 for none. */
  setProgress(fraction: number, mode: 'normal' | 'paused' | 'error' | 'indeterminate'): void {
    this.#window?.setProgressBar(fraction, { mode });
  }

  /** Windows: lays a small picture over the window's button in the taskbar. */
  setOverlay(picture: NativeImage | null, description: string): void {
    this.#window?.setOverlayIcon(picture, description);
  }

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
    if (!this.#isHidden) this.#place.keep(this.#window); // `destroy` tells nobody of a close
    this.#window.destroy();
  }

  readonly #tellPageGone = (): void => {
    this.#isPageLoaded = false;
    this.#pageGone.fire();
  };

  readonly #paint = (): void => this.#window?.setBackgroundColor(backgroundColor());

  #open(present: (window: BrowserWindow) => void): void {
    const saved = this.#options.loadPlace();
    const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((d) => d.workArea);
    const window = new BrowserWindow({
      width: 1280,
      height: 800,
      ...(saved && clampBounds(saved, areas)),
      minWidth: smallestSize.width,
      minHeight: smallestSize.height,
      title: 'Reelkeep',
      ...(this.#options.iconPath !== undefined && { icon: this.#options.iconPath }),
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
    this.#isPageLoaded = false;
    this.#isStuck = false;
    this.#onceDrawn(window, () => {
      if (saved?.isMaximized === true) window.maximize();
      if (saved?.isFullScreen === true) window.setFullScreen(true);
      if (this.#isHidden) window.hide();
      else present(window);
      this.#changed.fire();
    });
    this.#followWindow(window);
    this.#place.follow(window);
    recoverPage(window, this.#options);
    // A window without a page can be seen and closed.
    window.loadURL(pageUrl()).catch((error: unknown) => {
      this.#options.log.error(`page not loaded: ${String(error)}`);
    });
  }

  /** Runs once its page's first picture is there, or is late. */
  #onceDrawn(window: BrowserWindow, run: () => void): void {
    const cancel = this.#options.clock.after(pictureWithinMs, () => {
      window.off('ready-to-show', drawn);
      run();
    });
    const drawn = () => {
      cancel();
      run();
    };
    window.once('ready-to-show', drawn);
    window.once('closed', cancel);
  }

  #followWindow(window: BrowserWindow): void {
    window.on('page-title-updated', (event) => event.preventDefault());
    const contents = window.webContents;
    contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) this.#tellPageGone();
    });
    contents.on('did-finish-load', () => (this.#isPageLoaded = true));
    contents.on('render-process-gone', this.#tellPageGone);
    window.on('unresponsive', () => (this.#isStuck = true));
    window.on('responsive', () => (this.#isStuck = false));
    window.on('closed', () => {
      this.#window = undefined;
      this.#tellPageGone();
      this.#changed.fire();
    });
    window.on('close', (event) => {
      event.preventDefault();
      this.#options.onClose();
    });
  }
}
