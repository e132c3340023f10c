import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { startFakeProvider } from '../fake/provider/server.ts';
import { test } from './app-test.ts';
import { accountOf, addVideos, expectState, onboard } from './window.ts';

const key = 'sk-e2e-0123456789-secret';

/** Every file below a folder, as text. */
async function contentsOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = files.map((file) => readFile(join(file.parentPath, file.name), 'latin1'));
  return (await Promise.all(texts)).join('\n');
}

test('the key is encrypted by the keyring, and is in no file, page or log in clear text', async ({
  launch,
  aTempFolder,
}) => {
  const [userDataDir, archive] = [await aTempFolder(), await aTempFolder()];
  await using provider = await startFakeProvider({ key });
  const id = provider.addTask({
    endpoint: 'runway',
    prompt: 'A quiet lake',
    script: [{ state: 'success', video: 'lagoon.mp4', thumbnail: 'lagoon.jpg' }],
  });
  const { app, page, output, close } = await launch({ userDataDir });
  const backend = await app.evaluate(({ safeStorage }) => safeStorage.getSelectedStorageBackend());
  expect(backend).toBe('gnome_libsecret');
  await onboard(page, accountOf(provider), archive);
  await addVideos(page, [id]);
  await expectState(page, 'A quiet lake', 'Archived');
  const snapshot = await page.evaluate(() =>
    (window as unknown as { api: { invoke(name: string): Promise<unknown> } }).api.invoke(
      'snapshot',
    ),
  );
  expect(JSON.stringify(snapshot)).not.toContain(key);
  expect(await page.content()).not.toContain(key);
  await close();
  expect(output()).not.toContain(key);
  expect(await contentsOf(userDataDir)).not.toContain(key);
  expect(await contentsOf(archive)).not.toContain(key);

  const again = await launch({ userDataDir });
  provider.clearRequests();
  const other = provider.unknownId();
  await addVideos(again.page, [other]);
  const request = await provider.answered(({ taskId }) => taskId === other);
  expect(request.headers.authorization).toBe(`Bearer ${key}`);
});

function cspOf(page: Page): Promise<string | null> {
  return page.evaluate(async () =>
    (await fetch(location.href)).headers.get('content-security-policy'),
  );
}

test('the page is shut in: policy by header, no navigation, no window, no permission, no Node', async ({
  launch,
}) => {
  const { app, page } = await launch();
  const violations: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) violations.push(message.text());
  });
  const policy = await cspOf(page);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  await page.reload();
  await expect(page.getByRole('main', { name: 'Videos' })).toBeVisible();
  expect(violations).toEqual([]);

  const url = page.url();
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  const opened = await page.evaluate(() => window.open('https://example.com/') === null);
  expect(opened).toBe(true);
  expect(page.url()).toBe(url);
  expect(app.windows()).toHaveLength(1);
  const permission = await page.evaluate(() => Notification.requestPermission());
  expect(permission).toBe('denied');
  expect(await page.evaluate(() => typeof process + typeof require)).toBe('undefinedundefined');
});

test('a call that is not in the contract, or has the wrong shape, is refused', async ({
  launch,
}) => {
  const { page } = await launch();
  const call = (name: string, input: unknown) =>
    page.evaluate(
      async ([callName, callInput]) => {
        const { api } = window as unknown as {
          api: { invoke(name: unknown, input: unknown): Promise<unknown> };
        };
        return api.invoke(callName, callInput).then(
          () => 'answered',
          (error: unknown) => String(error),
        );
      },
      [name, input] as const,
    );
  expect(await call('constructor', undefined)).toContain('No such call');
  expect(await call('copyText', { text: 7 })).toContain('refuses text');
  expect(await call('showInFolder', { id: '../../etc/passwd' })).toContain('refuses id');
});
