import {
  accessSync,
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import type { DataFolderTrouble } from '../../shared/data-folder-trouble.ts';

/** Folders of Reelkeep's own in its data folder; the others are Chromium's. */
const ownFolders = ['ledger', 'trash', 'lock', 'backups'];

/** A disk without room refuses every file, and still holds a list of videos that is worth a look. */
const fullCodes: readonly string[] = ['ENOSPC', 'EDQUOT'];

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error); // what Node's errors carry
}

function userName(): string | undefined {
  if (process.getuid === undefined) return undefined;
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid()); // one that no list of users has
  }
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false; // below a file, or where one may not look
  }
}

/** The next above that is there: a folder, or a file in its place. */
function thereAbove(path: string): string {
  const parent = dirname(path);
  return parent === path || isThere(parent) ? parent : thereAbove(parent);
}

function isOfAnother(path: string): boolean {
  try {
    return process.getuid !== undefined && lstatSync(path).uid !== process.getuid();
  } catch {
    return false;
  }
}

function troubleAt(
  folder: string,
  path: string,
  trouble: Pick<DataFolderTrouble, 'reason' | 'detail'>,
): DataFolderTrouble {
  const user = userName();
  const { detail } = trouble;
  const reason =
    detail === 'EROFS' ? 'read-only' : fullCodes.includes(detail) ? 'full' : trouble.reason;
  return {
    folder,
    path,
    reason,
    detail,
    isOfAnother: isOfAnother(path),
    ...(user !== undefined && { user }),
  };
}

/** Whether a file can be made in a folder: permissions say little about network drives. */
function tryMaking(folder: string): void {
  const path = join(folder, `.start-${String(process.pid)}`);
  closeSync(openSync(path, 'w', 0o600));
  rmSync(path, { force: true });
}

/** What of Reelkeep's own is there, the folders before what is in them. */
function* ownPaths(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) if (name.endsWith('.json')) yield join(folder, name);
  for (const name of ownFolders) {
    const path = join(folder, name);
    if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) continue;
    yield path;
    if (name !== 'backups') for (const each of readdirSync(path)) yield join(path, each);
  }
}

function contentTrouble(folder: string): DataFolderTrouble | undefined {
  let path = folder;
  try {
    for (path of ownPaths(folder)) accessSync(path, constants.R_OK | constants.W_OK);
    return undefined;
  } catch (error) {
    const detail = codeOf(error);
    if (!['EACCES', 'EPERM'].includes(detail)) return undefined; // another matter, told by whoever meets it
    return troubleAt(folder, path, { reason: 'not-readable', detail });
  }
}

/**
 * Looks whether the data folder can be made, written to and read.
 * @returns what stands in the way of a start; `undefined` also where only the disk is full
 */
export function examineDataFolder(folder: string): DataFolderTrouble | undefined {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const above = thereAbove(folder);
    return troubleAt(folder, above, { reason: 'not-to-be-made', detail: codeOf(error) });
  }
  try {
    tryMaking(folder);
  } catch (error) {
    const detail = codeOf(error);
    if (fullCodes.includes(detail)) return undefined;
    return troubleAt(folder, folder, { reason: 'not-writable', detail });
  }
  return contentTrouble(folder);
}

/** A new folder that takes the data folder's place for as long as a box is shown. @throws the system's error */
export function makeSpareFolder(): string {
  return mkdtempSync(join(tmpdir(), 'reelkeep-start-'));
}

/** Takes the spare folder away again, as far as it goes. */
export function dropSpareFolder(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // The system empties its temporary folder by itself.
  }
}
