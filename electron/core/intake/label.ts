import { fieldKind } from './form.ts';

/** What stands before a word, as far as it says what the word is: `task`, another thing, or nothing. */
export type LabelKind = 'task' | 'other' | 'none';

/** How far back a label can begin, in UTF-16 units. */
const labelReach = 64;

/** How far the name of a secret reaches. */
const secretReach = 300;

const secretWords =
  /\b(?:authorization|bearer|api[ _-]?keys?|secret|password|passwd|token|cookie)\b/i;

const captionEnd = /(?::|\b(?:id|ids|uuid|key|token|hash|secret))\s*$/i;

/** Things whose ids are UUIDs or 32 hex digits as well. */
const otherThings = new Set(
  (
    'authorization bearer basic token key apikey secret password passwd pwd cookie session sid csrf ' +
    'nonce signature sig hash sha sha1 sha256 sha512 md5 crc checksum digest etag commit revision rev ' +
    'tree blob build version request req trace span correlation account user owner customer team org ' +
    'organization tenant project workspace device client machine installation image file asset upload ' +
    'model voice character order invoice payment message msg event webhook uuid guid'
  ).split(' '),
);

/** Things that are also what a person calls the task: only their “id” is another thing's. */
const thingsByIdOnly = new Set(['video', 'media', 'clip', 'audio', 'track', 'scene']);

const idWords = new Set(['id', 'ids', 'uuid', 'guid', 'key', 'hash', 'token', 'sum', 'sha', 'md5']);

function wordsOf(label: string): readonly string[] {
  return label
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** Whether a label names something that is not a task: `requestId`, `video id`, `etag`. */
export function isOtherThing(label: string): boolean {
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
  if (/\btask ids?$/i.test(label)) return 'task';
  return isOtherThing(label) ? 'other' : 'none';
}

/**
 * Reads what stands before the word at `start`: `videoId: …` and `?sig=…` are other things, and after a
 * secret's name nothing on the line counts that is not called a task. `above` is the line before, which
 * may be a caption.
 */
export function labelBefore(line: string, start: number, above: string): LabelKind {
  const near = line.slice(Math.max(0, start - labelReach), start).replace(/["'`\\([{<*~|^]+$/, '');
  const isFirst = near.trim() === '' && start < labelReach;
  if (isFirst) return captionLabel(above);
  const before = line.slice(Math.max(0, start - secretReach), start);
  const field = /([a-z][\w.-]*(?: [a-z][\w-]*)?)(["'`\])*\\]*)\s*(=>?|:=?)\s*$/i.exec(near);
  if (field !== null) return fieldLabel(field, before);
  if (near.endsWith('=')) return 'other';
  const words =
    /([a-z][\w-]*(?: ids?| uuid| keys?| number)?)(?: (?:is|was|are|here|now))?[\s#]*$/i.exec(near);
  const kind = words === null ? 'none' : kindOf(words[1] ?? '');
  return kind === 'none' && secretWords.test(before) ? 'other' : kind;
}

function fieldLabel(
  [, label = '', quotes = '', separator = '']: RegExpExecArray,
  before: string,
): LabelKind {
  const kind = kindOf(label);
  if (kind !== 'none') return kind;
  // In `a=…` and `"a": …` only a task's field counts; `a: …` may be prose.
  const isStructured = separator.startsWith('=') || quotes !== '';
  return isStructured || secretWords.test(before) ? 'other' : 'none';
}

/** A short line that ends in a colon, or in “id” or “key”, names what stands below it. */
function captionLabel(line: string): LabelKind {
  const isCaption = line.length <= labelReach && captionEnd.test(line);
  if (!isCaption) return 'none';
  const words = line.replace(/:\s*$/, '').trim().split(/\s+/);
  return namesSecret(line) ? 'other' : kindOf(words.slice(-2).join(' '));
}

/** Whether a line names a secret, which may stand below it. */
export function namesSecret(line: string): boolean {
  return line.length <= labelReach && secretWords.test(line);
}
