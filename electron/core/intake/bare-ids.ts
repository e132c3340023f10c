import type { TaskId } from '../../shared/id.ts';
import { fieldKind, knownForm, readFieldValue, readKnownForm, readLooseForm } from './form.ts';
import { labelBefore, type LabelKind } from './label.ts';
import { hasHit, hitsIn } from './text-windows.ts';

// Every quantifier below is bounded, or its letters cannot begin what follows: a line is read in
// time that grows with its length, whatever stands in it.

/** Quotation marks, a shell’s escapes, and what sets a word off in Markdown. */
const marks = String.raw`"'\`“”„«»‘’\\^*`;
/** `taskIds[]=` and `taskIds%5B0%5D=` of addresses. */
const index = String.raw`(?:\[\w{0,4}\]|%(?:25)?5b\w{0,4}%(?:25)?5d)?`;
const separator = '={1,3}>?|:=?|：|%(?:25)?3d';

/** A task's field in running text: `taskId=`, `\"task_id\": \"`, `Task IDs: `. */
const fieldName = new RegExp(
  String.raw`(task[ _-]?ids?(?:[ _-]?list)?)(?![a-z0-9])${index}[${marks})\]]{0,8}[ \t]{0,4}(${separator})?`,
  'gi',
);
const fieldValue = new RegExp(
  String.raw`[ \t\u00a0\u202f${marks}([<]{0,12}([A-Za-z0-9_-]{8,128})(?![A-Za-z0-9_-]|\.[A-Za-z0-9])`,
  'y',
);
/** A value that goes on, but not here: what shortens a text puts it where the rest was. */
const ellipsis = /(?:\u2026|\.\.|\\u2026|&hellip;|\[\u2026|\[\.\.)/y;
const nextValue = new RegExp(`[\\s,;"'\`\\\\^]{1,16}(${knownForm})(?![\\w-]|\\.\\w)`, 'iy');

/** `/tasks/<id>` in an address, or in a database's path. */
const pathValue = new RegExp(`(?<![\\w.-])tasks?/(${knownForm})(?![\\w-]|\\.\\w)`, 'gi');

/** Nothing else is worth the closer looks below; for a long text without ids, quick to say no. */
const idLike = /[0-9a-f]{8}(?:-[0-9a-f]{4}-|[0-9a-f]{24})/gi;

const bareWord = new RegExp(
  `(?<![\\w\\-/\\\\.@+%&?$])${knownForm}(?![\\w\\-/@+%=]|\\\\(?!(?:par|line|cell|row|tab|[nrt])\\b)|\\.\\w)`,
  'gi',
);

/**
 * The provider's media files carry the task's id in their names, then a count, the second and a number:
 * `7d2c58e1…_1_1774788532_2001.mp4` (recorded). The only file name that tells an id.
 */
const mediaName =
  /(?<![0-9a-z])([0-9a-f]{32})_\d{1,3}_\d{10}_\d{1,6}(?: ?\(\d{1,3}\))?\.(?:mp4|mov|webm|jpe?g|png|webp|gif)\b/gi;

/** A line of md5sum's: a file's hash, in the very form of an id. */
const md5Line = /^\\?[0-9a-f]{32} [ *]\S.*\.\w{1,5}\s*$/i;

/** No path of a file is longer, in UTF-16 units. */
const longestMd5Line = 5_000;

/** Ids and words between two pauses. */
const idsPerPulse = 1_000;

/** `veo_task_1234567890abcdef`: no word of prose or of a program looks so. */
const taskWord =
  /(?<![\w\-/.@=%])[a-z][a-z0-9]{1,20}_task_(?=[a-z]{0,64}\d)[0-9a-z]{12,64}(?![\w-]|\.\w)/g;

const anyTask = /task/gi;
const anyWord = /[^\s,;]+/g;

/** An id in quotes, in UTF-16 units. */
const longestWord = 140;

/**
 * Ids that stand in a task's field, wherever in the text; for text of which nothing else counts.
 * @yields now and then, for the caller to pause.
 */
export function* findFields(text: string): Generator<undefined, readonly TaskId[]> {
  if (!(yield* hasHit(text, anyTask))) return [];
  const ids: TaskId[] = [];
  for (const hit of hitsIn(text, fieldName)) {
    if (hit === undefined) yield undefined;
    else if (fieldKind(fieldNameAt(text, hit.index, hit.match[1])) === 'task-id') {
      yield* readValues(text, hit.match, { at: hit.index, ids });
    }
  }
  for (const hit of hitsIn(text, pathValue)) {
    if (hit === undefined || ids.length % idsPerPulse === 0) yield undefined;
    take(ids, readKnownForm(hit?.match[1] ?? ''));
  }
  return ids;
}

/** A field's whole name: what was found may be the end of a longer one. */
function fieldNameAt(text: string, at: number, found = ''): string {
  const before = text.slice(Math.max(0, at - 12), at);
  return (/[A-Za-z_.-]* ?$/.exec(before)?.[0] ?? '') + found;
}

function* readValues(
  text: string,
  [field, name = '', separator]: RegExpExecArray,
  { at, ids }: { readonly at: number; readonly ids: TaskId[] },
): Generator<undefined, void> {
  fieldValue.lastIndex = at + field.length;
  const value = fieldValue.exec(text)?.[1] ?? '';
  let end = fieldValue.lastIndex;
  ellipsis.lastIndex = end;
  if (ellipsis.test(text)) return;
  // “task id abcdefgh1” may be prose; with a separator between them it is a field.
  const first = separator === undefined ? readKnownForm(value) : readFieldValue(value);
  take(ids, first);
  if (ids.length % idsPerPulse === 0) yield undefined;
  if (first === undefined || !/ids|list/i.test(name)) return;
  for (;;) {
    nextValue.lastIndex = end;
    const next = nextValue.exec(text);
    if (next === null) return;
    end = nextValue.lastIndex;
    take(ids, readKnownForm(next[1] ?? ''));
    if (ids.length % idsPerPulse === 0) yield undefined;
  }
}

/**
 * Ids that stand in a line as words of their own: a UUID or 32 hex digits that nothing before them
 * calls by another name, the provider's media names, and lines made of nothing but ids.
 * @param above the line before, which may be the caption of this one.
 * @yields now and then, for the caller to pause.
 */
export function* findWords(line: string, above: string): Generator<undefined, readonly TaskId[]> {
  if (!(yield* hasHit(line, idLike))) return yield* findLooseForms(line);
  if (line.length <= longestMd5Line && md5Line.test(line)) return [];
  const ids: TaskId[] = [];
  // In a list, what stands before its first word speaks for all.
  let listEnd = -1;
  let kind: LabelKind = 'none';
  let words = 0;
  let isTold = false;
  const aside = new Set<TaskId>(); // a log's thread or request, where something else is called a task
  for (const hit of hitsIn(line, bareWord)) {
    if (hit === undefined || (words += 1) % idsPerPulse === 0) yield undefined;
    if (hit === undefined) continue;
    const [word] = hit.match;
    const isListed = listEnd >= 0 && (yield* isListedAfter(line, listEnd, hit.index));
    if (!isListed) kind = labelBefore(line, hit.index, above);
    listEnd = hit.index + word.length;
    const id = kind === 'other' ? undefined : readKnownForm(word);
    take(ids, id);
    isTold ||= kind === 'task';
    if (id !== undefined && kind === 'none' && isBracketed(line, hit.index, word)) aside.add(id);
  }
  for (const hit of hitsIn(line, mediaName)) {
    if (hit === undefined || ids.length % idsPerPulse === 0) yield undefined;
    take(ids, readKnownForm(hit?.match[1] ?? ''));
  }
  if (isTold && aside.size > 0) return ids.filter((id) => !aside.has(id));
  return ids.length > 0 ? ids : yield* findLooseForms(line);
}

function isBracketed(line: string, at: number, word: string): boolean {
  return line[at - 1] === '[' && line[at + word.length] === ']';
}

const notOfList = /[^\s,;"'`()[\]]/g;

/** Whether nothing but what parts the items of a list is between them. */
function* isListedAfter(line: string, end: number, next: number): Generator<undefined, boolean> {
  return !(yield* hasHit(line.slice(end, next), notOfList));
}

/** Ids in another form count only when the whole line is made of them. */
function* findLooseForms(line: string): Generator<undefined, readonly TaskId[]> {
  const ids: TaskId[] = [];
  for (const hit of hitsIn(line, anyWord)) {
    if (hit === undefined || ids.length % idsPerPulse === idsPerPulse - 1) yield undefined;
    if (hit === undefined) continue;
    const [word] = hit.match;
    if (word.length > longestWord) return yield* findTaskWords(line);
    const id = readLooseForm(word.replace(/^["'`[(]+/, '').replace(/["'`\])]+$/, ''));
    if (id === undefined) return yield* findTaskWords(line);
    ids.push(id);
  }
  return ids;
}

/** Ids that call themselves a model's task, anywhere in a line. */
function* findTaskWords(line: string): Generator<undefined, readonly TaskId[]> {
  const ids: TaskId[] = [];
  for (const hit of hitsIn(line, taskWord)) {
    if (hit === undefined || ids.length % idsPerPulse === idsPerPulse - 1) yield undefined;
    take(ids, readFieldValue(hit?.match[0] ?? ''));
  }
  return ids;
}

/** Values that a task's field may hold, if the cell holds nothing else. */
export function* findValues(cell: string): Generator<undefined, readonly TaskId[]> {
  const ids: TaskId[] = [];
  for (const hit of hitsIn(cell, anyWord)) {
    if (hit === undefined || ids.length % idsPerPulse === idsPerPulse - 1) yield undefined;
    if (hit === undefined) continue;
    const id = readFieldValue(hit.match[0]);
    if (id === undefined) return [];
    ids.push(id);
  }
  return ids;
}

function take(ids: TaskId[], id: TaskId | undefined): void {
  if (id !== undefined) ids.push(id);
}
