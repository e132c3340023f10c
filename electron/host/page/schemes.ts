import { protocol } from 'electron';
import { pageScheme } from './app-protocol.ts';
import { mediaScheme } from './media-protocol.ts';

/**
 * Makes Electron know Reelkeep's two schemes. Call it once, before the app is ready.
 * @see https://www.electronjs.org/docs/latest/api/protocol#protocolregisterschemesasprivilegedcustomschemes
 */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
    // `stream` is what lets <video> ask for ranges and play before all bytes are there.
    { scheme: mediaScheme, privileges: { standard: true, secure: true, stream: true } },
  ]);
}
