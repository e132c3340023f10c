import { z } from 'zod';
import type { ArchivedFile } from '../../shared/task.ts';
import type { Root } from '../files/root.ts';

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

/** In the archive itself, so that it comes along on whatever drive the archive is. */
const journalName = '.reelkeep-rename.json';

const relativePath = z
  .string()
  .min(1)
  .refine((path) => !path.split(/[/\\]/).includes('..') && !/^[/\\]|:|\0/.test(path));

const journalSchema = z.object({
  relocations: z.array(
    z.object({
      taskId: z.string(),
      from: relativePath,
      to: relativePath,
      files: z.array(
        z.looseObject({
          role: z.enum(['video', 'thumbnail', 'input']),
          path: relativePath,
          sizeBytes: z.number(),
          sha256: z.string(),
          extension: z.string(),
          mimeType: z.string(),
        }),
      ),
    }),
  ),
});

/** Notes on disk what is about to be renamed. @throws the system's error */
export async function writeRenameJournal(
  root: Root,
  relocations: readonly Relocation[],
): Promise<void> {
  await root.writeDurably(journalName, `${JSON.stringify({ relocations })}\n`);
}

/**
 * What a renaming that was cut off had begun.
 * @returns nothing also for a file that is no journal: nothing is removed on its word
 * @throws the system's error, except for absence
 */
export async function readRenameJournal(root: Root): Promise<readonly Relocation[]> {
  const text = await root.readText(journalName);
  if (text === undefined) return [];
  try {
    const parsed = journalSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.relocations : [];
  } catch {
    return [];
  }
}

/** Forgets what was renamed: all of it is done, or undone. @throws the system's error */
export async function removeRenameJournal(root: Root): Promise<void> {
  await root.remove(journalName);
  await root.syncFolder('');
}
