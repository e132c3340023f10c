import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemCode } from '../disk.ts';
import { syncFolder, writeDurably, writeSynced } from './durable.ts';

/** The file in every month's folder that `sha256sum -c` reads. */
export const manifestName = 'manifest-sha256.txt';

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

async function readManifest(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return '';
    throw error;
  }
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
export async function manifestLines(folder: string): Promise<ReadonlySet<string>> {
  const text = await readManifest(join(folder, manifestName));
  return new Set(text.split(/(?<=\n)/));
}

const unescapes: { readonly [letter: string]: string } = { '\\': '\\', n: '\n', r: '\r' };

/** The files that a folder's manifest names; lines that nobody can read are left out. */
export async function manifestEntries(folder: string): Promise<readonly ManifestEntry[]> {
  const entries: ManifestEntry[] = [];
  for (const line of await manifestLines(folder)) {
    const [, escaped, sha256, name] = /^(\\?)([0-9a-f]{64}) [ *](.+)\n$/.exec(line) ?? [];
    if (sha256 === undefined || name === undefined) continue;
    const plain = name.replace(/\\([\\nr])/g, (_, letter: string) => unescapes[letter] ?? letter);
    entries.push({ name: escaped === '' ? name : plain, sha256 });
  }
  return entries;
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
  readonly #turns = new Map<string, Promise<void>>();

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
      const text = await readManifest(path);
      const kept = withoutFiles(text, names);
      if (kept === text) return;
      if (kept.trim() !== '') await writeDurably(path, kept);
      else {
        await rm(path); // `sha256sum -c` complains of one without lines
        await syncFolder(folder);
      }
    });
  }

  async #inTurn(folder: string, write: (path: string) => Promise<void>): Promise<void> {
    const before = this.#turns.get(folder) ?? Promise.resolve();
    const turn = before.then(() => write(join(folder, manifestName)));
    const settled = turn.catch(() => {}); // whoever waits for its turn does not inherit the error
    this.#turns.set(folder, settled);
    try {
      await turn;
    } finally {
      if (this.#turns.get(folder) === settled) this.#turns.delete(folder);
    }
  }

  async #write(path: string, entries: readonly ManifestEntry[]): Promise<void> {
    const plan = planManifest(await readManifest(path), entries);
    if ('rewrite' in plan) {
      await writeDurably(path, plan.rewrite);
    } else if (plan.append !== '') {
      await writeSynced(path, plan.append, 'append');
      await syncFolder(dirname(path));
    }
  }
}
