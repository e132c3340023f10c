import type { Failure } from '../../../shared/failure.ts';
import type { FilesFate, LeftFile } from '../../../shared/trash-view.ts';
import type { Task } from '../../../shared/task.ts';
import type { Archive } from '../../archive/archive.ts';
import { verifyOwnership, ownFilesOf, type OwnFile } from '../../archive/ownership.ts';
import { DiskError, errnoOf } from '../../platform/disk-error.ts';
import type { OsTrash } from '../../platform/os-trash.ts';

/** A task whose files are to go, and how they may. */
export interface TrashRequest {
  readonly task: Task;
  readonly archive: Archive;
  readonly trash: OsTrash;
  /** Asked again right before each file: the task may have been put back. */
  readonly isWanted: () => boolean;
  /** Whether another task has the file as well. */
  readonly isShared: (path: string) => boolean;
  /** Unix milliseconds. */
  readonly nowMs: number;
}

/** What became of the files, and the first refusal of the system's trash. */
export interface TrashResult {
  readonly fate: FilesFate;
  readonly refusal?: Failure;
}

/**
 * Moves a task's own files to the system's trash, the sidecar last, each looked at right before it goes;
 * then takes their lines out of the manifests. Idempotent: safe to repeat after a crash.
 * @returns `undefined` when the task was put back meanwhile, or the disk could not be read
 */
export async function trashFiles(
  request: TrashRequest,
): Promise<TrashResult | Failure | undefined> {
  const { task, archive, isWanted, nowMs } = request;
  const left: LeftFile[] = [];
  const gone: OwnFile[] = [];
  let files = 0;
  let refusal: Failure | undefined;
  for (const file of await ownFilesOf(archive.root, task)) {
    const result = await takeOne(file, request, refusal !== undefined);
    if (!isWanted()) return undefined;
    if (result === 'gone') files += 1;
    if (result === 'gone' || result === 'missing') gone.push(file);
    else if (typeof result === 'string') left.push({ path: file.path, why: result });
    else {
      refusal ??= result;
      left.push({ path: file.path, why: 'refused' });
    }
  }
  const lines = gone.flatMap((file) => (file.proof === 'bytes' ? [file] : []));
  const tidied = await archive.takeOut(lines);
  if (!tidied.ok) return tidied.failure;
  // Where the trash takes nothing, nothing has happened: the files stay, as if that had been wished.
  const isUntouched = refusal !== undefined && files === 0;
  return {
    fate: isUntouched ? { kind: 'kept' } : { kind: 'gone', atMs: nowMs, files, left },
    ...(refusal !== undefined && { refusal }),
  };
}

type Result = 'gone' | 'missing' | LeftFile['why'] | Failure;

async function takeOne(
  file: OwnFile,
  { archive, trash, isShared, isWanted }: TrashRequest,
  isRefused: boolean,
): Promise<Result> {
  if (isShared(file.path)) return 'shared';
  let finding;
  try {
    finding = await verifyOwnership(archive.root, file);
  } catch (error) {
    if (error instanceof DiskError) return error.failure;
    if (errnoOf(error) === undefined) throw error;
    return 'changed'; // it cannot be read, so it is not known to be the task's
  }
  if (finding.kind !== 'own') return finding.kind === 'left' ? finding.why : 'missing';
  if (isRefused) return 'refused'; // a drive without a trash is not asked for every file
  if (!isWanted()) return 'missing';
  const put = await trash.put(finding.absolutePath);
  return put.ok ? 'gone' : put.failure;
}
