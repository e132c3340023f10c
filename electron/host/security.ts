import { app, shell, type Session, type WebContents } from 'electron';
import type { Log } from '../core/log.ts';
import { originOf } from './page-address.ts';

/** What the guards need to know of the outside. */
export interface GuardOptions {
  /** Whether an address belongs to Reelkeep's own page. */
  readonly isOwnPage: (url: string) => boolean;
  /** Which https links of the page the system's browser may open. */
  readonly isAllowedLink: (url: string) => boolean;
  readonly log: Log;
}

/**
 * Puts every renderer into the operating system's sandbox. Call it before the app is ready. Not with
 * `--no-sandbox`, which Chromium demands of root: this call takes the switch back, and nothing starts.
 * @see https://www.electronjs.org/docs/latest/api/app#appenablesandbox
 */
export function sandboxEverything(): void {
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
}

function guardContents(contents: WebContents, { isOwnPage, isAllowedLink, log }: GuardOptions) {
  const stay = (event: { readonly url: string; preventDefault(): void }) => {
    if (isOwnPage(event.url)) return;
    event.preventDefault();
    log.warn(`navigation refused: ${originOf(event.url) ?? 'malformed address'}`);
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    if (url.startsWith('https://') && isAllowedLink(url)) {
      shell.openExternal(url).catch((error: unknown) => {
        log.warn(`link not opened: ${String(error)}`);
      });
    } else {
      log.warn(`window refused: ${originOf(url) ?? 'malformed address'}`);
    }
    return { action: 'deny' };
  });
}

/**
 * Keeps every page where it is: no navigation, no new window, no webview. Links on the allow-list
 * go to the system's browser. Certificate errors are Chromium's to refuse; nothing overrides them.
 * @see https://www.electronjs.org/docs/latest/tutorial/security#13-disable-or-limit-navigation
 */
export function guardPages(options: GuardOptions): { dispose(): void } {
  const guard = (_event: unknown, contents: WebContents) => {
    guardContents(contents, options);
  };
  app.on('web-contents-created', guard);
  return { dispose: () => void app.off('web-contents-created', guard) };
}

/**
 * Refuses everything that a page can ask the system for, and every download by a page. Only the
 * player's full screen is granted, to our own page.
 * @see https://www.electronjs.org/docs/latest/api/session#sessetpermissionrequesthandlerhandler
 */
export function guardSession(
  session: Session,
  { isOwnPage, log }: Pick<GuardOptions, 'isOwnPage' | 'log'>,
): void {
  session.setPermissionRequestHandler((contents, permission, respond) => {
    const isGranted = permission === 'fullscreen' && isOwnPage(contents.getURL());
    if (!isGranted) log.warn(`permission refused: ${permission}`);
    respond(isGranted);
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === 'fullscreen' && isOwnPage(origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => {
    event.preventDefault();
    log.warn('download by the page refused');
  });
}

/**
 * Cuts the pages' session off from the network: videos are fetched by the main process alone.
 * @see https://www.electronjs.org/docs/latest/api/web-request#webrequestonbeforerequestfilter-listener
 */
export function cutNetwork(
  session: Session,
  { isOwnPage, log }: Omit<GuardOptions, 'isAllowedLink'>,
) {
  // The window's `spellcheck: false` is not enough: Chromium fetches a dictionary from Google at its start.
  session.setSpellCheckerLanguages([]);
  const urls = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file://*/*'];
  session.webRequest.onBeforeRequest({ urls }, ({ url }, respond) => {
    const isOwn = isOwnPage(url.replace(/^ws/, 'http')); // the development server's own socket
    if (!isOwn) log.warn(`request refused: ${originOf(url) ?? 'malformed address'}`);
    respond({ cancel: !isOwn });
  });
}
