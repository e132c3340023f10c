import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { systemCode } from '../disk.ts';
import { writeDurably } from './durable.ts';

/** The file in the archive's root that proves the folder to be the archive. */
export const markerName = '.reelkeep';

const markerVersion = 1;

const markerSchema = z.object({ id: z.string().min(1), version: z.number() });

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
export async function readMarker(root: string): Promise<Marker> {
  let text: string;
  try {
    text = await readFile(join(root, markerName), 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return { kind: 'absent' };
    throw error;
  }
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
export async function writeMarker(root: string, id: string): Promise<void> {
  await writeDurably(join(root, markerName), `${JSON.stringify({ id, version: markerVersion })}\n`);
}
