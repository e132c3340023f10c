import { expect, type Page } from '@playwright/test';
import {
  accountOf,
  addVideos,
  expectState,
  onboard,
  openSettings,
  taskItem,
} from '../e2e/window.ts';
import { test } from './journey.ts';

/** What people operate: each must say what it is. */
const operated: ReadonlySet<string> = new Set([
  ...['button', 'checkbox', 'combobox', 'dialog', 'link', 'listitem', 'menuitem', 'progressbar'],
  ...['radio', 'searchbox', 'spinbutton', 'switch', 'tab', 'tabpanel', 'textbox', 'alertdialog'],
]);

/** What Chromium tells a screen reader of a page: the roles of what is operated and has no name. */
async function nameless(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes.flatMap(({ ignored, role, name, properties = [] }) => {
    const kind = String(role?.value);
    const isListed = kind === 'listitem'; // most lists are read item by item, and their items have no name
    const isFocusable = properties.some(({ name: each }) => each === 'focusable');
    if (ignored || !operated.has(kind) || (isListed && !isFocusable)) return [];
    return String(name?.value ?? '').trim() === '' ? [kind] : [];
  });
}

/** Ids that more than one element has: labels and descriptions would lead to the wrong one. */
function doubledIds(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    return ids.filter((id, index) => ids.indexOf(id) !== index);
  });
}

async function expectTold(page: Page, where: string): Promise<void> {
  expect(await nameless(page), `nameless in ${where}`).toEqual([]);
  expect(await doubledIds(page), `doubled ids in ${where}`).toEqual([]);
}

test('everything that is operated has a name, in every view', async ({ page, provider }) => {
  await expectTold(page, 'the first steps');
  await onboard(page, accountOf(provider));
  await expectTold(page, 'the empty library');
  const script = [{ state: 'success', video: 'tide.mp4', thumbnail: 'tide.jpg' } as const];
  const prompt = 'Surf at dusk';
  await addVideos(page, [provider.addTask({ endpoint: 'runway', prompt, script })], 'Runway');
  await expectState(page, prompt, 'Archived');
  await taskItem(page, prompt).click();
  await expectTold(page, 'the library');

  const dialogs = ['Add videos', 'More', /^Inbox/] as const;
  for (const name of dialogs) {
    await page.getByRole('button', { name }).first().click();
    await expectTold(page, String(name));
    await page.keyboard.press('Escape');
  }
  const settings = await openSettings(page, 'General');
  for (const tab of await settings.getByRole('tab').all()) {
    await tab.click();
    await expectTold(page, `the settings, ${(await tab.textContent()) ?? ''}`);
  }
  await page.keyboard.press('Escape');
  await taskItem(page, prompt).click();
  await page.keyboard.press('Delete');
  await expectTold(page, 'the question before a removal');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Removed 1' }).click();
  await expectTold(page, 'the trash');
});

test('a dialog takes the keyboard, keeps it, and gives it back', async ({ ready: page }) => {
  const opener = page.getByRole('button', { name: 'Settings', exact: true });
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await expect(dialog).toBeVisible();
  const seen = new Set<string>();
  for (let presses = 0; presses < 25; presses += 1) {
    await page.keyboard.press('Tab');
    const place = await page.evaluate(() => {
      const active = document.activeElement;
      if (active === null || active === document.body) return 'outside of the page';
      return active.closest('dialog') === null ? 'behind the dialog' : active.outerHTML;
    });
    seen.add(place);
  }
  expect(seen).not.toContain('behind the dialog');
  expect(seen.size).toBeGreaterThan(3);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test('the policy of the app holds in this Chromium too', async ({ ready: page, complaints }) => {
  const tried = await page.evaluate(async () => {
    await new Promise(requestAnimationFrame); // whoever drives the browser may `eval`, until it comes back
    const attempts: Record<string, () => unknown> = {
      markup: () => (document.createElement('p').innerHTML = '<b>text</b>'),
      evaluation: () => (0, eval)('1 + 1') as unknown, // whatever it gives, it must not

      request: () => fetch('http://127.0.0.1:9/'),
      picture: () =>
        new Promise((resolve, reject) => {
          const image = Object.assign(new Image(), { onload: resolve, onerror: reject });
          image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
        }),
      camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
      clipboard: () => navigator.clipboard.readText(),
    };
    const refused: string[] = [];
    for (const [name, attempt] of Object.entries(attempts)) {
      try {
        await attempt();
      } catch {
        refused.push(name);
      }
    }
    const script = document.createElement('script');
    try {
      script.text = 'globalThis.wasRun = true';
    } catch {
      refused.push('script');
    }
    document.body.append(script);
    return { refused, popUp: window.open('about:blank'), wasRun: 'wasRun' in globalThis };
  });
  expect(tried.refused).toEqual([
    ...['markup', 'evaluation', 'request', 'picture', 'camera', 'clipboard', 'script'],
  ]);
  expect(tried.popUp).toBeNull();
  expect(tried.wasRun).toBe(false);
  const told = complaints.splice(0).join('\n');
  for (const rule of ['connect-src', 'img-src', 'allow-popups']) expect(told).toContain(rule);
});
