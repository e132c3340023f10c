import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { keepUsualRights } from './scripts/usual-rights.ts';

// Tools that only read this file go on as they are.
if (/\bvitest(\.mjs)?$/.test(process.argv[1] ?? '')) keepUsualRights(import.meta.dirname);

export default defineConfig({
  plugins: [svelte()],
  test: {
    include: ['test/{unit,integration,simulation,crash,fault}/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    reporters: ['default', ['json', { outputFile: 'test-results/unit.json' }]],
    // Tests wait for hosts, disks and clocks most of the time: no core is kept free for the runner.
    maxWorkers: '100%',
    maxConcurrency: 20,
    // A hung server or a timer that never fires fails its test; it does not hold up the run.
    testTimeout: 20_000,
  },
});
