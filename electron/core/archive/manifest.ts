import { toRelativePath } from '../files/relative-path.ts';
import type { Root } from '../files/root.ts';
import { inFolder } from './path.ts';

/** The file in every month's folder that `sha256sum -c` reads. */
export const manifestName = 'manifest-sha256.txt';

/** More than any month fills: some 400,000 lines. */
const mostManifestBytes = 64 * 1024 ** 2;

/** One file, by its name in the manifest's own folder. */
export interface ManifestEntry {
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
export function manifestLine({ name, sha256 }: ManifestEntry): string {
  const escaped = name.replace(/[\\\n\r]/g, (character) => escapes[character] ?? character);
  return `${escaped === name ? '' : '\\'}${sha256}  ${escaped}\n`;
}

async function readManifest(root: Root, path: string): Promise<string> {
  return (await root.readText(path, mostManifestBytes)) ?? '';
}

/** What a line says, without its hash: two lines of the same rest speak of the same file. */
function fileOf(line: string): string {
  return line.replace(/^(\\?)[0-9a-f]{64}/i, '$1');
}

/**
 * What the manifest must say once it has these entries: lines of other files stay as they are; a line of
 * the same file with another hash gives way; a last line torn by a power cut goes.
 * @returns lines to append, or the whole text when appending is not enough
 */
export function planManifest(
  text: string,
  entries: readonly ManifestEntry[],
): { readonly append: string } | { readonly rewrite: string } {
  const lines = text.split('\n');
  const torn = lines.pop() ?? '';
  const wanted = new Map(
    entries.map((entry) => manifestLine(entry).slice(0, -1)).map((line) => [fileOf(line), line]),
  );
  // Of thousands of lines few can be meant: those of the same file are of the same length.
  const lengths = new Set([...wanted.values()].map((line) => line.length));
  const present = new Set<string>();
  const kept = lines.filter((line) => {
    const own = lengths.has(line.length) ? (wanted.get(fileOf(line)) ?? line) : line;
    if (own === line && lengths.has(line.length)) present.add(line);
    return own === line;
  });
  const missing = [...wanted.values()].filter((line) => !present.has(line));
  if (torn === '' && kept.length === lines.length) {
    return { append: missing.map((line) => `${line}\n`).join('') };
  }
  return { rewrite: [...kept, ...missing].map((line) => `${line}\n`).join('') };
}

/** The lines of a folder's manifest, with their ends; none where there is no manifest. */
export async function manifestLines(root: Root, folder: string): Promise<ReadonlySet<string>> {
  const text = await readManifest(root, inFolder(folder, manifestName));
  return new Set(text.split(/(?<=\n)/));
}

const unescapes: { readonly [letter: string]: string } = { '\\': '\\', n: '\n', r: '\r' };

/**
 * The files that a manifest names. Lines that nobody can read are left out, and such as name anything but a
 * file that may lie in the manifest's own folder: anybody may have written them.
 * @param text the manifest's own
 */
export function entriesIn(text: string): readonly ManifestEntry[] {
  const entries: ManifestEntry[] = [];
  for (const line of new Set(text.split(/(?<=\n)/))) {
    const [, escaped, sha256, name] = /^(\\?)([0-9a-f]{64}) [ *](.+)\n$/.exec(line) ?? [];
    if (sha256 === undefined || name === undefined) continue;
    const plain = name.replace(/\\([\\nr])/g, (_, letter: string) => unescapes[letter] ?? letter);
    const own = escaped === '' ? name : plain;
    if (own.includes('/') || toRelativePath(own) === undefined) continue;
    entries.push({ name: own, sha256 });
  }
  return entries;
}

/** The files that a folder's manifest names, as `entriesIn` reads them. */
export async function manifestEntries(
  root: Root,
  folder: string,
): Promise<readonly ManifestEntry[]> {
  return entriesIn(await readManifest(root, inFolder(folder, manifestName)));
}

/** The manifest's text without the lines of these files. */
export function withoutFiles(text: string, names: readonly string[]): string {
  const gone = new Set(names.map((name) => fileOf(manifestLine({ name, sha256: anyHash }))));
  return text
    .split(/(?<=\n)/)
    .filter((line) => !gone.has(fileOf(line)))
    .join('');
}

const anyHash = '0'.repeat(64);

/** The manifests of an archive, each written by one writer at a time. */
export class Manifests {
  readonly #root: Root;
  readonly #turns = new Map<string, Promise<void>>();

  constructor(root: Root) {
    this.#root = root;
  }

  /**
   * Makes sure that the folder's manifest has these entries, on disk; again is as good as once.
   * @throws the system's error
   */
  async add(folder: string, entries: readonly ManifestEntry[]): Promise<void> {
    await this.#inTurn(folder, (path) => this.#write(path, entries));
  }

  /**
   * Takes the lines of files out that are not in the folder any more.
   * @throws the system's error
   */
  async remove(folder: string, names: readonly string[]): Promise<void> {
    await this.#inTurn(folder, async (path) => {
      const root = this.#root;
      const text = await readManifest(root, path);
      const kept = withoutFiles(text, names);
      if (kept === text) return;
      if (kept.trim() !== '') await root.writeDurably(path, kept);
      else {
        await root.remove(path); // `sha256sum -c` complains of one without lines
        await root.syncFolder(folder);
      }
    });
  }

  async #inTurn(folder: string, write: (path: string) => Promise<void>): Promise<void> {
    const before = this.#turns.get(folder) ?? Promise.resolve();
    const turn = before.then(() => write(inFolder(folder, manifestName)));
    const settled = turn.catch(() => {}); // whoever waits for its turn does not inherit the error
    this.#turns.set(folder, settled);
    try {
      await turn;
    } finally {
      if (this.#turns.get(folder) === settled) this.#turns.delete(folder);
    }
  }

  async #write(path: string, entries: readonly ManifestEntry[]): Promise<void> {
    const root = this.#root;
    const text = await readManifest(root, path);
    const plan = planManifest(text, entries);
    if ('rewrite' in plan) await root.writeDurably(path, plan.rewrite);
    else if (plan.append !== '' && !(await root.append(path, plan.append))) {
      await root.writeDurably(path, text + plan.append); // the other name's file stays as it is
    }
  }
}
