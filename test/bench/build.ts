import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const projectDir = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Builds a script of the benches as the app is built, with the threads that the core starts.
 * @param entry relative to `test/bench`
 * @param external what Electron brings along; nothing, where it is started as Node.js
 * @returns the folder that Electron is started with, or with `main.js` in it as Node.js
 */
export async function buildForElectron(
  entry: string,
  external: readonly string[] = ['electron'],
): Promise<string> {
  const outDir = join(projectDir, 'out', 'bench');
  await build({
    configFile: false,
    logLevel: 'warn',
    root: projectDir,
    build: {
      ssr: true,
      outDir,
      target: 'node20.18',
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          main: join(projectDir, 'test/bench', entry),
          'disk-thread': join(projectDir, 'electron/core/files/thread/disk-thread.ts'),
          'text-thread': join(projectDir, 'electron/core/archive/metadata/thread/text-thread.ts'),
        },
        external: [...external],
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: '[name].js',
          banner: 'const __dirname = import.meta.dirname;', // for packages of the older kind
        },
      },
    },
    ssr: { noExternal: true, external: [...external] },
  });
  const manifest = { name: 'reelkeep-bench', version: '0.0.0', type: 'module', main: 'main.js' };
  writeFileSync(join(outDir, 'package.json'), JSON.stringify(manifest));
  return outDir;
}
