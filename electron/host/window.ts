import {
  app,
  BrowserWindow,
  nativeTheme,
  screen,
  type Rectangle,
  type WebFrameMain,
} from 'electron';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { channels } from '../shared/channels.ts';
import type { EventName, Events } from '../shared/contract.ts';
import type { Appearance } from '../shared/settings.ts';
import { appOrigin } from './app-protocol.ts';
import { clampBounds, smallestSize } from './bounds.ts';
import { originOf } from './security.ts';

/** What the window needs. */
export interface WindowOptions {
  /** Absolute path of the built preload. */
  readonly preloadPath: string;
  readonly loadBounds: () => Rectangle | undefined;
  readonly saveBounds: (bounds: Rectangle) => void;
  /** Asked when the user closes the window: true keeps it, hidden. */
  readonly hidesOnClose: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** A page that dies is loaded again, but not more often than this within the time below. */
const reloadLimit = 3;
const reloadWindowMs = 60_000;

/** The page's address: Vite's own server in development, the built files otherwise. */
export function pageUrl(): string {
  const devUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
  return devUrl ?? `${appOrigin}/index.html`;
}

/** Whether an address belongs to the page. */
export function isOwnPage(url: string): boolean {
  return originOf(url) === originOf(pageUrl());
}

/**
 * Sets light or dark for the page and the system's own parts of the window.
 * @see https://www.electronjs.org/docs/latest/api/native-theme#nativethemethemesource
 */
export function setAppearance(appearance: Appearance): void {
  nativeTheme.themeSource = appearance;
}

function backgroundColor(): string {
  return nativeTheme.shouldUseDarkColors ? '#16181d' : '#f6f7f9';
}

/**
 * Reelkeep's one window: made when first shown, and again after it was closed.
 * @see https://www.electronjs.org/docs/latest/api/browser-window
 */
export class MainWindow {
  readonly #options: WindowOptions;
  readonly #reloadedAtMs: number[] = [];
  #window: BrowserWindow | undefined;

  constructor(options: WindowOptions) {
    this.#options = options;
    app.on('activate', this.show);
    nativeTheme.on('updated', this.#paint);
  }

  /** Brings the window to the front, and makes it where there is none. */
  readonly show = (): void => {
    if (this.#window === undefined) {
      this.#open(); // shows itself once there is something to see
      return;
    }
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
    this.#window?.destroy();
  }

  readonly #paint = (): void => {
    this.#window?.setBackgroundColor(backgroundColor());
  };

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
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        spellcheck: false,
      },
    });
    this.#window = window;
    this.#followWindow(window);
    this.#followPage(window);
    window.loadURL(pageUrl()).catch((error: unknown) => {
      this.#options.log.error(`page not loaded: ${String(error)}`);
      if (!window.isDestroyed()) window.show(); // an empty window can be seen and closed; none cannot
    });
  }

  #followWindow(window: BrowserWindow): void {
    window.once('ready-to-show', () => {
      window.show();
    });
    window.on('page-title-updated', (event) => {
      event.preventDefault();
    });
    window.on('close', (event) => {
      this.#options.saveBounds(window.getNormalBounds());
      if (!this.#options.hidesOnClose()) return;
      event.preventDefault();
      window.hide();
    });
    window.on('closed', () => {
      this.#window = undefined;
    });
  }

  #followPage(window: BrowserWindow): void {
    const { clock, log } = this.#options;
    window.on('unresponsive', () => {
      log.warn('page does not respond');
    });
    window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      if (reason === 'clean-exit' || window.isDestroyed()) return;
      log.error(`page gone: ${reason} (${String(exitCode)})`);
      const sinceMs = clock.now() - reloadWindowMs;
      const recent = this.#reloadedAtMs.filter((atMs) => atMs > sinceMs);
      if (recent.length >= reloadLimit) return;
      this.#reloadedAtMs.splice(0, this.#reloadedAtMs.length, ...recent, clock.now());
      window.webContents.reload();
    });
  }
}
