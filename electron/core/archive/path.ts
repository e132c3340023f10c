/** What a file name is made of. */
export interface NameWish {
  readonly taskId: string;
  readonly prompt?: string;
  /** Unix milliseconds; the name carries the local date. */
  readonly atMs: number;
}

/** Characters, as a reader counts them, after which a prompt is cut. */
const promptCharacters = 60;

/**
 * Bytes of a name with its longest ending. File systems take 255; encrypted folders and backup tools
 * take less.
 */
const nameBytes = 240;
const longestEnding = ' 999.mp4.part.json';

/** The part of the id that tells two tasks of one day apart, and how far it grows on a collision. */
const idLengths = [8, 12, 16, 32];

/** Not allowed on Windows: learn.microsoft.com, "Naming Files, Paths, and Namespaces". */
const forbidden = /[<>:"/\\|?*]/g;

/** Control, format (zero-width, bidi), surrogate, private and unassigned code points, but joiners. */
const invisible = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?!\u200d)\p{Cf}/gu;

/** A joiner is kept only between emoji, where it makes one of several. */
const strayJoiner =
  /(?<!\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?)\u200d|\u200d(?!\p{Extended_Pictographic})/gu;

/** Device names on Windows, with any extension; superscript digits count as digits there. */
const deviceName = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=$|[ .])/i;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The local calendar day, `2026-11-22`. */
function localDay(atMs: number): string {
  const date = new Date(atMs);
  const pad = (value: number, width: number): string => String(value).padStart(width, '0');
  return `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1, 2)}-${pad(date.getDate(), 2)}`;
}

/** The longest beginning that fits, cut between graphemes, and at a word's end if one is near. */
function cut(text: string, maxCharacters: number, maxBytes: number): string {
  let kept = '';
  let characters = 0;
  for (const { segment } of graphemes.segment(text)) {
    if (characters === maxCharacters || Buffer.byteLength(kept + segment) > maxBytes) {
      const lastSpace = kept.lastIndexOf(' ');
      const endsWord = segment === ' ' || lastSpace < kept.length / 2;
      return endsWord ? kept : kept.slice(0, lastSpace);
    }
    kept += segment;
    characters += 1;
  }
  return kept;
}

/**
 * Text that is a harmless piece of a file name on Windows, macOS and Linux: in NFC, without the
 * characters that one of them forbids or that cannot be seen, without leading dots or dashes (hidden
 * files, options), without trailing dots or spaces (Windows drops them), and no device's name.
 */
export function safeName(text: string): string {
  const clean = text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(invisible, '')
    .replace(strayJoiner, '')
    .replace(forbidden, ' ')
    .normalize('NFC') // again: marks that a removed character kept apart have met
    .replace(/ +/g, ' ')
    .replace(/^[ .\-~]+/, '')
    .replace(/[ .]+$/, '');
  return deviceName.test(clean) ? `_${clean}` : clean;
}

/** Letters and digits of a task id, which is what its name in the archive shows. */
function idLetters(taskId: string): string {
  return taskId.replace(/[^A-Za-z0-9]/g, '').toLowerCase() || 'task';
}

function nameWith(wish: NameWish, tag: string): string {
  const day = localDay(wish.atMs);
  const fixedBytes = Buffer.byteLength(`${day}  [${tag}]${longestEnding}`);
  const words = safeName(wish.prompt ?? '');
  const prompt = cut(words, promptCharacters, nameBytes - fixedBytes).replace(/[ .]+$/, '');
  return prompt === '' ? `${day} [${tag}]` : `${day} ${prompt} [${tag}]`;
}

/**
 * Base paths for a task's files, best first, without end: `2026/11/2026-11-22 golden retriever
 * [7d2c58e1]`, then with more of the id, then with a counter. Relative to the archive, with `/`.
 */
export function* basePaths(wish: NameWish): Generator<string> {
  const [year, month] = localDay(wish.atMs).split('-');
  const folder = `${year ?? ''}/${month ?? ''}`;
  const letters = idLetters(wish.taskId);
  const tags = new Set(idLengths.map((length) => letters.slice(0, length)));
  for (const tag of tags) yield `${folder}/${nameWith(wish, tag)}`;
  for (let count = 2; ; count += 1) {
    yield `${folder}/${nameWith(wish, `${letters.slice(0, 32)}-${String(count)}`)}`;
  }
}

/**
 * The base path of one of a task's results, counted from 1: the task's own for the first, `… 2` for the
 * second. A task's base ends in `]`, so no other task has any of them.
 */
export function resultBase(base: string, count: number): string {
  return count === 1 ? base : `${base} ${String(count)}`;
}

/** What follows a task's base in the name of any of its files: `.mp4`, ` 2.mp4.part`. */
export const resultEnding = /^(?: \d+)?\./;

/**
 * The form in which two names are compared: file systems of Windows and macOS do not tell cases apart,
 * and macOS does not tell composed from decomposed letters.
 */
export function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase().normalize('NFC');
}
