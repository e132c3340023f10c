// npm run screens [-- FOLDER]
// Takes every screen in every language, light and dark, large and small, with a page that shows them side by side.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { localeNames, locales, type Locale } from '../../electron/shared/locale.ts';
import { followLocale, m } from '../../electron/shared/messages/catalogue.ts';
import { addEveryCatalogue } from '../../electron/shared/messages/every-catalogue.ts';
import { launchApp, type RunningApp } from '../../test/e2e/launch.ts';
import { accountOf, addVideos, onboard } from '../../test/e2e/window.ts';
import { showcaseScene } from '../../test/fake/provider/showcase.ts';
import { startFakeProvider } from '../../test/fake/provider/server.ts';
import { electronEnvironment } from '../electron-runtime.ts';

const sizes = [
  [1280, 800],
  [900, 600],
] as const;
const schemes = ['light', 'dark'] as const;
const tabs = ['accounts', 'archive', 'downloads', 'notifications', 'general', 'updates'] as const;

interface Screen {
  readonly name: string;
  readonly open: (page: Page) => Promise<void>;
  readonly close?: (page: Page) => Promise<void>;
}

Object.assign(process.env, electronEnvironment());
const folder = process.argv[2] ?? 'screens';
const data = mkdtempSync(join(tmpdir(), 'reelkeep-screens-'));
mkdirSync(folder, { recursive: true });
let locale: Locale = 'en';
addEveryCatalogue();
followLocale(() => locale);

const escape = (page: Page) => page.keyboard.press('Escape');
const rows = (page: Page) => page.getByRole('list', { name: m.library.list }).getByRole('listitem');
const pressed = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click();

async function openSettings(page: Page, tab: (typeof tabs)[number]): Promise<void> {
  await pressed(page, m.library.sidebar.settings);
  await page.getByRole('tab', { name: m.settings.dialog.tabs[tab], exact: true }).click();
}

const first: Screen = { name: 'first-steps', open: () => Promise.resolve() };

const screens: readonly Screen[] = [
  { name: 'library', open: (page) => page.keyboard.press('Escape') },
  ...[0, 1, 2, 4, 6].map((index) => ({
    name: `details-${String(index)}`,
    open: (page: Page) => rows(page).nth(index).click(),
  })),
  {
    name: 'several',
    open: async (page) => {
      await rows(page).first().click();
      await page.keyboard.press('ControlOrMeta+a');
    },
    close: escape,
  },
  {
    name: 'add',
    open: async (page) => {
      await page.keyboard.press('ControlOrMeta+n');
      const text =
        'c0ffee00-1111-4222-8333-444455556666\n7d2c58e1000000000000000000000001\nnot one';
      await page.getByRole('dialog').getByRole('textbox').fill(text);
      await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    },
    close: async (page) => {
      await page.getByRole('dialog').getByRole('textbox').fill('');
      await escape(page);
    },
  },
  ...tabs.map((tab) => ({
    name: `settings-${tab}`,
    open: (page: Page) => openSettings(page, tab),
    close: escape,
  })),
  {
    name: 'inbox',
    open: (page) => page.getByRole('button', { name: m.inbox.title }).first().click(),
    close: escape,
  },
  {
    name: 'remove',
    open: async (page) => {
      await rows(page).first().click();
      await page.keyboard.press('Delete');
    },
    close: escape,
  },
];

async function speak(page: Page, next: Locale): Promise<void> {
  locale = next;
  const api = 'api' as const;
  await page.evaluate(
    ([name, language]) =>
      (
        window as unknown as Record<string, { invoke(name: string, input: unknown): Promise<void> }>
      )[name]?.invoke('changeSettings', { language }),
    [api, next] as const,
  );
  await page.locator(`html[lang="${next}"]`).waitFor();
}

async function take({ app, page }: RunningApp, all: readonly Screen[]): Promise<void> {
  for (const next of locales) {
    await speak(page, next);
    for (const [width, height] of sizes) {
      await app.evaluate(
        ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h),
        [width, height] as const,
      );
      await page.waitForFunction((w) => window.innerWidth === w, width);
      for (const { name, open, close } of all) {
        await open(page);
        for (const colorScheme of schemes) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          const file = `${name}.${next}.${colorScheme}.${String(width)}.png`;
          await page.screenshot({ path: join(folder, file), animations: 'disabled' });
        }
        await close?.(page);
      }
    }
  }
  await speak(page, 'en');
}

/** A page with a row for each screen, and a column for each language. */
function index(all: readonly Screen[]): string {
  const cell = (name: string, at: Locale, look: string) => {
    const file = `${name}.${at}.${look}.png`;
    return `<td><a href="${file}"><img src="${file}" width="420" alt="${file}" loading="lazy"></a></td>`;
  };
  const lines = all.flatMap(({ name }) =>
    sizes.flatMap(([width]) =>
      schemes.map(
        (scheme) =>
          `<tr><th>${name}<br>${scheme}, ${String(width)}</th>${locales.map((at) => cell(name, at, `${scheme}.${String(width)}`)).join('')}</tr>`,
      ),
    ),
  );
  const heads = locales.map((at) => `<th>${localeNames[at]}</th>`).join('');
  return `<!doctype html><meta charset="utf-8"><title>Reelkeep’s screens</title>\n<table><tr><th></th>${heads}</tr>\n${lines.join('\n')}\n</table>\n`;
}

await using provider = await startFakeProvider({ seed: 'screenshots' });
const tasks = showcaseScene(provider);
const running = await launchApp({ userDataDir: join(data, 'profile') });
const { page } = running;
await take(running, [first]);
await onboard(page, { ...accountOf(provider), name: 'Studio' }, join(data, 'archive'));
await addVideos(
  page,
  tasks.map(({ id }) => id),
);
await page.getByRole('listitem').getByText('Archived', { exact: true }).nth(3).waitFor();
await take(running, screens);
writeFileSync(join(folder, 'index.html'), index([first, ...screens]));
await running.close();
rmSync(data, { recursive: true, force: true });
