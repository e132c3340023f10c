import { app, session, shell, type Session, type WebContents } from 'electron';
import type { Log } from '../../core/platform/log.ts';
import { originOf } from './page-address.ts';

/** The page's session: without `persist:` it is gone when Reelkeep quits. */
const pagePartition = 'page';

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

/**
 * Turns off the one thing in a page that asks the name server and is no request: `<link rel="dns-prefetch">`.
 * Only pages hear of the switch; names that the core asks for go on as before. Call it before the app is ready.
 * @see https://www.electronjs.org/docs/latest/api/command-line-switches
 */
export function silenceNames(): void {
  app.commandLine.appendSwitch('blink-settings', 'dnsPrefetchingEnabled=false');
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
    log.warn('webview refused');
  });
  // WebRTC would send datagrams past every proxy and every filter of requests.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
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
function guardSession(
  pages: Session,
  { isOwnPage, log }: Pick<GuardOptions, 'isOwnPage' | 'log'>,
): void {
  pages.setPermissionRequestHandler((contents, permission, respond) => {
    const isGranted = permission === 'fullscreen' && isOwnPage(contents.getURL());
    if (!isGranted) log.warn(`permission refused: ${permission}`);
    respond(isGranted);
  });
  pages.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === 'fullscreen' && isOwnPage(origin),
  );
  pages.setDevicePermissionHandler(() => false);
  pages.on('will-download', (event) => {
    event.preventDefault();
    log.warn('download by the page refused');
  });
}

/** A proxy that cannot be: port 0 is no address, so a connection ends before anything is sent. */
const deadProxy = 'http://127.0.0.1:0';

/**
 * Cuts the pages' session off from the network: videos are fetched by the main process alone. Requests
 * are refused one by one; what is no request (preconnect, WebRTC over TCP, its servers' names) would have
 * to go through a proxy that is not there.
 * @see https://www.electronjs.org/docs/latest/api/web-request#webrequestonbeforerequestfilter-listener
 */
async function cutNetwork(pages: Session, { isOwnPage, devServer, log }: PageSessionOptions) {
  // The window's `spellcheck: false` is not enough: Chromium fetches a dictionary from Google at its start.
  for (const each of [pages, session.defaultSession]) each.setSpellCheckerLanguages([]);
  const urls = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file://*/*'];
  pages.webRequest.onBeforeRequest({ urls }, ({ url }, respond) => {
    const isOwn = isOwnPage(url.replace(/^ws/, 'http')); // the development server's own socket
    if (!isOwn) log.warn(`request refused: ${originOf(url) ?? 'malformed address'}`);
    respond({ cancel: !isOwn });
  });
  const direct = devServer === undefined ? [] : [devServer];
  await pages.setProxy({
    mode: 'fixed_servers',
    proxyRules: deadProxy,
    proxyBypassRules: ['<-loopback>', ...direct].join(','), // no exception for this computer
  });
}

/** What the page's session needs to know of the outside. */
export type PageSessionOptions = Pick<GuardOptions, 'isOwnPage' | 'log'> & {
  /** Host and port of the development server, the only address in reach; `undefined` when built. */
  readonly devServer: string | undefined;
};

/**
 * Opens the session of the page: apart from the one that asks for the system's proxies, in memory only,
 * without a network, and refused everything.
 * @see https://www.electronjs.org/docs/latest/api/session#sessionfrompartitionpartition-options
 */
export async function openPageSession(options: PageSessionOptions): Promise<Session> {
  const pages = session.fromPartition(pagePartition);
  guardSession(pages, options);
  await cutNetwork(pages, options);
  return pages;
}
