import { ForeignEntry, kindOf, lookAt, type Place } from './place.ts';
import { unlinkFile } from './rename.ts';

/** What a text is written beside, before it takes its name in one step. */
const besideEnding = '.tmp';

/** Names that are tried beside a file: the usual one may be somebody's folder or link. */
const maxBeside = 9;

/**
 * Where a text is written before it takes its name, with nothing there.
 * @throws ForeignEntry where something is under every name that is tried
 */
export function besideOf(path: string, place: Place): string {
  for (let count = 2; ; count += 1) {
    const ending = count === 2 ? besideEnding : `.${String(count - 1)}${besideEnding}`;
    try {
      clearOwn(path, ending, place);
      return `${path}${ending}`;
    } catch (error) {
      if (!(error instanceof ForeignEntry) || count > maxBeside) throw error;
    }
  }
}

/** Removes what an earlier write left beside: only a regular file is ours. */
function clearOwn(path: string, ending: string, { segments }: Place): void {
  const left = lookAt(path + ending);
  if (left === undefined) return;
  if (!left.isFile()) {
    const name = `${segments.at(-1) ?? ''}${ending}`;
    throw new ForeignEntry(kindOf(left), [...segments.slice(0, -1), name]);
  }
  unlinkFile(path + ending);
}

/** Removes what an earlier write left under the usual name beside a file. @throws ForeignEntry */
export function clearBeside(path: string, place: Place): void {
  clearOwn(path, besideEnding, place);
}
