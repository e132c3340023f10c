import { toRelativePath } from './relative-path.ts';

/** One file, by its name in the list's own folder. */
export interface HashEntry {
  readonly name: string;
  /** Lower-case hex. */
  readonly sha256: string;
}

const escapes: { readonly [character: string]: string } = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
};

/**
 * A line as GNU coreutils writes it: hash, two spaces, name. "If the file name contains a backslash,
 * newline, or carriage return, the line is started with a backslash, and each problematic character
 * in the file name is escaped with a backslash" (coreutils manual, md5sum invocation).
 */
export function hashLine({ name, sha256 }: HashEntry): string {
  const escaped = name.replace(/[\\\n\r]/g, (character) => escapes[character] ?? character);
  return `${escaped === name ? '' : '\\'}${sha256}  ${escaped}\n`;
}

const hashLength = 64;

/** Hash, two characters, and a name of one. */
const shortestLine = hashLength + 3;

/**
 * The lines that may speak of a file: where each begins, and where its line end is. What is too short is
 * passed over many lines at a time, so that no number of line ends takes long. A last line without its end
 * is left out.
 */
export function* longLines(text: string): Generator<readonly [start: number, end: number]> {
  for (let start = 0; start < text.length;) {
    const near = text.lastIndexOf('\n', start + shortestLine - 1);
    if (near >= start) {
      start = near + 1;
      continue;
    }
    const end = text.indexOf('\n', start + shortestLine);
    if (end < 0) return;
    yield [start, end];
    start = end + 1;
  }
}

/** What a line says, without its hash: two lines of the same rest speak of the same file. */
function fileOf(line: string): string {
  return line.replace(/^(\\?)[0-9a-f]{64}/i, '$1');
}

/** The lines of files to be had, and those of files to be gone. */
export interface HashListChange {
  /** As `hashLine` writes them. */
  readonly add: readonly string[];
  /** Lines of these files, whatever their hash. */
  readonly drop: readonly string[];
}

/** What to do to a list: lines to append, or the whole text when appending is not enough. */
export type HashListPlan = { readonly append: string } | { readonly rewrite: string };

/**
 * What a hash list must say once it is changed: lines of other files stay as they are; a line of the same
 * file with another hash gives way; a last line torn by a power cut goes. Linear, and quick.
 */
export function planHashList(text: string, { add, drop }: HashListChange): HashListPlan {
  const wanted = new Map(add.map((line) => line.slice(0, -1)).map((line) => [fileOf(line), line]));
  const gone = new Set(drop.map((line) => fileOf(line.slice(0, -1))));
  // Of thousands of lines few can be meant: those of the same file are of the same length.
  const lengths = new Set([...wanted.keys(), ...gone].map((rest) => rest.length + hashLength));
  const present = new Set<string>();
  const kept: string[] = [];
  let from = 0;
  const leaveOut = (start: number, next: number): void => {
    kept.push(text.slice(from, start));
    from = next;
  };
  for (const [start, end] of longLines(text)) {
    if (!lengths.has(end - start)) continue;
    const line = text.slice(start, end);
    const own = wanted.get(fileOf(line));
    if (own === line) present.add(line);
    else if (own !== undefined || gone.has(fileOf(line))) leaveOut(start, end + 1);
  }
  const whole = text.lastIndexOf('\n') + 1;
  if (whole < text.length) leaveOut(whole, text.length);
  const missing = [...wanted.values()].filter((line) => !present.has(line));
  const append = missing.map((line) => `${line}\n`).join('');
  if (from === 0 && kept.length === 0) return { append };
  return { rewrite: [...kept, text.slice(from), append].join('') };
}

const unescapes: { readonly [letter: string]: string } = { '\\': '\\', n: '\n', r: '\r' };

const entryLine = /^(\\?)([0-9a-f]{64}) [ *](.+)$/;

/**
 * The files that a hash list names, each line once. Lines that nobody can read are left out, and such as
 * name anything but a file that may lie in the list's own folder: anybody may have written them.
 */
export function entriesIn(text: string): readonly HashEntry[] {
  const entries: HashEntry[] = [];
  const seen = new Set<string>();
  for (const [start, end] of longLines(text)) {
    const line = text.slice(start, end);
    if (seen.has(line)) continue;
    seen.add(line);
    const [, escaped, sha256, name] = entryLine.exec(line) ?? [];
    if (sha256 === undefined || name === undefined) continue;
    const plain = name.replace(/\\([\\nr])/g, (_, letter: string) => unescapes[letter] ?? letter);
    const own = escaped === '' ? name : plain;
    if (own.includes('/') || toRelativePath(own) === undefined) continue;
    entries.push({ name: own, sha256 });
  }
  return entries;
}
