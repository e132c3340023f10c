import { app } from 'electron';
import { hurryAll, isAnyBusy } from '../../core/files/gate.ts';

/**
 * Windows: tells that the session ends, after which there is no time left to stop in an orderly way.
 * @see https://www.electronjs.org/docs/latest/api/browser-window#event-session-end-windows
 */
export function onSessionEnd(run: () => void): void {
  app.on('browser-window-created', (_event, window) => {
    window.on('session-end', run);
  });
}

/**
 * So long a stop waits for what is under way: a drive that does not answer is given up after two seconds.
 * What has not come to its end by then is given up: all that matters is written before it is relied upon.
 */
const patienceMs = 4_000;

/** A stop that does not heed its patience is given up as well. */
const stopsWithinMs = 4_500;

function after(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

/**
 * Lets everything come to an end before the app does: the first wish to quit is put off until `stop`
 * has settled, and then carried out.
 * A `stop` that fails or takes too long does not keep the app open, nor does a drive.
 * @param stop is told when to wait no longer
 * @see https://www.electronjs.org/docs/latest/api/app#event-before-quit
 */
export function stopBeforeQuit(stop: (patience: Promise<void>) => Promise<void>): void {
  let progress: 'running' | 'stopping' | 'stopped' = 'running';
  const leave = () => {
    progress = 'stopped';
    app.quit();
  };
  app.on('before-quit', (event) => {
    if (progress === 'stopped') return;
    event.preventDefault();
    if (progress === 'stopping') return; // closing the window is a wish to quit again
    progress = 'stopping';
    hurryAll();
    void Promise.race([stop(after(patienceMs)), after(stopsWithinMs)]).then(leave, leave);
  });
  app.on('quit', endHardIfKept);
}

/**
 * A process ends after its threads, and one that waits for a drive may never end: Electron would hang in
 * its exit. By now everything is on disk and given back, so nothing is lost with an end that cannot wait.
 */
function endHardIfKept(): void {
  if (!isAnyBusy()) return;
  app.releaseSingleInstanceLock();
  process.kill(process.pid, 'SIGKILL');
}
