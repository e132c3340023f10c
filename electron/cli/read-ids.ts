import { parse } from '../core/intake/parse.ts';
import { Turns } from '../core/platform/turns.ts';
import type { TaskId } from '../shared/id.ts';

/** What texts hold. */
export interface IdsRead {
  readonly ids: readonly TaskId[];
  /** Texts, cut to what can be shown, without an id; and how many there are more. */
  readonly without: readonly string[];
  readonly more: number;
}

/** Texts without an id that are named. */
const maxNamed = 20;

/**
 * Finds ids in what was named on the command line, where a word of an undocumented form counts since
 * somebody calls it an id, and in a file's text, where it does not.
 */
export async function readIds(
  operands: readonly string[],
  fileText: string | undefined,
): Promise<IdsRead> {
  const ids = new Set<TaskId>();
  const without: string[] = [];
  let more = 0;
  const turns = new Turns();
  for (const [text, isNamed] of [
    [operands.join('\n'), true],
    [fileText ?? '', false],
  ] as const) {
    for (const line of parse(text)) {
      if (turns.isOver) await turns.next();
      if (line === undefined) continue;
      const found = line.ids.length > 0 || !isNamed ? line.ids : (line.perhaps ?? []);
      for (const id of found) ids.add(id);
      // Of a file most lines have none, and nobody wants to hear of each.
      if (found.length > 0 || (!isNamed && line.perhaps === undefined)) continue;
      if (without.length < maxNamed) without.push(line.text);
      else more += 1;
    }
  }
  return { ids: [...ids], without, more };
}
