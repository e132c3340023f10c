import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './scripts/longest-first.ts';
import { keepUsualRights } from './scripts/usual-rights.ts';

// The core's threads start many hundred times in a run: Node keeps what it has compiled of their sources.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/compiled');

// Tools that only read this file go on as they are.
if (/\bvitest(\.mjs)?$/.test(process.argv[1] ?? '')) keepUsualRights(import.meta.dirname);

/** What looks at the whole process (its threads, its open files, what it parses) has one to itself. */
const alone = [
  'test/unit/core/files/**/*.test.ts',
  'test/unit/core/archive/metadata/long-texts.test.ts',
];

export default defineConfig({
  plugins: [svelte()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'alone',
          include: ['test/{integration,simulation,crash,fault}/**/*.test.ts', ...alone],
        },
      },
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['test/unit/**/*.test.ts'],
          exclude: alone,
          // To start a process and to load the same modules for each file takes longer than most files do.
          isolate: false,
        },
      },
      {
        extends: true,
        // Or Svelte's server half is loaded, which mounts nothing.
        resolve: { conditions: ['browser'] },
        test: {
          name: 'component',
          include: ['test/component/**/*.test.ts'],
          environment: 'happy-dom',
          isolate: false,
        },
      },
    ],
    sequence: { sequencer: LongestFirst },
    setupFiles: ['test/setup.ts'],
    reporters: ['default', ['json', { outputFile: 'test-results/unit.json' }]],
    // One for each core, and none kept free for the runner; a further one was no faster: the cores are busy.
    maxWorkers: '100%',
    maxConcurrency: 20,
    // A hung server or a timer that never fires fails its test; it does not hold up the run.
    testTimeout: 20_000,
  },
});
