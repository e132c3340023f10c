import { createHash } from 'node:crypto';
import { posix } from 'node:path';

// What a linter that knows types says of a file depends on the file, on whatever it imports by any way, and
// on what has an effect everywhere. A key holds all of it, and nothing else: while it stays, so do the words.

/** A relative path in quotes after `from`, `import` or `import(`. In a comment it does no harm. */
const relativeImport = /\b(?:from|import)\s*\(?\s*['"](\.[^'"\n]+)['"]/gu;

/** Declarations that a file can see without an import of it. */
const isSeenEverywhere = (path: string, text: string) =>
  path.endsWith('.d.ts') || /\bdeclare\s+(?:global|module)\b/u.test(text);

function hashOf(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${String(part.length)}:${part}`);
  return hash.digest('hex');
}

/** Each file's imports of other files of the project, as paths from its top. */
function importsOf(path: string, text: string): string[] {
  const folder = posix.dirname(path);
  return Array.from(text.matchAll(relativeImport), ([, to = '']) => posix.join(folder, to));
}

/**
 * One key for each file: equal keys, equal findings.
 * @param files text by path, from the project's top and with slashes: all that are linted or imported
 * @param everywhere what else findings depend on: rules, options of the compiler, versions
 */
export function lintKeys(
  files: ReadonlyMap<string, string>,
  everywhere: readonly string[],
): ReadonlyMap<string, string> {
  const imports = new Map(Array.from(files, ([path, text]) => [path, importsOf(path, text)]));
  const ownHash = new Map(Array.from(files, ([path, text]) => [path, hashOf([path, text])]));
  const declarations = Array.from(files).filter(([path, text]) => isSeenEverywhere(path, text));
  const reachable = (from: readonly string[]): string[] => {
    const seen = new Set(from);
    for (const path of seen) for (const to of imports.get(path) ?? []) seen.add(to);
    // What is imported and not there counts too: once it is, everything may read differently.
    return [...seen].sort().map((path) => ownHash.get(path) ?? path);
  };
  const all = hashOf([...everywhere, ...reachable(declarations.map(([path]) => path))]);
  return new Map(Array.from(files.keys(), (path) => [path, hashOf([all, ...reachable([path])])]));
}
