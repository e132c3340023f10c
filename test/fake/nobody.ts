import { chown, readdir } from 'node:fs/promises';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { isAbovePermissions } from '../../scripts/usual-rights.ts';

const projectDir = join(import.meta.dirname, '../..');
const isAbove = isAbovePermissions();

/**
 * The user whom root becomes: the checkout's owner, who can surely read it; and where that is root, the user whom
 * no file belongs to.
 */
const nobody = statSync(projectDir).uid || 65_534;

/** Gives a folder and all in it to the user that `asNobody` becomes. Whoever has no more rights than others keeps it. */
export async function giveToNobody(folder: string): Promise<void> {
  if (!isAbove) return;
  await chown(folder, nobody, nobody);
  for (const name of await readdir(folder, { recursive: true })) {
    await chown(join(folder, name), nobody, nobody);
  }
}

/**
 * Does work under the usual rules of permission. Vitest runs under them from the start, as root too
 * (`keepUsualRights`); where it could not, the process becomes another user meanwhile, so that nothing else may
 * run in it, and what the work reaches must have been given to nobody. The group goes with the user: electron-store
 * gives a file that it replaces the old one's group, which only a member may. What asks with access(2) still hears
 * what root may do: that goes by the real user, whom nobody could take back.
 */
export async function asNobody<T>(work: () => T | Promise<T>): Promise<T> {
  const { setegid, seteuid } = process;
  if (!isAbove || setegid === undefined || seteuid === undefined) return work();
  setegid(nobody);
  seteuid(nobody);
  try {
    return await work();
  } finally {
    seteuid(0);
    setegid(0);
  }
}
