import type { ArchivedFile, FileRole, ProvenMedia } from '../../shared/task.ts';
import { DiskError } from '../platform/disk-error.ts';
import type { EntryFacts } from '../files/entry.ts';
import type { Root } from '../files/root.ts';
import { expecting } from '../files/steps.ts';
import type { Step } from '../files/thread/sequence.ts';
import { folderOf } from './naming/archive-path.ts';

/** A proven part and where it belongs, wherever it lies. */
export interface PartToCommit {
  readonly root: Root;
  readonly base: string;
  readonly role: FileRole;
  /** Where it may lie, relative to the root, the usual place first. */
  readonly formerPartPaths: readonly [string, string];
  readonly proven: ProvenMedia;
}

/** A proven part and where it belongs. */
export interface CommitRequest extends PartToCommit {
  /** Relative to the root. */
  readonly partPath: string;
}

/** Names that are tried when someone else's file has the one that was reserved. */
const maxNames = 9;

/** Bytes of a regular file; `undefined` when there is nothing, `NaN` when it is something else. */
function sizeOf(facts: EntryFacts | undefined): number | undefined {
  if (facts === undefined) return undefined;
  return facts.kind === 'file' ? facts.sizeBytes : NaN;
}

/** What the transfer noted beside a part, also what a crash left of a note that was being written. */
function notePaths(partPath: string): readonly string[] {
  return [`${partPath}.json`, `${partPath}.json.tmp`];
}

/** Removes what the transfer noted beside a part; any other file of such a name belongs to the user, and stays. */
export function removeNote(root: Root, partPath: string): Promise<void> {
  return root.removeEach(notePaths(partPath));
}

/** Removes a part and its note; any other file of such a name belongs to the user, and stays. */
export function removePart(root: Root, partPath: string): Promise<void> {
  return root.removeEach([partPath, ...notePaths(partPath)]);
}

/** Removes parts that are a second name of the kept file: a crash came between the two steps of a move. */
async function removeTwins(root: Root, path: string, partPaths: readonly string[]): Promise<void> {
  const [kept, ...parts] = await root.factsEach([path, ...partPaths]);
  for (const [index, partPath] of partPaths.entries()) {
    const twin = parts[index];
    if (twin?.kind !== 'file' || twin.names < 2) continue;
    if (kept?.identity === twin.identity) await removePart(root, partPath);
  }
}

/**
 * Brings the part under one name. An empty file in its place is Reelkeep's own placeholder from a crash,
 * for the name carries the task's id; any other belongs to the user.
 * @returns how the proven file has that name now; `undefined` when it does not
 */
async function commitAs(
  path: string,
  { root, partPath, proven }: CommitRequest,
): Promise<'moved' | 'kept' | undefined> {
  const [found, partBytes] = (await root.factsEach([path, partPath])).map(sizeOf);
  if (found !== undefined && found !== 0) {
    if (found !== proven.sizeBytes) return undefined;
    return (await root.hash(path)).sha256 === proven.sha256 ? 'kept' : undefined;
  }
  if (partBytes !== proven.sizeBytes) {
    const detail = partBytes === undefined ? 'ENOENT' : 'the part has changed';
    throw new DiskError({ code: 'disk-error', path: root.absolute(partPath), detail });
  }
  if (found === 0) await root.remove(path);
  return (await root.move(partPath, path)) ? 'moved' : undefined;
}

/**
 * Gives a proven part its final name, never replacing a file. Idempotent, also after a crash: a
 * final file with the proven bytes is taken for what it is, and the rest of the part removed.
 * @throws DiskError or the system's error
 */
export async function commitPart(request: CommitRequest): Promise<ArchivedFile> {
  const { root, base, role, proven, partPath } = request;
  for (let count = 1; count <= maxNames; count += 1) {
    const suffix = count === 1 ? '' : ` (${String(count)})`;
    const path = `${base}${suffix}.${proven.extension}`;
    const how = await commitAs(path, request);
    if (how === undefined) continue;
    await removeTwins(root, path, request.formerPartPaths);
    await removePart(root, partPath);
    // A crash may have come before the folder was synced, and found the file kept since.
    if (how === 'kept') await root.syncFolder(folderOf(base));
    return { role, path, ...proven };
  }
  throw new DiskError({ code: 'disk-error', path: root.absolute(base), detail: 'EEXIST' });
}

/** Steps that bring about a file where all is as it usually is. */
interface UsualCommit {
  readonly steps: readonly Step[];
  readonly file: ArchivedFile;
}

/**
 * The same as steps of one operation, for a part that lies in its usual place, with its note and with nothing
 * in the other places, whose final name nothing has.
 */
export function usualCommit({
  root,
  base,
  role,
  formerPartPaths,
  proven,
}: PartToCommit): UsualCommit {
  const { steps } = root;
  const [partPath, otherPath] = formerPartPaths;
  const path = `${base}.${proven.extension}`;
  const [notePath = ''] = notePaths(partPath);
  const [otherNotePath = ''] = notePaths(otherPath);
  const part = { kind: 'file', sizeBytes: proven.sizeBytes, names: 1 } as const;
  return {
    steps: [
      expecting(steps.factsEach([partPath, notePath, path, otherPath, otherNotePath]), [
        part,
        { kind: 'file' },
        undefined,
        undefined,
        undefined,
      ]),
      expecting(steps.move(partPath, path), true),
      steps.removeEach([partPath, ...notePaths(partPath)]),
    ],
    file: { role, path, ...proven },
  };
}
