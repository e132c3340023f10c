import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { ESLint } from 'eslint';
import { lintKeys } from './lint/keys.ts';

// npm run check:lint: lints the files of which something has changed since they were last without a finding,
// be it in what they import. With nothing kept, as in a fresh clone, these are all.

const top = join(import.meta.dirname, '..');
const keptPath = join(top, 'node_modules/.cache/lint.json');
const notOurs = new Set(['node_modules', 'out', 'dist', '.tsbuild', 'test-results', '.git']);

/** What findings depend on beside the linted files: versions and options. */
const everywhere = [
  'package-lock.json',
  '**/tsconfig*.json',
  'eslint.config.ts',
  'scripts/rooms.ts',
];

function textsOf(patterns: readonly string[]): Map<string, string> {
  const paths = globSync(patterns, { cwd: top, exclude: (path) => notOurs.has(path) });
  return new Map(
    paths.sort().map((path) => [path.replaceAll(sep, '/'), readFileSync(join(top, path), 'utf8')]),
  );
}

/** The keys of the files that had no finding; none when there is nothing to read. */
function keptKeys(): ReadonlySet<string> {
  try {
    return new Set(JSON.parse(readFileSync(keptPath, 'utf8')) as string[]);
  } catch {
    return new Set(); // the first time, or cut off: everything is linted
  }
}

const files = textsOf(['**/*.{js,cjs,mjs,ts,mts,cts,svelte}']);
const keys = lintKeys(files, [...textsOf(everywhere)].flat());
const kept = keptKeys();
const eslint = new ESLint({ cwd: top });
const changed = [...keys].filter(([, key]) => !kept.has(key)).map(([path]) => path);
const ignored = await Promise.all(changed.map((path) => eslint.isPathIgnored(path)));
const due = changed.filter((_, index) => !ignored[index]);
const results = due.length === 0 ? [] : await eslint.lintFiles(due);

const found = results.filter(({ errorCount, warningCount }) => errorCount + warningCount > 0);
const withFindings = new Set(
  found.map(({ filePath }) => relative(top, filePath).replaceAll(sep, '/')),
);
const clean = [...keys].filter(([path]) => !withFindings.has(path)).map(([, key]) => key);
mkdirSync(dirname(keptPath), { recursive: true });
writeFileSync(keptPath, JSON.stringify(clean));

if (found.length > 0) {
  const formatter = await eslint.loadFormatter('stylish');
  console.log(await formatter.format(results));
  process.exitCode = 1;
}
