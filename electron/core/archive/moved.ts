import { z } from 'zod';
import { systemCode } from '../disk.ts';
import type { ListedFile } from '../files/entry.ts';
import type { Root } from '../files/root.ts';
import { markerName } from './marker.ts';

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

/** The longest of them lists every file of an archive that was moved. */
const mostBytes = 256 * 1024 ** 2;

async function readJson(root: Root, path: string): Promise<unknown> {
  try {
    const text = await root.readText(path, mostBytes);
    const json: unknown = text === undefined ? undefined : JSON.parse(text);
    return json;
  } catch (error) {
    const isAbsent = ['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '');
    if (isAbsent || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The archive that is on its way to this folder; `undefined` for none. @throws the system's error */
export async function readMoving(root: Root): Promise<string | undefined> {
  return movingShape.safeParse(await readJson(root, movingName)).data?.id;
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
  const entries = [...files].map(([path, { sizeBytes, modifiedAtMs }]): [string, number[]] => [
    path,
    [sizeBytes, modifiedAtMs],
  ]);
  const json = { id, files: Object.fromEntries(entries) };
  await root.writeDurably(movedName, `${JSON.stringify(json)}\n`);
}

/** What was copied from this folder; `undefined` when that cannot be told. @throws the system's error */
export async function readMoved(root: Root, id: string): Promise<MovedFiles | undefined> {
  const { data } = movedShape.safeParse(await readJson(root, movedName));
  if (data?.id !== id) return undefined;
  const entries = Object.entries(data.files);
  return new Map(
    entries.map(([path, [sizeBytes, modifiedAtMs]]) => [path, { sizeBytes, modifiedAtMs }]),
  );
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
