import { chown, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The user and the group whom no file belongs to. */
const nobody = 65_534;

const isRoot = process.getuid?.() === 0;

/** Gives a folder and all in it to the user whom no file belongs to. Whoever is not root keeps it. */
export async function giveToNobody(folder: string): Promise<void> {
  if (!isRoot) return;
  await chown(folder, nobody, nobody);
  for (const name of await readdir(folder, { recursive: true })) {
    await chown(join(folder, name), nobody, nobody);
  }
}

/**
 * Does work under the usual rules of permission, which root is above: as nobody, if this is root. The
 * whole process is nobody meanwhile, so that nothing else may run in it; what the work reaches must
 * have been given to nobody. The group goes with the user: electron-store gives a file that it
 * replaces the old one's group, which only a member may. What asks with access(2) still hears what root
 * may do: that goes by the real user, whom nobody could take back.
 */
export async function asNobody<T>(work: () => T | Promise<T>): Promise<T> {
  const { setegid, seteuid } = process;
  if (!isRoot || setegid === undefined || seteuid === undefined) return work();
  setegid(nobody);
  seteuid(nobody);
  try {
    return await work();
  } finally {
    seteuid(0);
    setegid(0);
  }
}
