/** The folder of a path in the archive: `2026/11`, or nothing for what lies in its root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The last name of a path in the archive. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The path of a name in a folder of the archive, which may be its root. */
export function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/**
 * The base path of one of a task's results, counted from 1: the task's own for the first, `… 2` for the
 * second. No task's base looks like that, so no other task has any of them.
 */
export function resultBase(base: string, count: number): string {
  return count === 1 ? base : `${base} ${String(count)}`;
}

/** The base path of one of the files that a task was made from, counted from 1: `… input`, `… input 2`. */
export function inputBase(base: string, count: number): string {
  return resultBase(`${base} input`, count);
}
