import { z } from 'zod';
import type { DiskFailure } from '../../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../../shared/outcome.ts';
import { DiskError, errnoOf } from '../../platform/disk-error.ts';
import type { Root } from '../../files/root.ts';
import { parseForeign } from '../../platform/storable.ts';

/** The file in the archive's root that proves the folder to be the archive. */
export const markerName = '.reelkeep';

const markerVersion = 1;

/** Of a marker of any kind: far more than any version has written. */
export const maxMarkerBytes = 64 * 1024;

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
    const text = await root.readText(markerName, maxMarkerBytes);
    return text === undefined ? { kind: 'absent' } : toMarker(text);
  } catch (error) {
    if (errnoOf(error) === 'EFBIG') return { kind: 'unreadable' };
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return { kind: 'absent' };
    throw error;
  }
}

/** What the system says of a file that this user may not read. */
const forbidden: ReadonlySet<string> = new Set(['EACCES', 'EPERM']);

async function oddness(root: Root, error: unknown): Promise<MarkerFailure['why'] | undefined> {
  if (error instanceof DiskError) {
    const { failure } = error;
    const isMarker =
      failure.code === 'foreign-entry' && failure.path === `${root.path}/${markerName}`;
    return isMarker ? 'foreign' : undefined;
  }
  // If even its facts cannot be read, the folder itself is not accessible.
  const isFile = async () => (await root.facts(markerName).catch(() => undefined)) !== undefined;
  return forbidden.has(errnoOf(error) ?? '') && (await isFile()) ? 'forbidden' : undefined;
}

type MarkerFailure = Extract<DiskFailure, { readonly code: 'marker-unreadable' }>;

/**
 * Reads the marker of a folder that is an archive, or is to be one.
 * @param knownId what it should say, if that is known
 * @returns `marker-unreadable` for whatever is in its place and names no archive
 * @throws DiskError or the system's error for what is not the marker's own trouble
 */
export async function readOwnMarker(
  root: Root,
  knownId: string | undefined,
): Promise<Outcome<Exclude<Marker, { readonly kind: 'unreadable' }>, DiskFailure>> {
  const odd = (why: MarkerFailure['why']) => {
    const path = root.absolute(markerName);
    return fail({
      code: 'marker-unreadable',
      path,
      why,
      ...(knownId !== undefined && { id: knownId }),
    } as const);
  };
  try {
    const marker = await readMarker(root);
    return marker.kind === 'unreadable' ? odd('content') : succeed(marker);
  } catch (error) {
    const why = await oddness(root, error);
    if (why === undefined) throw error;
    return odd(why);
  }
}

/**
 * Makes a folder without a marker an archive, in one step.
 * @throws the system's error
 */
export async function writeMarker(root: Root, id: string): Promise<void> {
  await root.writeDurably(markerName, `${JSON.stringify({ id, version: markerVersion })}\n`);
}
