import type { Root } from '../../files/root.ts';
import { readSidecarAt } from './sidecar-file.ts';
import type { Sidecar } from './sidecar-types.ts';
import { archiveFiles } from '../walk.ts';

/** A sidecar, and the base path that it lies under. */
export interface ScannedSidecar {
  readonly base: string;
  readonly sidecar: Omit<Sidecar, 'rawAnswer'>;
}

/** What lies in an archive, by names only. */
export interface ArchiveScan {
  /** Paths of files that may be sidecars. */
  readonly jsonPaths: readonly string[];
  /** Videos under a name that Reelkeep gives: with a task's letters in brackets at its end. */
  readonly videoPaths: readonly string[];
}

const ownVideo = /\[[a-z0-9-]{4,}\](?: \d+)?(?: \(\d\))?\.(?:mp4|mov|webm)$/;

/** Looks through the archive. @throws the system's error for the root */
export async function scanArchive(root: Root, signal: AbortSignal): Promise<ArchiveScan> {
  const jsonPaths: string[] = [];
  const videoPaths: string[] = [];
  for await (const { path } of archiveFiles(root)) {
    if (signal.aborted) break;
    if (path.endsWith('.json')) jsonPaths.push(path);
    else if (ownVideo.test(path)) videoPaths.push(path);
  }
  return { jsonPaths, videoPaths };
}

/** Whether the archive holds a sidecar at all: stops at the first. */
export async function hasSidecars(root: Root): Promise<boolean> {
  for await (const { path } of archiveFiles(root)) {
    if (path.endsWith('.json') && (await readFoundSidecar(root, path)) !== undefined) return true;
  }
  return false;
}

/** Reads what may be a sidecar; `undefined` when it is no sidecar, or cannot be read. */
export async function readFoundSidecar(
  root: Root,
  path: string,
): Promise<ScannedSidecar | undefined> {
  try {
    const sidecar = await readSidecarAt(root, path);
    if (sidecar === undefined) return undefined;
    const { rawAnswer: _stays, ...told } = sidecar;
    return { base: path.slice(0, -'.json'.length), sidecar: told };
  } catch {
    return undefined;
  }
}
