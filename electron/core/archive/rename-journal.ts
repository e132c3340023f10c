import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ArchivedFile } from '../../shared/task.ts';
import { systemCode } from '../disk.ts';
import { syncFolder, writeDurably } from './durable.ts';

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
  root: string,
  relocations: readonly Relocation[],
): Promise<void> {
  await writeDurably(join(root, journalName), `${JSON.stringify({ relocations })}\n`);
}

/**
 * What a renaming that was cut off had begun.
 * @returns nothing also for a file that is no journal: nothing is removed on its word
 * @throws the system's error, except for absence
 */
export async function readRenameJournal(root: string): Promise<readonly Relocation[]> {
  let text: string;
  try {
    text = await readFile(join(root, journalName), 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
  try {
    const parsed = journalSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.relocations : [];
  } catch {
    return [];
  }
}

/** Forgets what was renamed: all of it is done, or undone. @throws the system's error */
export async function removeRenameJournal(root: string): Promise<void> {
  await rm(join(root, journalName), { force: true });
  await syncFolder(root);
}
