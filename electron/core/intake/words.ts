import type { TaskId } from '../../shared/task.ts';
import { fieldKind, knownForm, readFieldValue, readKnownForm, readLooseForm } from './form.ts';
import { labelBefore, type LabelKind } from './label.ts';

// Every quantifier below is bounded, or its letters cannot begin what follows: a line is read in
// time that grows with its length, whatever stands in it.

/** A task's field in running text: `taskId=`, `\"task_id\": \"`, `Task IDs: `. */
const fieldName =
  /(task[ _-]?ids?(?:[ _-]?list)?)(?![a-z0-9])["'`\\^*)\]]{0,8}[ \t]{0,4}(=>?|:=?|%3d)?/gi;
const fieldValue = /[ \t"'`\\^([*<]{0,12}([A-Za-z0-9_-]{8,128})(?![A-Za-z0-9_-]|\.[A-Za-z0-9])/y;
const nextValue = new RegExp(`[\\s,;"'\`\\\\^]{1,16}(${knownForm})(?![\\w-]|\\.\\w)`, 'iy');

/** `/tasks/<id>` in an address. */
const pathValue = new RegExp(`/tasks?/(${knownForm})(?![\\w-]|\\.\\w)`, 'gi');

/** Nothing else is worth the closer looks below; for a long text without ids, quick to say no. */
const idLike = /[0-9a-f]{8}(?:-[0-9a-f]{4}-|[0-9a-f]{24})/i;

const bareWord = new RegExp(
  `(?<![\\w\\-/\\\\.@+%&?$])${knownForm}(?![\\w\\-/\\\\@+%=]|\\.\\w)`,
  'gi',
);

/**
 * The provider's media files carry the task's id in their names, then a count, the second and a number:
 * `7d2c58e1…_1_1774788532_2001.mp4` (recorded). The only file name that tells an id.
 */
const mediaName =
  /(?<![0-9a-z])([0-9a-f]{32})_\d{1,3}_\d{10}_\d{1,6}\.(?:mp4|mov|webm|jpe?g|png|webp|gif)\b/gi;

/** A line of md5sum's: a file's hash, in the very form of an id. */
const md5Line = /^\\?[0-9a-f]{32} [ *]\S.*\.\w{1,5}\s*$/i;

/** An id in quotes, in UTF-16 units. */
const longestWord = 140;

/** Ids that stand in a task's field, wherever in the text; for text of which nothing else counts. */
export function findFields(text: string): readonly TaskId[] {
  if (!/task/i.test(text)) return [];
  const ids: TaskId[] = [];
  for (const match of text.matchAll(fieldName)) {
    const before = text.slice(Math.max(0, match.index - 12), match.index);
    const name = (/[A-Za-z_.-]* ?$/.exec(before)?.[0] ?? '') + (match[1] ?? '');
    if (fieldKind(name) === 'task-id') {
      for (const id of readValues(text, match, match.index)) ids.push(id);
    }
  }
  for (const match of text.matchAll(pathValue))
    ids.push(...orNothing(readKnownForm(match[1] ?? '')));
  return ids;
}

function readValues(
  text: string,
  [field, name = '', sign]: RegExpExecArray,
  at: number,
): readonly TaskId[] {
  const ids: TaskId[] = [];
  fieldValue.lastIndex = at + field.length;
  const value = fieldValue.exec(text)?.[1] ?? '';
  // “task id abcdefgh1” may be prose; with a sign between them it is a field.
  const first = sign === undefined ? readKnownForm(value) : readFieldValue(value);
  if (first === undefined) return ids;
  ids.push(first);
  if (!/ids|list/i.test(name)) return ids;
  nextValue.lastIndex = fieldValue.lastIndex;
  for (let next = nextValue.exec(text); next !== null; next = nextValue.exec(text)) {
    ids.push(...orNothing(readKnownForm(next[1] ?? '')));
  }
  return ids;
}

/**
 * Ids that stand in a line as words of their own: a UUID or 32 hex digits that nothing before them
 * calls by another name, the provider's media names, and lines made of nothing but ids.
 * @param above the line before, which may be the caption of this one.
 */
export function findWords(line: string, above: string): readonly TaskId[] {
  if (!idLike.test(line)) return findLooseForms(line);
  if (md5Line.test(line)) return [];
  const ids: TaskId[] = [];
  // In a list, what stands before its first word speaks for all.
  let listEnd = -1;
  let kind: LabelKind = 'none';
  for (const { 0: word, index } of line.matchAll(bareWord)) {
    const isListed = listEnd >= 0 && /^[\s,;"'`()[\]]*$/.test(line.slice(listEnd, index));
    if (!isListed) kind = labelBefore(line, index, above);
    listEnd = index + word.length;
    if (kind !== 'other') ids.push(...orNothing(readKnownForm(word)));
  }
  for (const match of line.matchAll(mediaName))
    ids.push(...orNothing(readKnownForm(match[1] ?? '')));
  return ids.length > 0 ? ids : findLooseForms(line);
}

/** Ids in another form count only when the whole line is made of them. */
function findLooseForms(line: string): readonly TaskId[] {
  const ids: TaskId[] = [];
  for (const [word] of line.matchAll(/[^\s,;]+/g)) {
    if (word.length > longestWord) return [];
    const id = readLooseForm(word.replace(/^["'`[(]+/, '').replace(/["'`\])]+$/, ''));
    if (id === undefined) return [];
    ids.push(id);
  }
  return ids;
}

function orNothing(id: TaskId | undefined): readonly TaskId[] {
  return id === undefined ? [] : [id];
}
