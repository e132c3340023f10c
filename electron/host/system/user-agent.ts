import { app } from 'electron';

/** The systems as browsers name them. */
const systems: { readonly [platform: string]: string } = {
  darwin: 'Macintosh; Intel Mac OS X 10_15_7',
  win32: 'Windows NT 10.0; Win64; x64',
  linux: 'X11; Linux x86_64',
};

/**
 * The honest product name in browser form (RFC 9110, 10.1.5): providers' gateways refuse bare library
 * names with 403.
 */
export function userAgent(): string {
  const system = systems[process.platform] ?? systems.linux ?? '';
  return `Mozilla/5.0 (${system}) Reelkeep/${app.getVersion()}`;
}
