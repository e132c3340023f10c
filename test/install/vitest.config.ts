import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    // Each file is one story, whose tests go on where the one before has ended.
    bail: 1,
    maxWorkers: 1,
    testTimeout: 300_000,
    reporters: ['default', ['json', { outputFile: '../../test-results/install.json' }]],
  },
});
