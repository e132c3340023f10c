import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { startFakeProvider } from '../fake/provider/server.ts';
import { test } from './app-test.ts';
import { filesIn } from './files.ts';
import { downloadLarge, largeTitle } from './large-download.ts';
import { accountOf, addVideos, expectState, onboard, taskItem } from './window.ts';

/** What a transfer under way has proven so far, by the note beside its part. */
async function provenBytes(archive: string): Promise<number> {
  const [note] = await filesIn(archive, '.mp4.part.json');
  if (note === undefined) return 0;
  const { provenBytes: bytes } = JSON.parse(await readFile(join(archive, note), 'utf8')) as {
    provenBytes: number;
  };
  return bytes;
}

/** Where the window is put. */
const place = { x: 40, y: 30, width: 1010, height: 640 };

test('a download that a crash cut off goes on where it was, and so does the window', async ({
  launch,
  aTempFolder,
}) => {
  const [userDataDir, archive] = [await aTempFolder(), await aTempFolder()];
  await using provider = await startFakeProvider();
  const first = await launch({ userDataDir });
  const { id, slow } = await downloadLarge(first, { provider, archive, bytesPerSecond: 400_000 });
  await expect(
    taskItem(first.page, largeTitle).getByRole('progressbar', { name: 'Download progress' }),
  ).toBeVisible();
  await first.app.evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(bounds);
  }, place);
  await expect
    .poll(() => readFile(join(userDataDir, 'settings.json'), 'utf8').then(JSON.parse))
    .toMatchObject({ value: { window: place } });
  await expect.poll(() => provenBytes(archive)).toBeGreaterThan(0);
  await first.kill();
  slow.clear();
  expect(await filesIn(archive, '.mp4')).toEqual([]);

  const second = await launch({ userDataDir });
  const bounds = second.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  );
  expect(await bounds).toEqual(place);
  await expectState(second.page, largeTitle, 'Archived');
  const videos = await filesIn(archive, '.mp4');
  expect(videos).toHaveLength(1);
  expect(await readFile(join(archive, videos[0] ?? ''))).toEqual(
    Buffer.from(provider.bytesOf('large.mp4')),
  );
  const ranges = provider.requestsOf(id).flatMap(({ range }) => range ?? []);
  expect(ranges.at(-1)).toMatch(/^bytes=[1-9]\d*-$/);
  expect((await filesIn(archive, '')).filter((path) => path.includes('.part'))).toEqual([]);
});

test('ids are on disk once the dialog has closed: a crash right after loses none', async ({
  launch,
  aTempFolder,
}) => {
  const [userDataDir, archive] = [await aTempFolder(), await aTempFolder()];
  await using provider = await startFakeProvider();
  const ids = Array.from({ length: 50 }, () => provider.unknownId());
  const first = await launch({ userDataDir });
  await onboard(first.page, accountOf(provider), archive);
  await addVideos(first.page, ids);
  await first.kill();

  const second = await launch({ userDataDir });
  const navigation = second.page.getByRole('navigation', { name: 'Library' });
  await expect(navigation.getByRole('button', { name: /^All/ })).toContainText('50');
});

test('nothing was asked about an id before it was on disk', async ({ launch, aTempFolder }) => {
  const userDataDir = await aTempFolder();
  await using provider = await startFakeProvider();
  const { page } = await launch({ userDataDir });
  await onboard(page, accountOf(provider), await aTempFolder());
  const id = provider.unknownId();
  const asked = provider.answered((request) => request.taskId === id);
  await addVideos(page, [id]);
  await asked;
  const ledger = join(userDataDir, 'ledger');
  const documents = await Promise.all(
    (await readdir(ledger)).map((name) => readFile(join(ledger, name), 'utf8')),
  );
  expect(documents.join('')).toContain(id);
});
