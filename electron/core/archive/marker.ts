import { z } from 'zod';
import { systemCode } from '../disk.ts';
import type { Root } from '../files/root.ts';
import { parseForeign } from '../storable.ts';

/** The file in the archive's root that proves the folder to be the archive. */
export const markerName = '.reelkeep';

const markerVersion = 1;

/** Of a marker of any kind: far more than any version has written. */
export const mostMarkerBytes = 64 * 1024;

/** Reelkeep writes a UUID. An id becomes a name in the settings: none may be one of JavaScript's own. */
export const archiveIdShape = z
  .string()
  .regex(/^[0-9a-z][0-9a-z-]{0,63}$/i)
  .refine((id) => !(id in {}));

const markerSchema = z.object({ id: archiveIdShape, version: z.number() });

/** What the marker's place holds. */
export type Marker =
  | { readonly kind: 'found'; readonly id: string }
  | { readonly kind: 'absent' }
  /** Something is there, but it names no archive. */
  | { readonly kind: 'unreadable' };

/** What the text of a marker says: one that is there. */
export function toMarker(text: string): Marker {
  const parsed = markerSchema.safeParse(parseForeign(text));
  return parsed.success ? { kind: 'found', id: parsed.data.id } : { kind: 'unreadable' };
}

const idOnly = z.object({ id: archiveIdShape });

/** The archive that another kind of marker names; `undefined` when its text names none. */
export function toMarkedId(text: string): string | undefined {
  return idOnly.safeParse(parseForeign(text)).data?.id;
}

/**
 * Reads the marker of a folder. A folder that is not there has none.
 * @throws the system's error, except for absence
 */
export async function readMarker(root: Root): Promise<Marker> {
  try {
    const text = await root.readText(markerName, mostMarkerBytes);
    return text === undefined ? { kind: 'absent' } : toMarker(text);
  } catch (error) {
    if (systemCode(error) === 'EFBIG') return { kind: 'unreadable' };
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return { kind: 'absent' };
    throw error;
  }
}

/**
 * Makes a folder without a marker an archive, in one step.
 * @throws the system's error
 */
export async function writeMarker(root: Root, id: string): Promise<void> {
  await root.writeDurably(markerName, `${JSON.stringify({ id, version: markerVersion })}\n`);
}
