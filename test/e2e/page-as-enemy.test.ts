import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type ElectronApplication, type Page } from '@playwright/test';
import { startFakeProvider } from '../fake/provider/server.ts';
import { test } from './app-test.ts';
import { accountOf, onboard, openSettings, saveAccount } from './window.ts';

/** What a script in the page gets from a call: its answer as JSON, or the error's words. */
function callFrom(page: Page, name: string, input?: unknown): Promise<string> {
  return page.evaluate(
    async ([callName, callInput]) => {
      const { api } = window as unknown as {
        api: { invoke(name: unknown, input: unknown): Promise<unknown> };
      };
      return api.invoke(callName, callInput).then(
        (answer) => JSON.stringify(answer),
        (error: unknown) => String(error),
      );
    },
    [name, input] as const,
  );
}

/** Lets the user press this button at every box from now on. */
async function pressing(app: ElectronApplication, answer: 'confirm' | 'cancel'): Promise<void> {
  await app.evaluate((_electron, pressed) => {
    if (globalThis.reelkeepBoxes) globalThis.reelkeepBoxes.answer = pressed;
  }, answer);
}

function boxesOf(app: ElectronApplication): Promise<readonly string[]> {
  return app.evaluate(() => globalThis.reelkeepBoxes?.said ?? []);
}

test('a script in the page chooses no folder: the system asks, and a refusal changes nothing', async ({
  launch,
  aTempFolder,
}) => {
  const [archive, other] = [await aTempFolder(), join(await aTempFolder(), 'other')];
  await using provider = await startFakeProvider();
  const { app, page } = await launch();
  await onboard(page, accountOf(provider), archive);
  await pressing(app, 'cancel');
  for (const [name, input] of [
    ['setArchiveFolder', { path: other }],
    ['setArchiveFolder', { path: other, choice: 'move' }],
    ['setArchiveFolder', { path: `${archive}/../other`, choice: 'start-new' }],
    ['setArchiveFolder', { path: other, choice: 'open' }],
    ['setMirrorFolder', { path: other }],
    ['openArchive', { path: other }],
    ['openArchive', { path: archive }],
  ] as const) {
    expect(await callFrom(page, name, input), name).toContain('folder-not-confirmed');
  }
  expect((await boxesOf(app)).filter((said) => said.includes(other))).toHaveLength(5);
  await expect(readdir(other)).rejects.toThrow('ENOENT');
  expect(await callFrom(page, 'snapshot')).toContain(`"archiveFolder":${JSON.stringify(archive)}`);
});

test('a typed folder that is not confirmed is said in words, and asked about once', async ({
  launch,
  aTempFolder,
}) => {
  const [archive, other] = [await aTempFolder(), await aTempFolder()];
  await using provider = await startFakeProvider();
  const { app, page } = await launch();
  await onboard(page, accountOf(provider), archive);
  await pressing(app, 'cancel');
  const dialog = await openSettings(page, 'Archive');
  const folder = dialog.getByRole('textbox', { name: 'Archive folder' });
  await folder.fill(other);
  await folder.press('Enter');
  await expect(dialog.getByRole('alert').getByText('was not confirmed')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Mirror folder' }).focus();
  expect((await boxesOf(app)).filter((said) => said.includes(other))).toHaveLength(1);
  await pressing(app, 'confirm');
  await folder.press('Enter');
  await expect(dialog.getByRole('alert').getByText('was not confirmed')).toHaveCount(0);
  await expect.poll(() => readdir(other)).toContain('.reelkeep');
});

test('the proposed folder needs no confirmation, and no call makes it before it is chosen', async ({
  launch,
  aTempFolder,
}) => {
  const home = await aTempFolder();
  await mkdir(join(home, '.config'));
  await using provider = await startFakeProvider();
  const { app, page } = await launch({
    env: { HOME: home, XDG_CONFIG_HOME: join(home, '.config') },
  });
  await saveAccount(page, accountOf(provider));
  await expect(page.getByRole('textbox', { name: 'Archive folder' })).toBeVisible();
  for (const [name, input] of [
    ['checkArchive', undefined],
    ['readArchive', { includesRemoved: true }],
    ['repair', {}],
    ['setMirrorFolder', { path: join(home, 'mirror') }],
  ] as const) {
    expect(await callFrom(page, name, input), name).toContain('folder-not-chosen');
  }
  expect((await readdir(home, { recursive: true })).join()).not.toMatch(/Reelkeep|mirror/);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('button', { name: 'Done' })).toHaveCount(0);
  expect(await boxesOf(app)).toEqual([]);
  expect((await readdir(home, { recursive: true })).join()).toContain('Reelkeep');
});

test('messages of 400 MB, deep or endless ones are refused before the main process hears of them', async ({
  launch,
}) => {
  const { app, page } = await launch();
  const memory = () => app.evaluate(() => process.memoryUsage().rss);
  const before = await memory();
  const refusals = await page.evaluate(async () => {
    const { api } = window as unknown as {
      api: { invoke(name: string, input: unknown): Promise<unknown> };
    };
    let deep: unknown = 1;
    for (let level = 0; level < 900; level += 1) deep = [deep];
    const huge = 'x'.repeat(400_000_000);
    const messages = [
      { text: huge },
      { text: [huge] },
      deep,
      { ids: Array.from({ length: 1_000_000 }, () => 'x') },
      new Uint8Array(100_000_000),
    ];
    const answers: string[] = [];
    for (const message of messages) {
      answers.push(
        await api.invoke('find', message).then(
          () => 'answered',
          (error: unknown) => String(error),
        ),
      );
    }
    return answers;
  });
  expect(refusals.filter((words) => !/too large|too_big|Error/.test(words))).toEqual([]);
  expect((await memory()) - before).toBeLessThan(100 * 1024 ** 2);
  expect(await callFrom(page, 'snapshot')).toContain('"revision"');
});

test('a frame that is not the page has no bridge, and is not heard when it gets at one', async ({
  launch,
}) => {
  const { app, page } = await launch();
  const preload = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // Electron has it, and its types do not.
    const contents = window?.webContents as unknown as {
      getLastWebPreferences(): Readonly<Record<string, unknown>>;
    };
    return { ...contents.getLastWebPreferences() };
  });
  expect(preload).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
  });
  const bridges = await page.evaluate(async () => {
    const found: string[] = [];
    // `srcdoc` is refused by Trusted Types already.
    for (const value of [
      'about:blank',
      'data:text/html,hello',
      URL.createObjectURL(new Blob(['x'], { type: 'text/html' })),
      'reelkeep-media://task/x/video',
      'reelkeep-app://other/index.html',
      location.href,
    ]) {
      const frame = document.createElement('iframe');
      frame.src = value;
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.body.append(frame);
      await loaded;
      try {
        if (frame.contentWindow !== null && 'api' in frame.contentWindow) found.push(value);
      } catch {
        // Of another origin: out of reach.
      }
    }
    return found;
  });
  expect(bridges).toEqual([]);

  // A window of another origin that has the very preload: the main process must not hear it.
  const opened = app.waitForEvent('window');
  await app.evaluate(
    async ({ BrowserWindow }, preload) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload, nodeIntegrationInSubFrames: true },
      });
      await window.loadURL('data:text/html,<iframe srcdoc="x"></iframe>');
    },
    fileURLToPath(new URL('../../out/preload/preload.cjs', import.meta.url)),
  );
  const foreign = await opened;
  for (const frame of foreign.frames()) {
    const words = await frame.evaluate(() =>
      (window as unknown as { api: { invoke(name: string): Promise<unknown> } }).api
        .invoke('snapshot')
        .then(
          () => 'answered',
          (error: unknown) => String(error),
        ),
    );
    expect(words, frame.url()).toContain('not the window');
  }
});

/** What a page may ask for, by where it is found and what is called. */
const wishes = [
  'window.showDirectoryPicker()',
  'window.showOpenFilePicker()',
  'window.showSaveFilePicker()',
  'window.queryLocalFonts()',
  'window.getScreenDetails()',
  'navigator.mediaDevices.getDisplayMedia({ video: true })',
  'navigator.mediaDevices.getUserMedia({ audio: true })',
  'navigator.mediaDevices.getUserMedia({ video: true })',
  'navigator.hid.requestDevice({ filters: [] })',
  'navigator.usb.requestDevice({ filters: [] })',
  'navigator.serial.requestPort()',
  'navigator.bluetooth.requestDevice({ acceptAllDevices: true })',
  'navigator.clipboard.readText()',
  'navigator.clipboard.read()',
  'navigator.requestMIDIAccess({ sysex: true })',
  'navigator.wakeLock.request("screen")',
  'navigator.credentials.get({ publicKey: { challenge: new Uint8Array(8) } })',
  'new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no))',
  'IdleDetector.requestPermission().then((answer) => { if (answer !== "granted") throw answer })',
  'Notification.requestPermission().then((answer) => { if (answer !== "granted") throw answer })',
  'document.body.requestPointerLock({ unadjustedMovement: true })',
];

test('every picker, chooser and permission is refused, also right after a click of the user', async ({
  launch,
}) => {
  const { page } = await launch();
  const granted: string[] = [];
  for (const wish of wishes) {
    await page.getByRole('textbox', { name: 'Name' }).click();
    await page.evaluate(wish).then(
      () => granted.push(wish),
      () => undefined,
    );
  }
  expect(granted).toEqual([]);
});

test('the page downloads nothing, prints nothing and opens no window', async ({ launch }) => {
  const { app, page } = await launch();
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.webContents.session.prependListener('will-download', () => {
      globalThis.reelkeepBoxes?.said.push('download');
    });
  });
  await page.getByRole('textbox', { name: 'Name' }).click();
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['x']));
    link.download = 'x.sh';
    document.body.append(link);
    link.click();
    window.open('https://example.com/');
    location.href = 'mailto:someone@example.com';
  });
  expect(await boxesOf(app)).toEqual([]);
  expect(app.windows()).toHaveLength(1);
});

test('no link leads to the system’s browser, also from a page without a policy of its own', async ({
  launch,
}) => {
  const { app } = await launch();
  const windows = await app.evaluate(async ({ BrowserWindow, shell }) => {
    shell.openExternal = (url) => Promise.resolve(void globalThis.reelkeepBoxes?.said.push(url));
    const other = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
    await other.loadURL('data:text/html,<title>anybody’s</title>');
    const click = "window.open('https://example.com/'); window.open('mailto:a@example.com')";
    await other.webContents.executeJavaScript(click, true);
    const count = BrowserWindow.getAllWindows().length;
    other.destroy();
    return count;
  });
  expect(await boxesOf(app)).toEqual([]);
  expect(windows).toBe(2); // the app's own, and that one
});
