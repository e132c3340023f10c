import { errnoOf } from '../../platform/disk-error.ts';
import { isUnchanged, listFile } from '../../archive/listing.ts';
import { manifestEntries, manifestName } from '../../archive/metadata/manifest.ts';
import { maxMarkerBytes, toMarkedId } from '../../archive/metadata/marker.ts';
import { inFolder } from '../../archive/naming/archive-path.ts';
import type { ListedEntry } from '../../files/entry.ts';
import { toRelativePath } from '../../files/relative-path.ts';
import type { Root } from '../../files/root.ts';
import { forEachInTurns } from '../../platform/turns.ts';

/** The file in the mirror's folder that proves it to be the mirror of an archive. */
const markerName = '.reelkeep-mirror';

/** The archive whose mirror a folder is; `undefined` for none. @throws the system's error */
export async function readMirrorMarker(mirror: Root): Promise<string | undefined> {
  try {
    const text = await mirror.readText(markerName, maxMarkerBytes);
    return toMarkedId(text ?? '');
  } catch (error) {
    if (errnoOf(error) === 'EFBIG') return undefined;
    throw error;
  }
}

/** Makes a folder the mirror of an archive. @throws the system's error */
export async function writeMirrorMarker(mirror: Root, id: string): Promise<void> {
  await mirror.writeDurably(markerName, `${JSON.stringify({ id })}\n`);
}

/** Whether two folders are on the same file system, as far as it says. */
export async function isSameDisk(one: Root, other: Root): Promise<boolean> {
  try {
    const [first, second] = [await one.rootFacts(), await other.rootFacts()];
    return first.device === second.device;
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

async function entriesOf(root: Root, folder: string): Promise<readonly ListedEntry[]> {
  try {
    return await root.list(folder);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Compares one folder: what its manifest names, its sidecars, and the manifest. A video or picture that
 * is there by its name is there for good, for nothing gets a name in the mirror before it is proven.
 * @throws the system's error
 */
export async function compareFolder(
  archive: Root,
  mirror: Root,
  folder: string,
): Promise<FolderState> {
  const [names, ownNames] = [new Set<string>(), new Set<string>()];
  const subfolders: string[] = [];
  const toPath = (name: string): string => inFolder(folder, name);
  await forEachInTurns(await entriesOf(archive, folder), ({ name, kind }) => {
    if (kind === 'file') names.add(name);
    else if (kind === 'folder' && !name.startsWith('.')) subfolders.push(toPath(name));
  });
  let extra = 0;
  await forEachInTurns(await entriesOf(mirror, folder), ({ name, kind }) => {
    if (kind !== 'file') return;
    ownNames.add(name);
    if (!names.has(name) && !name.startsWith('.')) extra += 1;
  });
  const missing: Missing[] = [];
  const there: string[] = [];
  const manifest = await manifestEntries(archive, folder);
  await forEachInTurns(manifest, ({ name, sha256 }) => {
    if (toRelativePath(toPath(name)) === undefined) return; // it lies too deep
    if (ownNames.has(name)) there.push(toPath(name));
    else if (names.has(name)) missing.push({ path: toPath(name), sha256 });
  });
  const sidecars: string[] = [];
  await forEachInTurns(manifest.length === 0 ? [] : names, (name) => {
    const isSidecar = name.endsWith('.json') && !name.endsWith('.part.json');
    if (isSidecar && toRelativePath(toPath(name)) !== undefined) sidecars.push(name);
  });
  for (const name of manifest.length === 0 ? [] : [...sidecars, manifestName]) {
    const path = toPath(name);
    const file = await listFile(archive, path);
    const copy = ownNames.has(name) ? await listFile(mirror, path) : undefined;
    if (file !== undefined && !isUnchanged(file, copy)) missing.push({ path });
  }
  return { missing, there, extra, subfolders };
}
