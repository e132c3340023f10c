import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import type { TestInfo } from '@playwright/test';
import { startPrivateDesktop } from '../../scripts/desktop/private-desktop.ts';
import { startFakeProvider, type FakeProvider } from '../fake/provider/server.ts';
import { launchApp, launchPackaged } from './launch.ts';
import type { LaunchOptions, RunningApp, RunningPackagedApp } from './launch.ts';
import { accountOf, onboard } from './window.ts';

interface Fixtures {
  /** Makes an empty folder, which is removed after the test. */
  aTempFolder: () => Promise<string>;
  /** `launchApp`, with a data folder of its own unless one is given; what still runs is closed after the test. */
  launch: (options?: Partial<LaunchOptions>) => Promise<RunningApp>;
  /** Starts an app that has an account at a provider of its own, and an archive. */
  onboarded: () => Promise<RunningApp & { readonly provider: FakeProvider }>;
  /** The same for the packaged app. */
  launchPackage: (options?: Partial<LaunchOptions>) => Promise<RunningPackagedApp>;
}

interface WorkerFixtures {
  /**
   * One tray, one notification daemon and one focus belong to a desktop: tests that run side by side have one
   * each. The first has that of the whole run, which may be the user's own.
   */
  ownDesktop: undefined;
}

type Closable = Pick<RunningApp, 'output' | 'close'> & Partial<Pick<RunningApp, 'page'>>;

/** Playwright's `test`, with the app at hand. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  ownDesktop: [
    async ({}, use, { parallelIndex }) => {
      if (parallelIndex === 0 || process.platform !== 'linux') {
        await use(undefined);
        return;
      }
      const desktop = await startPrivateDesktop();
      for (const [name, value] of Object.entries(desktop.env)) {
        if (value === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = value;
      }
      await use(undefined);
      await desktop.stop();
    },
    { scope: 'worker', auto: true },
  ],
  aTempFolder: async ({}, use) => {
    const folders: string[] = [];
    await use(async () => {
      const folder = await mkdtemp(join(tmpdir(), 'reelkeep-e2e-'));
      folders.push(folder);
      return folder;
    });
    for (const folder of folders) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  launch: async ({ aTempFolder }, use, info) => {
    const running: RunningApp[] = [];
    await use(async (options = {}) => {
      const app = await launchApp({ userDataDir: await aTempFolder(), ...options });
      running.push(app);
      return app;
    });
    await closeAll(running, info);
  },
  onboarded: async ({ launch, aTempFolder }, use) => {
    await using provider = await startFakeProvider();
    await use(async () => {
      const app = await launch();
      await onboard(app.page, accountOf(provider), await aTempFolder());
      return { ...app, provider };
    });
  },
  launchPackage: async ({ aTempFolder }, use, info) => {
    const running: RunningPackagedApp[] = [];
    await use(async (options = {}) => {
      const app = launchPackaged({ userDataDir: await aTempFolder(), ...options });
      running.push(app);
      return app;
    });
    await closeAll(running, info);
  },
});

/** Keeps what a failed test's apps show and say, then closes them all, even if one will not quit. */
async function closeAll(running: readonly Closable[], info: TestInfo): Promise<void> {
  if (info.status !== info.expectedStatus) {
    for (const [index, app] of running.entries()) {
      await attachEvidence(app, `app-${String(index + 1)}`, info);
    }
  }
  const closings = await Promise.allSettled(running.map(({ close }) => close()));
  const failure = closings.find(({ status }) => status === 'rejected');
  if (failure?.status === 'rejected') throw failure.reason;
}

async function attachEvidence(app: Closable, name: string, info: TestInfo): Promise<void> {
  await info.attach(`${name}.log`, { body: app.output(), contentType: 'text/plain' });
  try {
    await app.page?.screenshot({ path: info.outputPath(`${name}.png`), timeout: 5_000 });
  } catch {
    // A page that is gone has no picture.
  }
}
