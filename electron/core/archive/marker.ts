import { z } from 'zod';
import { systemCode } from '../disk.ts';
import type { Root } from '../files/root.ts';

/** The file in the archive's root that proves the folder to be the archive. */
export const markerName = '.reelkeep';

const markerVersion = 1;

/** Far more than any version has written. */
const mostMarkerBytes = 64 * 1024;

/** Reelkeep writes a UUID. An id becomes a name in the settings: none may be one of JavaScript's own. */
const archiveId = z
  .string()
  .regex(/^[0-9a-z][0-9a-z-]{0,63}$/i)
  .refine((id) => !(id in {}));

const markerSchema = z.object({ id: archiveId, version: z.number() });

/** What the marker's place holds. */
export type Marker =
  | { readonly kind: 'found'; readonly id: string }
  | { readonly kind: 'absent' }
  /** Something is there, but it names no archive. */
  | { readonly kind: 'unreadable' };

/**
 * Reads the marker of a folder. A folder that is not there has none.
 * @throws the system's error, except for absence
 */
export async function readMarker(root: Root): Promise<Marker> {
  let text: string | undefined;
  try {
    text = await root.readText(markerName, mostMarkerBytes);
  } catch (error) {
    if (systemCode(error) === 'EFBIG') return { kind: 'unreadable' };
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return { kind: 'absent' };
    throw error;
  }
  if (text === undefined) return { kind: 'absent' };
  try {
    const parsed = markerSchema.safeParse(JSON.parse(text));
    return parsed.success ? { kind: 'found', id: parsed.data.id } : { kind: 'unreadable' };
  } catch {
    return { kind: 'unreadable' };
  }
}

/**
 * Makes a folder without a marker an archive, in one step.
 * @throws the system's error
 */
export async function writeMarker(root: Root, id: string): Promise<void> {
  await root.writeDurably(markerName, `${JSON.stringify({ id, version: markerVersion })}\n`);
}
