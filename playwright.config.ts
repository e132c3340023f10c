import { defineConfig } from '@playwright/test';
import { electronEnvironment } from './scripts/electron-runtime.ts';

// The tests read ELECTRON_EXEC_PATH; the workers that run them inherit it from here.
Object.assign(process.env, electronEnvironment());

export default defineConfig({
  testDir: 'test/e2e',
  // Playwright empties this folder before each run: a folder of its own spares the results beside it.
  outputDir: 'test-results/e2e',
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  // Each test starts an Electron of several processes, and waits for it, its host or a drive most of the time.
  workers: 4,
  // A test that passes at the second try has found something, in the app or in itself.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
});
