import { toTaskId, type TaskId } from '../../shared/task.ts';

/** A pasted line and the ids in it, in order; none when it cannot hold one. */
export interface ParsedLine {
  readonly text: string;
  readonly ids: readonly TaskId[];
}

/** The two forms that providers give out: a hyphenated UUID, and 32 hex digits. */
const knownForms =
  /(?<![0-9a-z])(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32})(?![0-9a-z])/gi;

/** Longest line that is shown back to the user, in UTF-16 units. */
const shownLength = 200;

/** A word of prose is not an id: short and of letters only. */
function looksLikeProse(word: string): boolean {
  return word.length < 16 && /^[a-z]+$/i.test(word);
}

function findKnownForms(line: string): readonly TaskId[] {
  return (line.match(knownForms) ?? []).flatMap((text) => toTaskId(text) ?? []);
}

/** Ids in another form count only when the whole line is made of them. */
function findLooseForms(line: string): readonly TaskId[] {
  const words = line.split(/[\s,;]+/).map((word) => word.replace(/^["'`[(]+|["'`\])]+$/g, ''));
  const ids = words.filter((word) => word !== '').map((word) => toTaskId(word));
  const isList = ids.every((id) => id !== undefined && !looksLikeProse(id));
  return isList ? ids.flatMap((id) => id ?? []) : [];
}

/**
 * Finds task ids in pasted text, line by line; blank lines are left out. An id that appears twice is
 * reported where it appears first.
 */
export function parseIds(text: string): readonly ParsedLine[] {
  const seen = new Set<TaskId>();
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  return lines.flatMap((line) => {
    const known = findKnownForms(line);
    const ids = known.length > 0 ? known : findLooseForms(line.trim());
    const fresh = [...new Set(ids)].filter((id) => !seen.has(id));
    fresh.forEach((id) => seen.add(id));
    const isRepeat = ids.length > 0 && fresh.length === 0;
    return isRepeat ? [] : [{ text: line.trim().slice(0, shownLength), ids: fresh }];
  });
}
