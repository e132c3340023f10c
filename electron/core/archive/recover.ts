import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Failure } from '../../shared/failure.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { ArchivedFile, FileRole, ProvenMedia } from '../../shared/task.ts';
import { hashFile } from './keep.ts';
import { folderOf } from './names.ts';
import { readSidecar, type Sidecar } from './sidecar.ts';

/** What a file's bytes say of it, once it is proven whole. */
export type MediaFacts = Omit<ProvenMedia, 'sizeBytes' | 'sha256'>;

/** The proof by structure, passed in: the archive does not know formats. */
export type MediaProbe = (
  path: string,
  kind: 'video' | 'image',
) => Promise<Outcome<MediaFacts, Failure>>;

/** What a crash, or an earlier life of the ledger, left in the archive for a task. */
export interface Recovered {
  /** Proven again, from the disk; at most one of each role. */
  readonly files: readonly ArchivedFile[];
  readonly sidecar?: Sidecar;
}

/** Where to look. */
export interface Search {
  readonly root: string;
  readonly base: string;
  readonly taskId: string;
  readonly probe: MediaProbe;
  readonly partPath: (role: FileRole) => string;
}

/** Endings of finished files. Which format it is, the check says. */
const roles: { readonly [extension: string]: FileRole } = {
  mp4: 'video',
  mov: 'video',
  webm: 'video',
  jpg: 'thumbnail',
  png: 'thumbnail',
  webp: 'thumbnail',
  gif: 'thumbnail',
};

/** Reads the sidecar beside a task's files; `undefined` when there is none, or none that can be read. */
export async function readSidecarFile(root: string, base: string): Promise<Sidecar | undefined> {
  try {
    return readSidecar(await readFile(join(root, `${base}.json`), 'utf8'), folderOf(base));
  } catch {
    return undefined;
  }
}

/** Final files of a base path, by name: `base.mp4`, and `base (2).mp4` where the first was taken. */
async function candidates(root: string, base: string): Promise<readonly [string, FileRole][]> {
  const stem = base.slice(folderOf(base).length + 1);
  const names = await readdir(join(root, folderOf(base))).catch(() => []);
  return names.sort().flatMap((name): [string, FileRole][] => {
    if (!name.startsWith(stem)) return [];
    const ending = /^(?: \(\d\))?\.([a-z0-9]+)$/.exec(name.slice(stem.length))?.[1] ?? '';
    const role = roles[ending];
    return role === undefined ? [] : [[`${folderOf(base)}/${name}`, role]];
  });
}

async function proveAgain(
  search: Search,
  path: string,
  role: FileRole,
): Promise<ArchivedFile | undefined> {
  const absolute = join(search.root, path);
  const facts = await search.probe(absolute, role === 'video' ? 'video' : 'image');
  if (!facts.ok) return undefined;
  const { size: sizeBytes } = await stat(absolute);
  return { role, path, sizeBytes, sha256: await hashFile(absolute), ...facts.value };
}

/** A part with the very bytes of the final file: a crash came between the link and its removal. */
async function removeTwin(partPath: string, file: ArchivedFile): Promise<void> {
  const entry = await stat(partPath).catch(() => undefined);
  if (entry?.size !== file.sizeBytes || (await hashFile(partPath)) !== file.sha256) return;
  await rm(partPath, { force: true });
  await rm(`${partPath}.json`, { force: true });
}

/**
 * Finds what is there for a task, and proves it again: structure, size and SHA-256 from the disk, and
 * the same hash as in the sidecar where there is one. A file that fails is left where it is, and out
 * of the answer.
 * @returns `undefined` when nothing of the task is there
 * @throws the system's error when a file cannot be read
 */
export async function recoverFiles(search: Search): Promise<Recovered | undefined> {
  const { root, base, taskId } = search;
  const sidecar = await readSidecarFile(root, base);
  if (sidecar !== undefined && sidecar.taskId !== taskId) return undefined;
  const files = new Map<FileRole, ArchivedFile>();
  for (const [path, role] of await candidates(root, base)) {
    const noted = sidecar?.files.find((file) => file.role === role);
    if (files.has(role) || (noted !== undefined && noted.path !== path)) continue;
    const file = await proveAgain(search, path, role);
    if (file === undefined || (noted !== undefined && noted.sha256 !== file.sha256)) continue;
    files.set(role, file);
    await removeTwin(search.partPath(role), file);
  }
  if (files.size === 0 && sidecar === undefined) return undefined;
  return { files: [...files.values()], ...(sidecar === undefined ? {} : { sidecar }) };
}
