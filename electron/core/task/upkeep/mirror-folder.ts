import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { systemCode } from '../../disk.ts';
import { writeDurably } from '../../archive/durable.ts';
import { isUnchanged, listFile } from '../../archive/listing.ts';
import { manifestEntries, manifestName } from '../../archive/manifest.ts';

/** The file in the mirror's folder that proves it to be the mirror of an archive. */
const markerName = '.reelkeep-mirror';

const markerShape = z.object({ id: z.string() });

/** The archive whose mirror a folder is; `undefined` for none. @throws the system's error */
export async function readMirrorMarker(folder: string): Promise<string | undefined> {
  try {
    const json: unknown = JSON.parse(await readFile(join(folder, markerName), 'utf8'));
    return markerShape.safeParse(json).data?.id;
  } catch (error) {
    const isAbsent = ['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '');
    if (isAbsent || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Makes a folder the mirror of an archive. @throws the system's error */
export async function writeMirrorMarker(folder: string, id: string): Promise<void> {
  await writeDurably(join(folder, markerName), `${JSON.stringify({ id })}\n`);
}

/** Whether two folders are on the same file system, as far as it says. */
export async function isSameDisk(one: string, other: string): Promise<boolean> {
  try {
    return (await stat(one)).dev === (await stat(other)).dev;
  } catch {
    return false;
  }
}

/** A file that the mirror lacks. */
export interface Missing {
  /** Relative to the archive, with `/`. */
  readonly path: string;
  /** What it must be; absent for sidecars and manifests, which change. */
  readonly sha256?: string;
}

/** How a folder of the mirror stands to that of the archive. */
export interface FolderState {
  /** Videos and pictures first, the manifest last: it never speaks of what is not there yet. */
  readonly missing: readonly Missing[];
  /** Relative paths of videos and pictures that are in both. */
  readonly there: readonly string[];
  /** Files of the mirror that the archive does not have: deleted or renamed there. */
  readonly extra: number;
  readonly subfolders: readonly string[];
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Compares one folder: what its manifest names, its sidecars, and the manifest. A video or picture that
 * is there by its name is there for good, for nothing gets a name in the mirror before it is proven.
 * @throws the system's error
 */
export async function compareFolder(
  archive: string,
  mirror: string,
  folder: string,
): Promise<FolderState> {
  const entries = await entriesOf(join(archive, folder));
  const names = new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name));
  const own = (await entriesOf(join(mirror, folder))).filter((entry) => entry.isFile());
  const ownNames = new Set(own.map(({ name }) => name));
  const toPath = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
  const missing: Missing[] = [];
  const there: string[] = [];
  const manifest = await manifestEntries(join(archive, folder));
  for (const { name, sha256 } of manifest) {
    if (/[\\/]/.test(name)) continue; // someone's own line, of another folder
    if (ownNames.has(name)) there.push(toPath(name));
    else if (names.has(name)) missing.push({ path: toPath(name), sha256 });
  }
  const sidecars = [...names].filter(
    (name) => name.endsWith('.json') && !name.endsWith('.part.json'),
  );
  for (const name of manifest.length === 0 ? [] : [...sidecars, manifestName]) {
    const path = toPath(name);
    const file = await listFile(join(archive, path));
    const copy = ownNames.has(name) ? await listFile(join(mirror, path)) : undefined;
    if (file !== undefined && !isUnchanged(file, copy)) missing.push({ path });
  }
  const extra = own.filter(({ name }) => !names.has(name) && !name.startsWith('.')).length;
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
  return { missing, there, extra, subfolders: folders.map(({ name }) => toPath(name)) };
}
