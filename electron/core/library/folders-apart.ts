import { dirname, isAbsolute, resolve, sep } from 'node:path';
import type { DiskFailure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import { inFolder } from '../archive/naming/archive-path.ts';
import { Root } from '../files/root.ts';

/** How one folder lies to another one. */
type Nesting = 'same' | 'inside' | 'around';

/** Folders that are looked at in another one: an archive of a hundred years by months has a tenth. */
const maxFolders = 10_000;

/** A path with the links on its way resolved, also when its end is not there yet. */
export async function realPath(path: string): Promise<string> {
  try {
    return (await new Root(path).rootFacts()).realPath;
  } catch {
    const parent = dirname(path);
    return parent === path
      ? path
      : resolve(await realPath(parent), path.slice(parent.length).replace(/^[\\/]/, ''));
  }
}

/**
 * Checks that neither of two folders lies in the other, whatever leads there: links, other letters of one
 * name, or a second place where a drive or a folder is mounted. What was copied from one to the other would
 * be copied again and again, and thrown away with it.
 * @param use what the other one is
 * @returns `folder-not-absolute`, `folder-nested`
 */
export async function apart(
  path: string,
  other: string,
  use: 'archive' | 'mirror',
): Promise<Outcome<undefined, DiskFailure>> {
  if (!isAbsolute(path)) return fail({ code: 'folder-not-absolute', path });
  const [one, two] = [await realPath(resolve(path)), await realPath(resolve(other))];
  const lies = nestingByName(one, two) ?? (await nestingByNumber(one, two));
  if (lies === undefined) return succeed(undefined);
  return fail({ code: 'folder-nested', path, other, use, lies });
}

function nestingByName(one: string, two: string): Nesting | undefined {
  if (one === two) return 'same';
  if (isBelow(one, two)) return 'inside';
  return isBelow(two, one) ? 'around' : undefined;
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** By the numbers that the file systems give to folders, which are the same by whatever name. */
async function nestingByNumber(one: string, two: string): Promise<Nesting | undefined> {
  const [ofOne, ofTwo] = [await numbersUpFrom(one), await numbersUpFrom(two)];
  // Some file systems have one number for everything.
  if (saysNothing(ofOne) || saysNothing(ofTwo)) return undefined;
  const [own, others] = [ofOne[0], ofTwo[0]];
  if (own !== undefined && own === others) return 'same';
  if (own !== undefined && ofTwo.includes(own)) return 'around';
  if (others !== undefined && ofOne.includes(others)) return 'inside';
  return (await holdsAny(new Root(two), new Set(ofOne))) ? 'inside' : undefined;
}

/** Whether a folder has the number of the one above it: then its file system tells nothing by numbers. */
function saysNothing([number, above]: readonly (string | undefined)[]): boolean {
  return number !== undefined && number === above;
}

/** Of a folder and all above it, from below; `undefined` for what is not there or does not answer. */
async function numbersUpFrom(path: string): Promise<readonly (string | undefined)[]> {
  const number = await new Root(path).rootFacts().then(
    ({ identity }) => identity,
    () => undefined,
  );
  const parent = dirname(path);
  return [number, ...(parent === path ? [] : await numbersUpFrom(parent))];
}

/** Whether any folder below a root has one of these numbers. What cannot be read has none. */
async function holdsAny(root: Root, numbers: ReadonlySet<string | undefined>): Promise<boolean> {
  const folders = [''];
  for (let count = 0; count < maxFolders; count += 1) {
    const folder = folders.pop();
    if (folder === undefined) return false;
    try {
      const entries = await root.list(folder);
      const below = entries
        .filter(({ kind }) => kind === 'folder')
        .map(({ name }) => inFolder(folder, name));
      const facts = await root.factsEach(below);
      if (facts.some((each) => each !== undefined && numbers.has(each.identity))) return true;
      folders.push(...below);
    } catch {
      // Whoever copies it meets the same trouble, and says so.
    }
  }
  return false;
}
