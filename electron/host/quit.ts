import { app } from 'electron';

/**
 * Windows: tells that the session ends, after which there is no time left to stop in an orderly way.
 * @see https://www.electronjs.org/docs/latest/api/browser-window#event-session-end-windows
 */
export function onSessionEnd(run: () => void): void {
  app.on('browser-window-created', (_event, window) => {
    window.on('session-end', run);
  });
}

/** What has not stopped by then is given up: all that matters is written before it is relied upon. */
const stopsWithinMs = 5_000;

/**
 * Lets everything come to an end before the app does: the first wish to quit is put off until `stop`
 * has settled, and then carried out.
 * A `stop` that fails or takes too long does not keep the app open.
 * @see https://www.electronjs.org/docs/latest/api/app#event-before-quit
 */
export function stopBeforeQuit(stop: () => Promise<void>): void {
  let progress: 'running' | 'stopping' | 'stopped' = 'running';
  app.on('before-quit', (event) => {
    if (progress === 'stopped') return;
    event.preventDefault();
    if (progress === 'stopping') return; // closing the window is a wish to quit again
    progress = 'stopping';
    const tooLong = new Promise<void>((resolve) => setTimeout(resolve, stopsWithinMs));
    void Promise.race([stop(), tooLong]).finally(() => {
      progress = 'stopped';
      app.quit();
    });
  });
}
