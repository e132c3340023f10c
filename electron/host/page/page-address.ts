import { app } from 'electron';
import { appOrigin } from './app-protocol.ts';

/** The scheme and host of an address. `URL.origin` is `null` for schemes of one's own. */
export function originOf(url: string): string | undefined {
  return URL.canParse(url) ? `${new URL(url).protocol}//${new URL(url).host}` : undefined;
}

/** Host and port of Vite's own server; `undefined` for the built page. */
export function devServer(): string | undefined {
  const { protocol, host } = new URL(pageUrl());
  return protocol === 'http:' ? host : undefined;
}

/** The page's address: Vite's own server in development, the built files otherwise. */
export function pageUrl(): string {
  const devUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
  return devUrl ?? `${appOrigin}/index.html`;
}

/** Whether an address belongs to Reelkeep's own page. */
export function isOwnPage(url: string): boolean {
  return originOf(url) === originOf(pageUrl());
}
