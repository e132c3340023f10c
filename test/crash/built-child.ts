import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const project = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Builds the child, with the threads that the core starts, into a folder: each of hundreds of lives starts in a
 * part of the time that its source would take.
 * @returns the script to run
 */
export async function buildChild(folder: string): Promise<string> {
  await build({
    root: project,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        input: {
          child: join(project, 'test/crash/child.ts'),
          'disk-thread': join(project, 'electron/core/files/thread/disk-thread.ts'),
          'text-thread': join(project, 'electron/core/archive/metadata/thread/text-thread.ts'),
        },
        // electron-store asks for it, and is told by the environment where none is.
        external: ['electron'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  });
  return join(folder, 'child.js');
}
