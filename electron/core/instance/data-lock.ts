import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type { Clock } from '../platform/clock.ts';
import { errnoOf } from '../platform/disk-error.ts';
import { flushBytes } from '../files/thread/flush.ts';
import { heartbeatMs, livenessOf, readOwner, currentOwner, type LockOwner } from './lock-owner.ts';

/** What stands in the way of a lock. */
export interface LockConflict {
  readonly holder: LockOwner;
  /** It cannot be told from here whether that process still runs: the user may know. */
  readonly isUnsure: boolean;
}

/** How a lock is taken. */
export interface DataLockOptions {
  /** Absolute path of the app's own data. */
  readonly folder: string;
  readonly clock: Clock;
  /** Take it from a holder that may still run: the user says that it does not. */
  readonly isForced?: boolean;
  /** Give it up when another process asks: see `onAsked`. */
  readonly givesWay?: boolean;
}

/** 0 means that there was no claim yet. */
interface Claim {
  readonly number: number;
  readonly path: string;
}

/** No attempt takes nearly as long. */
const attemptsEndWithinMs = 10 * 60_000;

/** Lies beside the claims while a process asks for the folder. */
const askedName = 'asked';

/** How often a holder that gives way looks for such a request. */
const lookEveryMs = 250;

const claimName = /^claim-(\d+)\.json$/;

/** Everything that holds for one attempt. */
interface Attempt {
  readonly folder: string;
  readonly self: LockOwner;
  readonly isForced: boolean;
}

function claimAt(folder: string, number: number): Claim {
  return { number, path: join(folder, `claim-${String(number)}.json`) };
}

function numbers(folder: string): readonly number[] {
  return readdirSync(folder)
    .flatMap((name) => claimName.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

function latest(folder: string): Claim | undefined {
  const number = numbers(folder).at(-1);
  return number === undefined ? undefined : claimAt(folder, number);
}

/** Writes a file of this attempt's own, on disk, and says when that was by the file system's clock. */
function writeOwn(path: string, holder: LockOwner): number {
  const descriptor = openSync(path, 'wx', 0o600);
  try {
    writeSync(descriptor, JSON.stringify(holder));
    flushBytes(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return statSync(path).mtimeMs;
}

/** The living holder of the claim; `undefined` when the folder may be taken from it. */
function obstacle({ path }: Claim, nowMs: number, attempt: Attempt): LockConflict | undefined {
  const text = readFileSync(path, 'utf8');
  const holder = readOwner(text);
  if (holder === undefined) return undefined; // given back, or torn by a power cut
  const liveness = livenessOf(holder, attempt.self, nowMs - statSync(path).mtimeMs);
  if (liveness === 'dead' || (liveness === 'unsure' && attempt.isForced)) return undefined;
  return { holder, isUnsure: liveness === 'unsure' };
}

/** Makes the claim under its number, whole or not at all. @returns `false` when another process was faster */
function tryClaim(ownPath: string, { path }: Claim): boolean {
  try {
    linkSync(ownPath, path);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    // No hard links: FAT, some network file systems.
    try {
      writeFileSync(path, readFileSync(ownPath), { flag: 'wx', mode: 0o600 });
      return true;
    } catch (second) {
      if (errnoOf(second) === 'EEXIST') return false;
      throw second;
    }
  }
}

/**
 * Follows the latest claim with the next number. Numbers never go back, and only what was dead is
 * followed, so the holder of the highest number is the only one, however many try at once.
 */
function claim(attempt: Attempt): Outcome<Claim, LockConflict> {
  const { folder, self } = attempt;
  const ownPath = join(folder, `own-${randomUUID()}.tmp`);
  const nowMs = writeOwn(ownPath, self);
  try {
    for (;;) {
      const before = latest(folder);
      const taken = before && obstacle(before, nowMs, attempt);
      if (taken !== undefined) return fail(taken);
      const next = claimAt(folder, (before?.number ?? 0) + 1);
      if (!tryClaim(ownPath, next)) continue;
      // A process suspended between look and claim may have taken a number that is obsolete by now.
      if (latest(folder)?.number === next.number) return succeed(next);
      rmSync(next.path, { force: true });
    }
  } finally {
    rmSync(ownPath, { force: true });
  }
}

/**
 * Removes what is over: claims, but for the one before the last, which a process may be reading,
 * and what a crash has left of an attempt.
 */
function clearBefore(folder: string, { number, path }: Claim): void {
  for (const old of numbers(folder).filter((each) => each < number - 1)) {
    rmSync(claimAt(folder, old).path, { force: true });
  }
  const nowMs = statSync(path).mtimeMs; // the file system's clock, on both sides
  for (const name of readdirSync(folder).filter((each) => each.startsWith('own-'))) {
    const own = join(folder, name);
    const writtenMs = statSync(own, { throwIfNoEntry: false })?.mtimeMs ?? nowMs;
    if (nowMs - writtenMs > attemptsEndWithinMs) rmSync(own, { force: true });
  }
}

/**
 * The data folder's lock: one process at a time reads and writes the ledger, wherever it was started
 * from. Electron's own lock knows only one session of one computer. It outlives neither its process nor
 * the boot: what a crash or a power cut has left is followed by the next start.
 */
export class DataLock {
  readonly #folder: string;
  readonly #claim: Claim;
  readonly #self: LockOwner;
  readonly #clock: Clock;
  #cancelBeat: (() => void) | undefined;
  #cancelLook: (() => void) | undefined;

  private constructor(attempt: Attempt, own: Claim, clock: Clock) {
    this.#folder = attempt.folder;
    this.#self = attempt.self;
    this.#claim = own;
    this.#clock = clock;
  }

  /**
   * Takes the lock; to be done before anything in the folder is read.
   * @returns who has it already
   * @throws the system's error when the folder cannot be written
   */
  static acquire({
    folder,
    clock,
    isForced = false,
    givesWay = false,
  }: DataLockOptions): Outcome<DataLock, LockConflict> {
    const lockFolder = join(folder, 'lock');
    mkdirSync(lockFolder, { recursive: true });
    const attempt = { folder: lockFolder, self: currentOwner(clock.now(), givesWay), isForced };
    const own = claim(attempt);
    if (!own.ok) return own;
    clearBefore(lockFolder, own.value);
    rmSync(join(lockFolder, askedName), { force: true });
    return succeed(new DataLock(attempt, own.value, clock));
  }

  /**
   * Sends heartbeats, by which other computers know that it is alive, until it is released.
   * @param onLost called once if another process has taken the folder: nothing may be written then
   */
  startHeartbeat(onLost: () => void): void {
    this.#cancelBeat = this.#clock.after(heartbeatMs, () => {
      if (this.#isLost()) {
        onLost();
        return;
      }
      this.startHeartbeat(onLost);
    });
  }

  /**
   * Asks the holder to give the folder up. Repeat until it can be taken.
   * @param folder absolute path of the app's own data
   * @throws the system's error
   */
  static ask(folder: string): void {
    writeFileSync(join(folder, 'lock', askedName), '');
  }

  /** Calls `hear` once, when another process asks for the folder; not any more after a release. */
  onAsked(hear: () => void): void {
    this.#cancelLook = this.#clock.after(lookEveryMs, () => {
      if (existsSync(join(this.#folder, askedName))) hear();
      else this.onAsked(hear);
    });
  }

  /** Gives the folder back. The number stays, for numbers never go back. */
  release(): void {
    this.#cancelBeat?.();
    this.#cancelBeat = undefined;
    this.#cancelLook?.();
    if (latest(this.#folder)?.number === this.#claim.number) writeFileSync(this.#claim.path, '{}');
  }

  #isLost(): boolean {
    try {
      if (latest(this.#folder)?.number !== this.#claim.number) return true;
      // The same words again: what counts is the time that the file system gives them.
      writeFileSync(this.#claim.path, JSON.stringify(this.#self), { flag: 'r+' });
    } catch {
      // The folder's disk does not answer. The next write will say so.
    }
    return false;
  }
}
