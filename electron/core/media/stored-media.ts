import type { Failure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type { ArchivedFile } from '../../shared/task.ts';
import { diskFailureOf, errnoOf } from '../platform/disk-error.ts';
import type { RootFile } from '../files/root-file.ts';
import type { Root } from '../files/root.ts';
import { isFormatOf, mimeTypeOf, sniff, sniffedBytes } from './sniff.ts';

/** A file of a task's, as the ledger has it, and where to look for it. */
export interface StoredFile {
  readonly root: Root;
  readonly file: Pick<ArchivedFile, 'path' | 'sizeBytes'>;
}

/** An archived video or picture that has been examined, open for reading. The caller closes it. */
export interface StoredMedia {
  readonly file: RootFile;
  /** What its first bytes say; the ledger's entry may come from a foreign sidecar. */
  readonly mimeType: string;
}

/**
 * Opens an archived video or picture to show it. What lies there may have been put there by anybody: no
 * link is followed, the size must be the recorded one, and the first bytes those of a video or picture.
 * @returns `file-missing`, `file-changed`, `foreign-entry`, `drive-not-answering`, or a disk failure
 */
export async function openStored({
  root,
  file,
}: StoredFile): Promise<Outcome<StoredMedia, Failure>> {
  const path = root.absolute(file.path);
  return told(path, async () => {
    const opened = await root.openFile(file.path);
    try {
      const head = sniff(await opened.read(0, sniffedBytes));
      if (opened.facts.sizeBytes === file.sizeBytes && isFormatOf('any', head)) {
        return succeed({ file: opened, mimeType: mimeTypeOf(head) });
      }
    } catch (error) {
      await opened.close();
      throw error;
    }
    await opened.close();
    return fail({ code: 'file-changed', path });
  });
}

/**
 * Examines an archived video or picture right before its path is handed to the system.
 * @returns the absolute path, or the failures of `openStored`
 */
export async function examineStored(stored: StoredFile): Promise<Outcome<string, Failure>> {
  const opened = await openStored(stored);
  if (!opened.ok) return opened;
  await opened.value.file.close().catch(() => undefined); // it was only read
  return succeed(stored.root.absolute(stored.file.path));
}

/**
 * Makes sure that a regular file lies there, whatever is in it, before the system shows where.
 * @returns the absolute path, `file-missing`, `foreign-entry`, `drive-not-answering`, or a disk failure
 */
export function locateStored({ root, file }: StoredFile): Promise<Outcome<string, Failure>> {
  const path = root.absolute(file.path);
  return told(path, async () => {
    const facts = await root.facts(file.path);
    if (facts === undefined) return fail({ code: 'file-missing', path });
    if (facts.kind !== 'file') return fail({ code: 'foreign-entry', path, found: facts.kind });
    return succeed(path);
  });
}

async function told<T>(
  path: string,
  work: () => Promise<Outcome<T, Failure>>,
): Promise<Outcome<T, Failure>> {
  try {
    return await work();
  } catch (error) {
    const isGone = ['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '');
    return fail(isGone ? { code: 'file-missing', path } : diskFailureOf(error, path));
  }
}
