import type { Task } from '../../../shared/task.ts';
import { foldName } from '../../archive/path.ts';

/** What a file's name may be, less the ending of any file that a task has under its base path. */
export function* basesOf(foldedPath: string): Generator<string> {
  const folder = foldedPath.lastIndexOf('/') + 1;
  for (
    let dot = foldedPath.indexOf('.', folder);
    dot !== -1;
    dot = foldedPath.indexOf('.', dot + 1)
  ) {
    const base = foldedPath.slice(0, dot);
    yield base;
    yield base.replace(/ (?:\d+|\(\d\))$/, '');
  }
}

/**
 * Which of these paths any of the other tasks has as well: in its list of files, or under the base path
 * that it has reserved. Looks at each task once, however many paths there are.
 * @param paths relative to the archive, with `/`
 * @returns a test for one of the paths
 */
export function sharedAmong(
  paths: Iterable<string>,
  others: Iterable<Task>,
): (path: string) => boolean {
  const wanted = new Map<string, readonly string[]>(); // by the folded form, with what it may be under
  const bases = new Set<string>();
  for (const path of paths) {
    const folded = foldName(path);
    const own = [...basesOf(folded)];
    wanted.set(folded, own);
    for (const base of own) bases.add(base);
  }
  const shared = new Set<string>();
  const claimedBases = new Set<string>();
  for (const task of others) {
    const listed = task.state === 'archived' ? task.files : [];
    for (const { path } of task.thumbnail === undefined ? listed : [...listed, task.thumbnail]) {
      const folded = foldName(path);
      if (wanted.has(folded)) shared.add(folded);
    }
    if (task.reservedPath === undefined) continue;
    const base = foldName(task.reservedPath);
    if (bases.has(base)) claimedBases.add(base);
  }
  return (path) => {
    const folded = foldName(path);
    return shared.has(folded) || (wanted.get(folded) ?? []).some((base) => claimedBases.has(base));
  };
}
