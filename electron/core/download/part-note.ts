import { z } from 'zod';
import { DiskTrouble } from '../disk.ts';
import type { Root } from '../files/root.ts';
import { onDisk } from './on-disk.ts';

/** Beside `x.part` lies `x.part.json`: whose bytes they are, and how many of them are proven. */
const noteSchema = z.object({
  url: z.string(),
  totalBytes: z.number().int().nonnegative().optional(),
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  date: z.string().optional(),
  /** This many first bytes were on disk when the note was written … */
  provenBytes: z.number().int().nonnegative(),
  /** … and this was their SHA-256. */
  provenSha256: z.string(),
});

/** The note beside a part. */
export type PartNote = z.infer<typeof noteSchema>;

/** A link, and a few headers of the host's. */
const mostNoteBytes = 256 * 1024;

/**
 * Reads a part's note; `undefined` when it is absent or torn: nobody can say whose the bytes are.
 * @throws DiskTrouble for a drive that does not answer, and for a link or the like in the note's place:
 * neither says that the bytes may be begun anew
 */
export async function readNote(root: Root, path: string): Promise<PartNote | undefined> {
  try {
    const text = await root.readText(path, mostNoteBytes);
    const parsed = noteSchema.safeParse(text === undefined ? undefined : JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    if (error instanceof DiskTrouble) throw error;
    return undefined;
  }
}

function textOf(note: PartNote): string {
  return `${JSON.stringify(note, undefined, 2)}\n`;
}

/**
 * Writes a part's note. A torn one would cost the prefix, so it is written beside and renamed over.
 * @throws DiskTrouble
 */
export async function writeNote(root: Root, path: string, note: PartNote): Promise<void> {
  await onDisk(root.absolute(path), root.writeAtomically(path, textOf(note)));
}

/**
 * Writes a part's note on a full disk: in the old one's place it needs no new room.
 * @throws DiskTrouble or the system's error
 */
export async function squeezeNote(root: Root, path: string, note: PartNote): Promise<void> {
  await root.overwrite(path, textOf(note));
}
