import { tmpdir, userInfo } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { app } from 'electron';
import { answer } from '../../cli/answer.ts';
import { answererAt } from '../../cli/client.ts';
import type { Answerer } from '../../cli/ports.ts';
import { socketPaths, type SocketPlace } from '../../cli/socket-path.ts';
import { composeCore } from '../../core/app/compose.ts';
import { nobodyListens } from '../../core/app/nobody-listens.ts';
import { DataLock } from '../../core/instance/data-lock.ts';
import { systemClock as clock } from '../../core/platform/clock.ts';
import { KeyMask } from '../../core/platform/key-mask.ts';
import { en } from '../../shared/messages/en/catalogue.ts';
import { describeDataFolder } from '../../shared/messages/data-folder.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import { corePorts } from '../core-ports.ts';
import { examineDataFolder } from '../data/data-folder.ts';
import { openLog } from '../system/log.ts';
import { isOwnSocket } from './socket-folder.ts';

/** Where this user's Reelkeep with this data folder listens. */
export function socketPlace(): SocketPlace {
  return {
    platform: process.platform,
    dataFolder: app.getPath('userData'),
    runtimeFolder: process.env['XDG_RUNTIME_DIR'],
    tempFolder: tmpdir(),
    uid: process.getuid?.(),
    userName: userNameOf(),
  };
}

function userNameOf(): string {
  try {
    return userInfo().username;
  } catch {
    return ''; // one that no list of users has
  }
}

/** The running app, if there is one. */
export async function connectToApp(): Promise<Answerer | undefined> {
  const place = socketPlace();
  for (const path of socketPaths(place)) {
    if (place.platform !== 'win32' && !isOwnSocket(path)) continue;
    const answerer = await answererAt(path);
    if (answerer !== undefined) return answerer;
  }
  return undefined;
}

/** So long what is under way may take to stop, once the app asks for the data. */
const givesWayWithinMs = 4_000;

/**
 * Opens the data for a command, without a window, and without asking or fetching anything.
 * @param onInterrupt hears what ends the command early
 * @returns a sentence where another process works with it, or it cannot be used
 */
export async function openDataAlone(
  onInterrupt: (interrupt: () => void) => void,
): Promise<Outcome<Answerer, string>> {
  await app.whenReady();
  const folder = app.getPath('userData');
  const trouble = examineDataFolder(folder);
  if (trouble !== undefined) {
    const { message, detail } = describeDataFolder(trouble, en);
    return fail(`${message}. ${detail}`);
  }
  const lock = DataLock.acquire({ folder, clock, givesWay: true });
  if (!lock.ok) {
    const { pid, host } = lock.failure.holder;
    return fail(
      `Process ${String(pid)} on ${host} works with ${folder}, and does not answer here. End it, or ask there.`,
    );
  }
  lock.value.startHeartbeat(() => app.exit(1));
  const keys = new KeyMask();
  const log = openLog({ folder: app.getPath('logs'), isConsoleOn: false, keys });
  const core = composeCore(corePorts(log, keys), nobodyListens);
  await core.load();
  onInterrupt(() => {
    core.jobs.cancel('scrub');
  });
  const mask = (text: string) => keys.mask(text);
  const parts = { core, version: app.getVersion(), isRunning: false, mask, wait: delay };
  let ending: Promise<void> | undefined;
  const end = (patience?: Promise<void>) =>
    (ending ??= core.stop(patience).finally(() => {
      lock.value.release();
    }));
  let hasGivenWay = false;
  lock.value.onAsked(() => {
    hasGivenWay = true;
    core.jobs.cancel('scrub');
    void end(delay(givesWayWithinMs)).catch(() => undefined); // told by who waits for the end
  });
  return succeed({
    isRunning: false,
    hasGivenWay: () => hasGivenWay,
    ask: (request) => answer(request, parts),
    end: () => end(),
  });
}
