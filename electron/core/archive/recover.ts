import type { Failure } from '../../shared/failure.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { ArchivedFile, FileRole, ProvenMedia } from '../../shared/task.ts';
import type { Root } from '../files/root.ts';
import { expecting } from '../files/steps.ts';
import { kindByExtension, type MediaKind } from '../media/sniff.ts';
import { removeNote } from './commit-part.ts';
import { maxMediaBytes } from '../platform/storable.ts';
import { folderOf, inFolder, nameOf } from './naming/archive-path.ts';
import { partPaths } from './naming/part-paths.ts';
import { readSidecarFile } from './metadata/sidecar-file.ts';
import type { Sidecar } from './metadata/sidecar-types.ts';

/** What a file's bytes say of it, once it is proven whole. */
export type MediaFacts = Omit<ProvenMedia, 'sizeBytes' | 'sha256'>;

/** The proof by structure, passed in: the archive knows formats by their endings only. */
export type MediaProbe = (
  root: Root,
  path: string,
  kind: MediaKind,
) => Promise<Outcome<MediaFacts, Failure>>;

/** What a crash, or an earlier life of the ledger, left in the archive for a task. */
export interface RecoveredFiles {
  /** Proven again, from the disk; at most one of each role. */
  readonly files: readonly ArchivedFile[];
  readonly sidecar?: Sidecar;
}

/** Where to look. */
export interface RecoverOptions {
  readonly root: Root;
  readonly base: string;
  /** Where the task's sidecar lies; another place for all results but the first. */
  readonly sidecarBase: string;
  readonly taskId: string;
  readonly probe: MediaProbe;
  /** Where its parts may lie. */
  readonly partPaths: readonly string[];
}

/** What a file of an IANA media type has to be. */
export function kindOfType(mimeType: string): MediaKind {
  if (mimeType.startsWith('video/')) return 'video';
  return mimeType.startsWith('audio/') ? 'any' : 'image';
}

/** A final file by its name: what its ending says of it. */
interface Candidate {
  readonly path: string;
  readonly kind: MediaKind;
  readonly role: FileRole;
}

/** A final file, and what the sidecar says of it. */
interface NotedCandidate extends Candidate {
  readonly noted: ArchivedFile | undefined;
}

/** A name under a base path as what it may be: `base.mp4`, or `base (2).mp4` where the first was taken. */
function toCandidate(base: string, path: string): Candidate | undefined {
  if (!path.startsWith(base)) return undefined;
  const ending = /^(?: \(\d\))?\.([a-z0-9]+)$/.exec(path.slice(base.length))?.[1] ?? '';
  const found = kindByExtension(ending);
  if (found === undefined) return undefined;
  // A picture may be a result; only the sidecar can tell it from a thumbnail.
  const role = found === 'image' ? 'thumbnail' : 'video';
  return { path, role, kind: found === 'audio' ? 'any' : found };
}

/** Final files of a base path, as far as the sidecar does not speak for others of the same role. */
async function candidates(
  { root, base }: RecoverOptions,
  sidecar: Sidecar | undefined,
): Promise<readonly NotedCandidate[]> {
  const folder = folderOf(base);
  const entries = await root.list(folder, 'names', nameOf(base)).catch(() => []);
  const names = entries.filter(({ kind }) => kind === 'file').map(({ name }) => name);
  const noted = (sidecar?.files ?? []).filter(({ path }) => toCandidate(base, path) !== undefined);
  return names.sort().flatMap((name) => {
    const found = toCandidate(base, inFolder(folder, name));
    if (found === undefined) return [];
    const own = noted.find(({ path }) => path === found.path);
    const isOther = own === undefined && noted.some(({ role }) => role === found.role);
    return isOther ? [] : [{ ...found, role: own?.role ?? found.role, noted: own }];
  });
}

async function proveAgain(
  search: RecoverOptions,
  { path, kind, role, noted }: NotedCandidate,
): Promise<ArchivedFile | undefined> {
  const { root, probe } = search;
  const entry = await root.facts(path);
  // Before any byte is read: a file of holes may have more than can ever be read.
  if (entry?.kind !== 'file' || entry.sizeBytes > maxMediaBytes) return undefined;
  if (noted !== undefined && noted.sizeBytes !== entry.sizeBytes) return undefined;
  const media = await probe(root, path, kind);
  if (!media.ok) return undefined;
  const { facts, sha256 } = await root.hash(path);
  return { role, path, sizeBytes: facts.sizeBytes, sha256, ...media.value };
}

/**
 * A part with the very bytes of the final file, or a note without its part: a crash came between the
 * link and their removal.
 */
async function removeTwin(root: Root, partPath: string, file: ArchivedFile): Promise<void> {
  const entry = await root.facts(partPath);
  if (entry !== undefined) {
    if (entry.kind !== 'file' || entry.sizeBytes !== file.sizeBytes) return;
    const { facts, sha256 } = await root.hash(partPath);
    if (sha256 !== file.sha256) return;
    await root.remove(partPath, facts);
  }
  await removeNote(root, partPath);
}

/**
 * Finds what is there for a task, and proves it again: structure, size and SHA-256 from the disk, and
 * the same hash as in the sidecar where there is one. A file that fails is left where it is, and out
 * of the answer.
 * @returns `undefined` when nothing of the task is there
 * @throws the system's error when a file cannot be read
 */
export async function recoverFiles(search: RecoverOptions): Promise<RecoveredFiles | undefined> {
  const { root, sidecarBase, taskId } = search;
  const sidecar = await readSidecarFile(root, sidecarBase);
  if (sidecar !== undefined && sidecar.taskId !== taskId) return undefined;
  const files = new Map<FileRole, ArchivedFile>();
  for (const candidate of await candidates(search, sidecar)) {
    const { role, noted } = candidate;
    if (files.has(role)) continue;
    const file = await proveAgain(search, candidate);
    if (file === undefined || (noted !== undefined && noted.sha256 !== file.sha256)) continue;
    files.set(role, file);
    for (const partPath of search.partPaths) await removeTwin(root, partPath, file);
  }
  if (files.size === 0 && sidecar === undefined) return undefined;
  return { files: [...files.values()], ...(sidecar === undefined ? {} : { sidecar }) };
}

/** Which of a task's files, and where it would lie. */
export interface UntouchedQuery {
  readonly base: string;
  readonly sidecarBase: string;
  readonly role: FileRole;
}

/**
 * Whether nothing of a file is there: neither a final one, nor a part with its note, nor the task's sidecar.
 * Then there is nothing to recover. `false` also where that cannot be told.
 * @throws DiskError for a drive that does not answer
 */
export async function isUntouched(
  root: Root,
  { base, sidecarBase, role }: UntouchedQuery,
): Promise<boolean> {
  const { steps } = root;
  const parts = partPaths(base, role);
  const places = [`${sidecarBase}.json`, ...parts, ...parts.map((part) => `${part}.json`)];
  const { isDone } = await root.sequence([
    expecting(
      steps.factsEach(places),
      places.map(() => undefined),
    ),
    expecting(steps.list(folderOf(base), nameOf(base)), []),
  ]);
  return isDone;
}
