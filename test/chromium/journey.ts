import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { test as base, expect, type Page } from '@playwright/test';
import { startFakeProvider, type FakeProvider } from '../fake/provider/server.ts';
import { accountOf, onboard } from '../e2e/window.ts';
import { WindowBackend } from './backend.ts';

interface Fixtures {
  readonly provider: FakeProvider;
  /** What answers the page. */
  readonly backend: WindowBackend;
  /** What the page has complained of: errors, and what its policy has refused. A journey ends without any. */
  readonly complaints: string[];
  /** The window after its first steps: with an account and an archive. */
  readonly ready: Page;
}

const preload = fileURLToPath(new URL('../../out/preload/preload.cjs', import.meta.url));

declare global {
  /** Calls the backend: what `ipcRenderer.invoke` hands on. */
  var reelkeepCall: (channel: string, args: readonly unknown[]) => Promise<unknown>;
  /** Hears what the backend sends. */
  var reelkeepHear: ((channel: string, args: readonly unknown[]) => void) | undefined;
}

/** Gives the built preload what it takes from Electron, in the page itself: a browser has no world apart. */
function asPreload(source: string): string {
  return `{
    const heard = new Map();
    const of = (channel) => heard.get(channel) ?? heard.set(channel, new Set()).get(channel);
    const ipcRenderer = {
      invoke: (channel, ...args) => reelkeepCall(channel, args),
      on: (channel, listener) => void of(channel).add(listener),
      off: (channel, listener) => void of(channel).delete(listener),
    };
    const contextBridge = {
      exposeInMainWorld: (name, value) => Object.defineProperty(window, name, { value }),
    };
    window.reelkeepHear = (channel, args) => {
      for (const listener of of(channel)) listener({}, ...args);
    };
    ((require, exports) => { ${source} })(() => ({ contextBridge, ipcRenderer }), {});
  }`;
}

/** Joins a page and a backend as Electron does, before the page is loaded. */
async function join(page: Page, backend: WindowBackend): Promise<void> {
  await page.exposeFunction('reelkeepCall', (channel: string, args: readonly unknown[]) =>
    backend.call(channel, args),
  );
  await page.addInitScript(asPreload(await readFile(preload, 'utf8')));
  backend.send = (channel, args) => {
    page
      .evaluate(([name, values]) => globalThis.reelkeepHear?.(name, values), [
        channel,
        args,
      ] as const)
      .catch(() => undefined); // the page is gone, or on its way to its next load, which asks for everything
  };
}

/** Playwright's `test` with the window in a browser: `page` shows it. */
export const test = base.extend<Fixtures>({
  provider: async ({}, use) => {
    await using provider = await startFakeProvider();
    await use(provider);
  },
  backend: async ({}, use) => {
    await using backend = await WindowBackend.start();
    await use(backend);
    expect(backend.errors).toEqual([]);
  },
  complaints: async ({}, use) => {
    const complaints: string[] = [];
    await use(complaints);
    expect(complaints).toEqual([]);
  },
  page: async ({ page, backend, complaints }, use) => {
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      // A browser asks for an icon of its own accord; files that are gone are the page's own to tell.
      const isUsual = /\/(favicon\.ico$|task\/)/.test(message.location().url);
      if (message.type() === 'error' && !isUsual) complaints.push(message.text());
    });
    await join(page, backend);
    await page.goto(backend.address);
    await use(page);
    backend.send = () => undefined;
  },
  ready: async ({ page, backend, provider }, use) => {
    await onboard(page, accountOf(provider), `${backend.folder}/archive`);
    await use(page);
  },
});
