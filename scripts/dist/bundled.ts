import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The part of a bundler’s chunk that is read here. */
interface Chunk {
  readonly type: string;
  readonly modules?: Readonly<Record<string, { readonly renderedLength: number }>>;
}

/** What writes down whose code is in a bundle, for the notices. Shaped like a Vite plugin. */
interface BundledPlugin {
  readonly name: string;
  readonly apply: 'build';
  generateBundle(options: unknown, bundle: Readonly<Record<string, Chunk>>): void;
}

const bundles = ['main', 'preload', 'renderer'] as const;
export type BundleName = (typeof bundles)[number];

const folder = fileURLToPath(
  new URL('../../node_modules/.cache/reelkeep/bundled', import.meta.url),
);

/**
 * The package that a module belongs to: its folder below the project, as the lockfile names it.
 * `undefined` for our own, and for what the bundler itself adds.
 */
export function packageFolderOf(moduleId: string): string | undefined {
  const path = moduleId.replaceAll('\\', '/').replace(/^\0/, '');
  return /node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/@][^/]*(?=\/)/.exec(path)?.[0];
}

/** Writes down the packages of which anything is left in a bundle once it is shaken. */
export function bundledPackages(bundle: BundleName): BundledPlugin {
  return {
    name: 'reelkeep-bundled-packages',
    apply: 'build',
    generateBundle(_options, chunks) {
      const folders = new Set<string>();
      for (const { type, modules = {} } of Object.values(chunks)) {
        if (type !== 'chunk') continue;
        for (const [id, { renderedLength }] of Object.entries(modules)) {
          const found = renderedLength > 0 ? packageFolderOf(id) : undefined;
          if (found !== undefined) folders.add(found);
        }
      }
      const path = join(folder, `${bundle}.json`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, JSON.stringify([...folders].sort()));
    },
  };
}

/** The packages in what was built last, by their folders below the project, each once. */
export function readBundled(): readonly string[] {
  const all = bundles.flatMap((bundle) => {
    const text = readFileSync(join(folder, `${bundle}.json`), 'utf8');
    return JSON.parse(text) as readonly string[]; // written above
  });
  return [...new Set(all)].sort();
}
