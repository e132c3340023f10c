import { errnoOf, DiskError } from '../platform/disk-error.ts';
import type { Root } from '../files/root.ts';

/** Enough to be written at all: permissions say little about network drives and sandboxes. */
export const probeBytes = 6;

/**
 * Makes the archive's own folder, with those above it.
 * @throws DiskError `folder-not-writable` with the system's code; the system's error for a full disk
 */
export async function makeRoot(root: Root): Promise<void> {
  try {
    await root.makeRoot();
  } catch (error) {
    const detail = errnoOf(error);
    if (detail === undefined || detail === 'ENOSPC' || detail === 'EDQUOT') throw error;
    throw new DiskError({ code: 'folder-not-writable', path: root.path, detail }, error);
  }
}
