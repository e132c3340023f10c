import { setTimeout as delay } from 'node:timers/promises';
import { app, dialog } from 'electron';
import { systemClock as clock } from '../../core/platform/clock.ts';
import { DataLock } from '../../core/instance/data-lock.ts';
import type { Log } from '../../core/platform/log.ts';
import { describeTaken } from '../../shared/messages/taken.ts';

async function isForcedByUser(taken: {
  readonly holder: { readonly pid: number; readonly host: string; readonly sinceMs: number };
  readonly isUnsure: boolean;
}): Promise<boolean> {
  const folder = app.getPath('userData');
  const words = describeTaken({ ...taken.holder, isUnsure: taken.isUnsure }, folder);
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    message: words.message,
    detail: words.detail,
    buttons: [...words.buttons],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}

/** A command gives the folder up within so many tries: it stops what it does, and all is on disk. */
const triesAsking = 60;
const betweenTriesMs = 250;

/** Takes the folder; a command of the shell that works with it is asked to give it up, and does. */
async function takeInTime(folder: string): Promise<ReturnType<typeof DataLock.acquire>> {
  for (let tries = 1; ; tries++) {
    const taken = DataLock.acquire({ folder, clock });
    if (taken.ok || taken.failure.holder.givesWay !== true || tries >= triesAsking) return taken;
    DataLock.ask(folder);
    await delay(betweenTriesMs);
  }
}

/**
 * Takes the lock in the data folder, which holds where Electron's own does not: for another user or
 * session, and for a folder on the network. If another process has it, says so in a dialog.
 * @returns `undefined` when this process must not go on
 */
export async function acquireDataLock(log: Log): Promise<DataLock | undefined> {
  const folder = app.getPath('userData');
  const taken = await takeInTime(folder);
  if (!taken.ok) {
    const { pid, host } = taken.failure.holder;
    log.warn(`Held up: process ${String(pid)} on ${host} works with ${folder}`);
  }
  const isForced = taken.ok ? undefined : await isForcedByUser(taken.failure);
  const lock = isForced === true ? DataLock.acquire({ folder, clock, isForced }) : taken;
  if (!lock.ok) return undefined;
  lock.value.startHeartbeat(() => {
    // Whatever is written from now on would be written over another process's work.
    log.error(`Another process has taken ${folder}: Reelkeep ends here`);
    app.exit(1);
  });
  return lock.value;
}
