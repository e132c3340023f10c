import { app } from 'electron';

/**
 * Lets everything come to an end before the app does: the first wish to quit is put off until `stop`
 * has settled, and then carried out. A `stop` that fails does not keep the app open.
 * @see https://www.electronjs.org/docs/latest/api/app#event-before-quit
 */
export function stopBeforeQuit(stop: () => Promise<void>): void {
  let progress: 'running' | 'stopping' | 'stopped' = 'running';
  app.on('before-quit', (event) => {
    if (progress === 'stopped') return;
    event.preventDefault();
    if (progress === 'stopping') return; // closing the window is a wish to quit again
    progress = 'stopping';
    void stop().finally(() => {
      progress = 'stopped';
      app.quit();
    });
  });
}
