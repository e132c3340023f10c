import { foreignKind, isForeignTaskId, namesForeignSecret } from './foreign-label.ts';
import { fieldKind } from './form.ts';

/** What stands before a word, as far as it says what the word is: `task`, another thing, or nothing. */
export type LabelKind = 'task' | 'other' | 'none';

/** How far back a label can begin, in UTF-16 units. */
const labelReach = 64;

/** The same of a caption on the line above, with its tags. */
const captionReach = 4 * labelReach;

/** How far the name of a secret reaches. */
const secretReach = 300;

const secretWords =
  /\b(?:authorization|bearer|api[ _-]?keys?|secret|password|passwd|token|cookie)\b/i;

const captionEnd = /(?:[:：]|=>|(?<!\p{L})(?:id|ids|uuid|key|token|hash|secret))\s*$/iu;

/** What stands directly before a value: quotation marks of any kind, brackets, an ETag’s `W/`, a table’s line. */
const opening = /(?:\bW\/)?["'`“”„‟«»‹›‘’「」『』\\([{<*~|│┃║^]+$/;

/** Nothing but blanks, a list’s mark, or PHP’s `string(36)` before a value, under its name. */
const nothing = /^\s*(?:[-*+•>]|\d{1,4}[.)]|string\(\d{1,6}\))?\s*$/;

/** The end of a name that is one word: `requestId`, in a property list, a table or a form. */
const nameEnd = /^[a-z][A-Za-z]{0,30}I[dD]s?$/;

const field =
  /(\p{L}[\p{L}\w.-]*(?: \p{L}[\p{L}\w-]*)?)(["'`“”„‟«»‹›‘’「」『』\])*\\]*)\s*(={1,3}>?|:=?|：|->|→)\s*$/iu;

/** The words before a value that nothing but blanks, dashes or a row of dots parts from them. */
const wordsBefore =
  /(\p{L}[\p{L}\w-]*(?: ids?| uuid| keys?| number)?)(?: (?:is|was|are|here|now))?(?:[\s#]|(?<=\s)[-–—.…·]+(?=\s))*$/iu;

/** The tag of XML or HTML that a value stands in. */
const tag = /<(?:[\w-]{1,40}:)?([a-z][\w.-]{0,40})(?:\s[^<>]{0,60})?>\s*$/i;
const tags = /<\/?[a-z][^<>]{0,100}>/gi;

/** A resource’s name ends in an id that is not a task’s; nor is one of a Celery worker’s, which logs them so. */
const otherNames = /(?:^|\s)arn:\S*$|\bTask [\w.]{1,60}\[$/;

/** Things whose ids are UUIDs or 32 hex digits as well. */
const otherThings = new Set(
  (
    'authorization bearer basic token key apikey secret password passwd pwd cookie session sid csrf ' +
    'nonce signature sig hash sha sha1 sha256 sha512 md5 crc checksum digest etag commit revision rev ' +
    'tree blob build version request req trace span correlation account user owner customer team org ' +
    'organization tenant project workspace device client machine installation image file asset upload ' +
    'model voice character order invoice payment message msg event webhook uuid guid uid clsid'
  ).split(' '),
);

/** Things that are also what a person calls the task: only their “id” is another thing's. */
const thingsByIdOnly = new Set(
  (
    'video media clip audio track scene object resource subscription directory policy node pod execution ' +
    'run workflow deployment environment prompt chat channel thread page row contact lead ticket client'
  ).split(' '),
);

const idWords = new Set(['id', 'ids', 'uuid', 'guid', 'key', 'hash', 'token', 'sum', 'sha', 'md5']);

function wordsOf(label: string): readonly string[] {
  return label
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .flatMap(parted);
}

/** `traceid` is two words in one. */
function parted(word: string): readonly string[] {
  const [, thing = '', end = ''] = /^(.+?)(ids?|uuid)$/.exec(word) ?? [];
  return otherThings.has(thing) ? [thing, end] : [word];
}

/** What a table's head says of the values below it. */
export function headKind(head: string): LabelKind {
  if (fieldKind(head) === 'task-id' || isForeignTaskId(head)) return 'task';
  return isOtherThing(head) || foreignKind(head) === 'other' ? 'other' : 'none';
}

/** Whether a label names something that is not a task: `requestId`, `video id`, `etag`. */
function isOtherThing(label: string): boolean {
  const words = wordsOf(label);
  const last = words.at(-1) ?? '';
  const isIdentifier = words.length > 1 && !label.includes(' ') && idWords.has(last);
  const isIdOfThing =
    words.length > 1 && idWords.has(last) && words.some((w) => thingsByIdOnly.has(w));
  return isIdentifier || isIdOfThing || words.some((word) => otherThings.has(word));
}

function kindOf(label: string): LabelKind {
  // The label may have caught a word too many: “my task id”.
  const last = label.slice(label.lastIndexOf(' ') + 1);
  if (fieldKind(label) !== 'other' || fieldKind(last) !== 'other') return 'task';
  if (/\btask ids?$/i.test(label) || isForeignTaskId(label)) return 'task';
  return isOtherThing(label) ? 'other' : foreignKind(label);
}

/**
 * Reads what stands before the word at `start`: `videoId: …` and `?sig=…` are other things, and after a
 * secret's name nothing on the line counts that is not called a task. `above` is the line before, which
 * may be a caption.
 */
export function labelBefore(line: string, start: number, above: string): LabelKind {
  const written = line.slice(Math.max(0, start - labelReach), start);
  if (otherNames.test(written)) return 'other';
  const reached = written.replace(opening, '');
  const inTag = kindOf(tag.exec(reached)?.[1] ?? '');
  if (inTag !== 'none') return inTag;
  const near = reached.replace(tags, '').replace(opening, '');
  const isFirst = start < labelReach && nothing.test(near);
  if (isFirst) return captionLabel(above);
  const before = line.slice(Math.max(0, start - secretReach), start);
  const named = field.exec(near);
  if (named !== null) return fieldLabel(named, before);
  if (near.endsWith('=')) return 'other';
  const words = wordsBefore.exec(near);
  const kind = words === null ? 'none' : kindOf(words[1] ?? '');
  return kind === 'none' && speaksOfSecret(before) ? 'other' : kind;
}

function fieldLabel(
  [, label = '', quotes = '', separator = '']: RegExpExecArray,
  before: string,
): LabelKind {
  const kind = kindOf(label);
  if (kind !== 'none') return kind;
  // In `a=…` and `"a": …` only a task's field counts; `a: …` may be prose.
  const isStructured = separator.startsWith('=') || quotes !== '';
  return isStructured || speaksOfSecret(before) ? 'other' : 'none';
}

/** A short line that ends in a colon, or in “id” or “key”, names what stands below it. */
function captionLabel(above: string): LabelKind {
  const line = above.slice(0, captionReach).replace(tags, '').trim();
  const isCaption = line.length <= labelReach && (captionEnd.test(line) || nameEnd.test(line));
  if (!isCaption) return 'none';
  const words = line
    .replace(/(?:[:：]|=>)\s*$/, '')
    .trim()
    .split(/\s+/);
  return namesSecret(line) ? 'other' : kindOf(words.slice(-2).join(' '));
}

/** Whether a line names a secret, which may stand below it. */
export function namesSecret(line: string): boolean {
  return line.length <= labelReach && speaksOfSecret(line);
}

function speaksOfSecret(text: string): boolean {
  return secretWords.test(text) || namesForeignSecret(text);
}

const pluralCaption = /(?:\b(?:ids|uuids|keys|hashes|tokens|secrets)|s|列表)\s*[:：]?\s*$/i;

/**
 * Whether a caption still speaks for the lines behind this one, which it spoke for: the items of a list, and
 * what a plural announced.
 */
export function captionGoesOn(caption: string, line: string): boolean {
  if (caption.length > labelReach || !captionEnd.test(caption)) return false;
  const isItem = /^\s*(?:[-*+•>]|\d{1,4}[.)])\s/.test(line);
  return isItem || (pluralCaption.test(caption) && !captionEnd.test(line));
}

/** Whether a caption reaches over a blank line: a secret's does, and one that is a thing's id by name. */
export function reachesFar(line: string): boolean {
  if (line.length > labelReach) return false;
  return namesSecret(line) || (captionEnd.test(line) && /\b(?:id|uuid)\s*[:：]?\s*$/i.test(line));
}
