import { z } from 'zod';
import type { ArchivedFile } from '../../shared/task.ts';
import { errnoOf } from '../platform/disk-error.ts';
import { toRelativePath } from '../files/relative-path.ts';
import type { Root } from '../files/root.ts';
import { sha256Shape, sizeShape, taskIdShape, textShape } from '../platform/storable.ts';
import { readInThread } from './metadata/read-in-thread.ts';

/** Files of one task that are on their way to other names. */
export interface Relocation {
  readonly taskId: string;
  /** The base path they have. */
  readonly from: string;
  /** The base path they get. */
  readonly to: string;
  /** The files as they will be, under their new names. */
  readonly files: readonly ArchivedFile[];
}

/** In the archive itself, where earlier versions noted what they renamed. */
const oldJournalName = '.reelkeep-rename.json';

/** Far more than a thousand tasks need. */
const maxJournalBytes = 16 * 1024 ** 2;

/** Far more than the tasks that are renamed at a time. */
const maxTasks = 1_000;
const maxFiles = 10_000;

const filePath = z.string().refine((path) => toRelativePath(path) !== undefined);
const basePath = z.string().refine((base) => toRelativePath(`${base}.json`) !== undefined);

/** The length is looked at first: of a hostile list every entry would be. */
const listOf = <T>(shape: z.ZodType<T>, atMost: number) =>
  z
    .array(z.unknown())
    .refine(({ length }) => length <= atMost)
    .pipe(z.array(shape));

const fileShape = z.looseObject({
  role: z.enum(['video', 'thumbnail', 'input']),
  path: filePath,
  sizeBytes: sizeShape,
  sha256: sha256Shape,
  extension: textShape(10),
  mimeType: textShape(100),
});

const relocationShape = z.object({
  taskId: taskIdShape,
  from: basePath,
  to: basePath,
  files: listOf(fileShape, maxFiles),
});

const journalShape = z.object({ relocations: listOf(relocationShape, maxTasks) });

/**
 * What a journal says is being renamed.
 * @returns nothing for what is no journal, or names what no journal does: nothing is removed on its word
 */
export function toRelocations(journal: unknown): readonly Relocation[] {
  return journalShape.safeParse(journal).data?.relocations ?? [];
}

/**
 * What the archive's own journal says that an earlier version, or anybody, has left there.
 * @throws the system's error, except for absence
 */
export async function readOldJournal(root: Root): Promise<readonly Relocation[]> {
  try {
    const bytes = await root.readBytes(oldJournalName, maxJournalBytes);
    if (bytes === undefined) return [];
    const pages = await readInThread({ reader: 'journal', bytes, folder: '' });
    return (pages as (readonly Relocation[])[]).flat(); // what the thread's reader of that name gives
  } catch (error) {
    if (errnoOf(error) === 'EFBIG') return []; // no version has written one of that size
    throw error;
  }
}

/** Forgets it: all of it is done, or undone. @throws the system's error */
export async function removeOldJournal(root: Root): Promise<void> {
  await root.remove(oldJournalName);
  await root.syncFolder('');
}
