import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { folderOf } from './path.ts';
import { readSidecar, type Sidecar } from './sidecar.ts';
import { archiveFiles } from './walk.ts';

/** A sidecar, and the base path that it lies under. */
export interface FoundSidecar {
  readonly base: string;
  readonly sidecar: Omit<Sidecar, 'rawAnswer'>;
}

/** What lies in an archive, by names only. */
export interface Survey {
  /** Paths of files that may be sidecars. */
  readonly jsonPaths: readonly string[];
  /** Videos under a name that Reelkeep gives: with a task's letters in brackets at its end. */
  readonly videoPaths: readonly string[];
}

/** More than any answer of a provider fills. What is larger is somebody's own file. */
const mostSidecarBytes = 16 * 1024 ** 2;

const ownVideo = /\[[a-z0-9-]{4,}\](?: \d+)?(?: \(\d\))?\.(?:mp4|mov|webm)$/;

/** Looks through the archive. @throws the system's error for the root */
export async function surveyArchive(root: string, signal: AbortSignal): Promise<Survey> {
  const jsonPaths: string[] = [];
  const videoPaths: string[] = [];
  for await (const path of archiveFiles(root)) {
    if (signal.aborted) break;
    if (path.endsWith('.json')) jsonPaths.push(path);
    else if (ownVideo.test(path)) videoPaths.push(path);
  }
  return { jsonPaths, videoPaths };
}

/** Whether the archive holds a sidecar at all: stops at the first. */
export async function hasSidecars(root: string): Promise<boolean> {
  for await (const path of archiveFiles(root)) {
    if (path.endsWith('.json') && (await readFoundSidecar(root, path)) !== undefined) return true;
  }
  return false;
}

/** Reads what may be a sidecar; `undefined` when it is somebody's own file, or cannot be read. */
export async function readFoundSidecar(
  root: string,
  path: string,
): Promise<FoundSidecar | undefined> {
  try {
    const absolute = join(root, path);
    if ((await stat(absolute)).size > mostSidecarBytes) return undefined;
    const sidecar = readSidecar(await readFile(absolute, 'utf8'), folderOf(path));
    if (sidecar === undefined) return undefined;
    const { rawAnswer: _stays, ...told } = sidecar;
    return { base: path.slice(0, -'.json'.length), sidecar: told };
  } catch {
    return undefined;
  }
}
