import type { BrowserWindow } from 'electron';
import type { Clock } from '../../core/platform/clock.ts';
import type { Log } from '../../core/platform/log.ts';

/** A page that dies is loaded again, but not more often than this within the time below. */
const reloadLimit = 3;
const reloadWindowMs = 60_000;

/**
 * Loads a window's page again when its process dies, a bounded number of times.
 * @see https://www.electronjs.org/docs/latest/api/web-contents#event-render-process-gone
 */
export function recoverPage(
  window: BrowserWindow,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): void {
  let reloadedAtMs: readonly number[] = [];
  window.on('unresponsive', () => {
    log.warn('page does not respond');
  });
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    log.error(`page gone: ${reason} (${String(exitCode)})`);
    const nowMs = clock.now();
    reloadedAtMs = reloadedAtMs.filter((atMs) => atMs > nowMs - reloadWindowMs);
    if (reloadedAtMs.length >= reloadLimit) return;
    reloadedAtMs = [...reloadedAtMs, nowMs];
    window.webContents.reload();
  });
}
