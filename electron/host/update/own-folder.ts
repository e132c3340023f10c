import { chmod, lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { partOf } from './fetch-file.ts';

/** Whether it is a folder of this user's own, and no link to another. */
async function isOwn(folder: string): Promise<boolean> {
  const facts = await lstat(folder).catch(() => undefined);
  if (facts?.isDirectory() !== true) return false;
  return process.getuid === undefined || facts.uid === process.getuid();
}

/** Whether nobody else can put another file in a proven one's place. */
export async function isOnlyOurs(folder: string): Promise<boolean> {
  if (!(await isOwn(folder))) return false;
  return process.platform === 'win32' || ((await lstat(folder)).mode & 0o022) === 0;
}

/**
 * Makes the folder that updates are fetched into, or takes it over: nobody else may put a file into it between its
 * proof and its installation. What lies there in its place and is not ours goes; a link goes, not what it leads to.
 * @throws the system's error
 */
export async function ownFolder(folder: string): Promise<void> {
  if (!(await isOwn(folder))) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (process.platform !== 'win32') await chmod(folder, 0o700);
}

/** Takes away what lies in the folder, but for one file and its part. Never rejects. */
export async function sweep(folder: string, keep: string | undefined): Promise<void> {
  if (!(await isOwn(folder))) return; // through a link it would take away somebody else's
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (keep !== undefined && (name === keep || name === partOf(keep))) continue;
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}
