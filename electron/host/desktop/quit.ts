import { app, dialog, powerMonitor } from 'electron';
import { hurryAll, isAnyBusy } from '../../core/files/gate.ts';
import { m } from '../../shared/messages/catalogue.ts';

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

/** What quitting now would leave undone, in one sentence; `undefined` for nothing. */
export type Undone = () => string | undefined;

/** How a session, a service manager or a terminal ends a process. */
const endSignals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

function nothing(): void {
  // Only to be there.
}

/** Asks before a quit that leaves something undone, once. The end of a session and a signal are not asked about. */
export class QuitGuard {
  readonly #undone: Undone;
  #isSure = false;
  #isAsking = false;

  constructor(undone: Undone) {
    this.#undone = undone;
    for (const signal of endSignals) {
      // Node takes a signal over from Chromium, which only quits, with its first listener: one that was there
      // before the app was ready has missed that.
      process.removeAllListeners(signal);
      process.on(signal, this.#end);
    }
    // Electron asks whether anybody listens to `shutdown` just before its first listener of all is there, so that
    // one must be of something else: by itself it would neither hear of a shutdown nor hold a lock.
    powerMonitor.on('suspend', nothing);
    powerMonitor.on('shutdown', this.#endWithSession);
  }

  /** Quits; asks before that unless the user has been told already. */
  readonly quit = (isSure: boolean): void => {
    this.#isSure ||= isSure;
    app.quit();
  };

  /** Whether a quit may go on; if not, the user is being asked. */
  readonly mayQuit = (): boolean => {
    const undone = this.#isSure ? undefined : this.#undone();
    if (undone === undefined) return true;
    void this.#ask(undone);
    return false;
  };

  dispose(): void {
    for (const signal of endSignals) process.off(signal, this.#end);
    powerMonitor.off('suspend', nothing);
    powerMonitor.off('shutdown', this.#endWithSession);
  }

  /** Nothing waits for an answer. */
  readonly #end = (): void => {
    this.quit(true);
  };

  /**
   * The computer is about to shut down. Electron holds logind's delay lock, which puts that off for a few seconds
   * and can never keep it from happening; unless the event is prevented it lets go of it at once, before anything
   * has come to its end. The lock goes with the process.
   * @see https://www.electronjs.org/docs/latest/api/power-monitor#event-shutdown-linux-macos
   * @see https://systemd.io/INHIBITOR_LOCKS/
   */
  readonly #endWithSession = (event?: { preventDefault(): void }): void => {
    event?.preventDefault(); // its declarations do not name the event
    this.#end();
  };

  async #ask(message: string): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      const { response } = await dialog.showMessageBox({
        type: 'warning',
        message,
        detail: m.boxes.quit,
        buttons: [m.background.close.quit, m.background.close.keep],
        defaultId: 1,
        cancelId: 1,
      });
      if (response === 0) this.quit(true);
    } finally {
      this.#isAsking = false;
    }
  }
}

/**
 * Lets everything come to an end before the app does: the first wish to quit is put off until `stop`
 * has settled, and then carried out.
 * A `stop` that fails or takes too long does not keep the app open, nor does a drive.
 * @param mayQuit asked at the first wish to quit, and at each after one that was refused
 * @param stop is told when to wait no longer
 * @see https://www.electronjs.org/docs/latest/api/app#event-before-quit
 */
export function stopBeforeQuit(
  mayQuit: () => boolean,
  stop: (patience: Promise<void>) => Promise<void>,
): void {
  let progress: 'running' | 'stopping' | 'stopped' = 'running';
  const leave = () => {
    progress = 'stopped';
    app.quit();
  };
  app.on('before-quit', (event) => {
    if (progress === 'stopped') return;
    event.preventDefault();
    if (progress === 'stopping' || !mayQuit()) return; // a second wish to quit changes nothing
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
