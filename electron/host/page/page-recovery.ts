import { dialog, type BrowserWindow, type MessageBoxOptions } from 'electron';
import type { Clock } from '../../core/platform/clock.ts';
import type { Log } from '../../core/platform/log.ts';
import { m } from '../../shared/messages/catalogue.ts';
import { ReloadBudget } from './reload-budget.ts';

/** A page that does not answer for so long, after Chromium has said so, is taken to be stuck. */
const stuckAfterMs = 10_000;

function failingBox(): MessageBoxOptions {
  const { message, detail, reopen, leave } = m.boxes.failing;
  return {
    type: 'warning',
    title: 'Reelkeep',
    message,
    detail,
    buttons: [reopen, leave],
    defaultId: 0,
    cancelId: 1,
  };
}

/**
 * Loads a window's page again when its process dies or is stuck, a bounded number of times; then asks, once.
 * The main process works on meanwhile.
 * @see https://www.electronjs.org/docs/latest/api/web-contents#event-render-process-gone
 * @see https://www.electronjs.org/docs/latest/api/web-contents#event-unresponsive
 */
export function recoverPage(
  window: BrowserWindow,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): void {
  const budget = new ReloadBudget(clock);
  let cancelTimer: (() => void) | undefined;
  const calm = () => {
    cancelTimer?.();
    cancelTimer = undefined;
  };
  const ask = async () => {
    const { response } = await dialog.showMessageBox(window, failingBox());
    if (response !== 0 || window.isDestroyed()) return;
    budget.refill();
    window.webContents.reload();
  };
  window.on('closed', calm);
  window.on('responsive', calm);
  window.on('unresponsive', () => {
    log.warn('page does not respond');
    cancelTimer ??= clock.after(stuckAfterMs, () => {
      cancelTimer = undefined;
      // A stuck page hears no reload: its process has to end first.
      if (!window.isDestroyed()) window.webContents.forcefullyCrashRenderer();
    });
  });
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    calm();
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    log.error(`page gone: ${reason} (${String(exitCode)})`);
    if (budget.take()) window.webContents.reload();
    else void ask();
  });
}
