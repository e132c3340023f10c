import { toTaskId } from '../../../shared/id.ts';
import type { Archive } from '../../archive/archive.ts';
import { nameFiles, withBase } from '../../archive/rename-files.ts';
import type { Relocation } from '../../archive/relocations.ts';
import { toRelativePath } from '../../files/relative-path.ts';
import type { RemovedTasks } from '../../ledger/removed-tasks.ts';
import type { TaskService } from '../../library/task-service.ts';
import { FileIndex, removedSource } from '../check/file-index.ts';
import { Owners } from '../check/owners.ts';

/** What a journal is held against. */
export interface Library {
  readonly tasks: TaskService;
  readonly removed: Pick<RemovedTasks, 'get' | 'values' | 'watch'>;
}

/**
 * What of a journal this library confirms: anybody may have put the file there. Only a task of its own, in
 * this very archive and under one of the two names, has names to be cleared; its files are those that the
 * library knows, never those that the journal tells.
 */
export async function confirmed(
  library: Library,
  archive: Archive,
  journal: readonly Relocation[],
): Promise<readonly Relocation[]> {
  if (journal.length === 0) return [];
  const { tasks, removed } = library;
  const indexes = [new FileIndex(tasks), new FileIndex(removedSource(removed))];
  try {
    for (const index of indexes) await index.build();
    const archiveId = archive.id;
    const owners = new Owners(indexes, archiveId);
    return journal.flatMap((relocation) => own(library, { archiveId, owners }, relocation) ?? []);
  } finally {
    for (const index of indexes) index.dispose();
  }
}

function own(
  { tasks, removed }: Library,
  { archiveId, owners }: { readonly archiveId: string; readonly owners: Owners },
  { taskId, from, to }: Relocation,
): Relocation | undefined {
  const id = toTaskId(taskId);
  const task = id && (tasks.get(id) ?? removed.get(id)?.task);
  const base = task?.reservedPath;
  if (task?.state !== 'archived' || task.id !== taskId || task.archiveId !== archiveId) {
    return undefined;
  }
  if (base === undefined || from === to || (base !== from && base !== to)) return undefined;
  const files = base === to ? task.files : withBase(task.files, { from, to });
  const isOwn =
    nameFiles(files, to) &&
    [from, to].every((each) => toRelativePath(`${each}.json`) !== undefined) &&
    withBase(files, { from: to, to: from }).every(
      ({ path }) => !owners.isOfAnother(path, taskId),
    ) &&
    files.every(({ path }) => !owners.isOfAnother(path, taskId));
  return isOwn ? { taskId, from, to, files } : undefined;
}
