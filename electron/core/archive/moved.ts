import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { systemCode } from '../disk.ts';
import { syncFolder, writeDurably } from './durable.ts';
import { markerName } from './marker.ts';
import type { ListedFile } from './listing.ts';

/** In a folder that an archive is being moved to, until it is the archive. */
const movingName = '.reelkeep-moving';

/** In the folder that an archive was moved from, in the marker's place. */
const movedName = '.reelkeep-moved';

const movingShape = z.object({ id: z.string() });
const movedShape = z.object({
  id: z.string(),
  files: z.record(z.string(), z.tuple([z.number(), z.number()])),
});

/** What was copied from a folder: path to what it was at that time. */
export type MovedFiles = ReadonlyMap<string, ListedFile>;

async function readJson(path: string): Promise<unknown> {
  try {
    const json: unknown = JSON.parse(await readFile(path, 'utf8'));
    return json;
  } catch (error) {
    const isAbsent = ['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '');
    if (isAbsent || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The archive that is on its way to this folder; `undefined` for none. @throws the system's error */
export async function readMoving(root: string): Promise<string | undefined> {
  return movingShape.safeParse(await readJson(join(root, movingName))).data?.id;
}

/** Says that an archive is on its way to this folder. @throws the system's error */
export async function writeMoving(root: string, id: string): Promise<void> {
  await writeDurably(join(root, movingName), `${JSON.stringify({ id })}\n`);
}

/** The move has ended, here. @throws the system's error */
export async function clearMoving(root: string): Promise<void> {
  await rm(join(root, movingName), { force: true });
}

/** Notes what was copied and proven, before the archive is in its new place. @throws the system's error */
export async function writeMoved(root: string, id: string, files: MovedFiles): Promise<void> {
  const entries = [...files].map(([path, { sizeBytes, mtimeMs }]): [string, number[]] => [
    path,
    [sizeBytes, mtimeMs],
  ]);
  const json = { id, files: Object.fromEntries(entries) };
  await writeDurably(join(root, movedName), `${JSON.stringify(json)}\n`);
}

/** What was copied from this folder; `undefined` when that cannot be told. @throws the system's error */
export async function readMoved(root: string, id: string): Promise<MovedFiles | undefined> {
  const { data } = movedShape.safeParse(await readJson(join(root, movedName)));
  if (data?.id !== id) return undefined;
  const entries = Object.entries(data.files);
  return new Map(entries.map(([path, [sizeBytes, mtimeMs]]) => [path, { sizeBytes, mtimeMs }]));
}

/** Forgets what was copied from here. @throws the system's error */
export async function clearMoved(root: string): Promise<void> {
  await rm(join(root, movedName), { force: true });
}

/** Takes the marker out of a folder: it is not the archive any more. @throws the system's error */
export async function retireMarker(root: string): Promise<void> {
  await rm(join(root, markerName), { force: true });
  await syncFolder(root);
}
