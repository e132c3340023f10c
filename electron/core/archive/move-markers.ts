import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { errnoOf } from '../platform/disk-error.ts';
import type { ListedFile } from '../files/entry.ts';
import type { Root } from '../files/root.ts';
import { toSegments } from '../files/segments.ts';
import { lastMs, parseForeign, sizeShape } from '../platform/storable.ts';
import { forEachInTurns } from '../platform/turns.ts';
import { isSystemEntry } from './listing.ts';
import { archiveIdShape, markerName, maxMarkerBytes, toMarkedId } from './metadata/marker.ts';
import { readInThread } from './metadata/read-in-thread.ts';

/** In a folder that an archive is being moved to, until it is the archive. */
const movingName = '.reelkeep-moving';

/** In the folder that an archive was moved from, in the marker's place. */
const movedName = '.reelkeep-moved';

/** Paths and facts. Not a record of Zod's: that would copy half a million entries, each of which is checked later. */
const entriesShape = z.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

const movedShape = z.object({ id: archiveIdShape, files: entriesShape });

/** Size in bytes and time of the last change in Unix milliseconds: also of files older than 1970. */
const factsShape = z.tuple([sizeShape, z.number().min(-lastMs).max(lastMs)]);

/** What was copied from a folder: path to what it was at that time. */
export type MovedFiles = ReadonlyMap<string, ListedFile>;

/** The list of every file of an archive that was moved: half a million of them. */
const maxMovedBytes = 64 * 1024 ** 2;

/** Each file is a path, a list and two numbers. */
const maxMovedParts = 4_000_000;

async function bytesOf(root: Root, path: string, maxBytes: number): Promise<Buffer> {
  try {
    return (await root.readBytes(path, maxBytes)) ?? Buffer.alloc(0);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EFBIG'].includes(errnoOf(error) ?? '')) return Buffer.alloc(0);
    throw error;
  }
}

/** The archive that is on its way to this folder; `undefined` for none. @throws the system's error */
export async function readMoving(root: Root): Promise<string | undefined> {
  return toMarkedId((await bytesOf(root, movingName, maxMarkerBytes)).toString('utf8'));
}

/** Says that an archive is on its way to this folder. @throws the system's error */
export async function writeMoving(root: Root, id: string): Promise<void> {
  await root.writeDurably(movingName, `${JSON.stringify({ id })}\n`);
}

/** The move has ended, here. @throws the system's error */
export async function clearMoving(root: Root): Promise<void> {
  await root.remove(movingName);
}

/** Notes what was copied and proven, before the archive is in its new place. @throws the system's error */
export async function writeMoved(root: Root, id: string, files: MovedFiles): Promise<void> {
  const entries: string[] = [];
  await forEachInTurns(files, ([path, { sizeBytes, modifiedAtMs }]) => {
    entries.push(`${JSON.stringify(path)}:${JSON.stringify([sizeBytes, modifiedAtMs])}`);
  });
  const json = `{"id":${JSON.stringify(id)},"files":{${entries.join(',')}}}\n`;
  await root.writeDurably(movedName, json);
}

/**
 * Whether a path may be that of a file which was moved. An archive is moved with its hash lists and all
 * that its user keeps there, hidden or oddly named: so these are the door's rules, not those for names
 * that Reelkeep gives.
 */
function isMovable(path: string): boolean {
  try {
    const [first = ''] = toSegments(path);
    return first !== '' && !isSystemEntry(first);
  } catch {
    return false;
  }
}

/** What the list of copied files says, as far as it can be meant; `undefined` for what is no such list. */
export function toMoved(
  text: string,
): { readonly id: string; readonly files: MovedFiles } | undefined {
  const { data } = movedShape.safeParse(parseForeign(text, maxMovedParts));
  if (data === undefined) return undefined;
  const files = new Map<string, ListedFile>();
  for (const [path, value] of Object.entries(data.files)) {
    const facts = factsShape.safeParse(value);
    if (!facts.success || !isMovable(path)) continue;
    const [sizeBytes, modifiedAtMs] = facts.data;
    files.set(path, { sizeBytes, modifiedAtMs });
  }
  return { id: data.id, files };
}

/** What was copied from this folder; `undefined` when that cannot be told. @throws the system's error */
export async function readMoved(root: Root, id: string): Promise<MovedFiles | undefined> {
  const bytes = await bytesOf(root, movedName, maxMovedBytes);
  if (bytes.length === 0) return undefined;
  const [noted, ...pages] = await readInThread({ reader: 'moved', bytes, folder: '' });
  if (noted !== id) return undefined;
  const files = new Map<string, ListedFile>();
  for (const page of pages as (readonly [string, ListedFile][])[]) {
    // what the thread's reader of that name gives
    for (const [path, file] of page) files.set(path, file);
    await nextTurn();
  }
  return files;
}

/** Forgets what was copied from here. @throws the system's error */
export async function clearMoved(root: Root): Promise<void> {
  await root.remove(movedName);
}

/** Takes the marker out of a folder: it is not the archive any more. @throws the system's error */
export async function retireMarker(root: Root): Promise<void> {
  await root.remove(markerName);
  await root.syncFolder('');
}
