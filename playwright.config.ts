import { defineConfig, type Project } from '@playwright/test';
import { findChromium } from './scripts/chromium.ts';
import { electronEnvironment } from './scripts/electron-runtime.ts';

// The tests read ELECTRON_EXEC_PATH; the workers that run them inherit it from here.
Object.assign(process.env, electronEnvironment());

/** A browser as new as the one that ships; each worker reads this file, and only the first of all looks for one. */
function chromiumPath(): string | undefined {
  const named = process.env['REELKEEP_CHROMIUM'];
  if (process.env['TEST_WORKER_INDEX'] !== undefined) return named;
  const found = findChromium(named);
  if (found.ok) process.env['REELKEEP_CHROMIUM'] = found.path;
  else console.log(`The window in today’s Chromium: skipped, ${found.why}`);
  return found.ok ? found.path : undefined;
}

/** The window's journeys in a browser that is as new as the one that ships, where there is one. */
function chromiumProjects(): Project[] {
  const executablePath = chromiumPath();
  if (executablePath === undefined) return [];
  // Chromium refuses to build its sandbox as root.
  const chromiumSandbox = process.getuid?.() !== 0;
  return [
    {
      name: 'chromium',
      testDir: 'test/chromium',
      workers: 1, // one browser, and a context of its own for each journey
      use: {
        browserName: 'chromium',
        viewport: { width: 1280, height: 800 },
        launchOptions: { executablePath, chromiumSandbox },
        screenshot: 'only-on-failure',
      },
    },
  ];
}

export default defineConfig({
  // Playwright empties this folder before each run: a folder of its own spares the results beside it.
  outputDir: 'test-results/e2e',
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  projects: [{ name: 'electron', testDir: 'test/e2e' }, ...chromiumProjects()],
  // Each test starts an Electron of several processes, and waits for it, its host or a drive most of the time.
  workers: 4,
  // A test that passes at the second try has found something, in the app or in itself.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
});
