import type { ArchivedFile } from '../../../shared/task.ts';
import type { Root } from '../../files/root.ts';
import { folderOf } from '../naming/archive-path.ts';
import { maxSidecarBytes, readSidecar } from './sidecar.ts';
import type { Sidecar } from './sidecar-types.ts';
import { readInThread, shortBytes } from './read-in-thread.ts';

/**
 * Reads what may be a sidecar; `undefined` for anything else, or if it is not there. A long one, which may hold
 * anything, is read in a thread of its own, and its raw answer comes bounded as the writer bounds it.
 * @param path of the file itself, relative to the root
 * @throws DiskError or the system's error, `EFBIG` for what is larger than any sidecar
 */
export async function readSidecarAt(root: Root, path: string): Promise<Sidecar | undefined> {
  const bytes = await root.readBytes(path, maxSidecarBytes);
  if (bytes === undefined) return undefined;
  const folder = folderOf(path);
  if (bytes.length <= shortBytes) return readSidecar(bytes.toString('utf8'), folder);
  const [sidecar, ...pages] = await readInThread({ reader: 'sidecar', bytes, folder });
  if (sidecar === undefined) return undefined;
  // What the thread's reader of that name gives.
  const files = (pages as (readonly ArchivedFile[])[]).flat();
  return { ...(sidecar as Omit<Sidecar, 'files'>), files };
}

/** Reads the sidecar beside a task's files; `undefined` when there is none, or none that can be read. */
export async function readSidecarFile(root: Root, base: string): Promise<Sidecar | undefined> {
  try {
    return await readSidecarAt(root, `${base}.json`);
  } catch {
    return undefined;
  }
}
