import { expect } from '@playwright/test';
import { startFakeProvider } from '../fake/provider/server.ts';
import { fragmented, mov } from '../unit/core/media/media-samples.ts';
import { wav } from '../unit/core/media/sounds.ts';
import { test } from './app-test.ts';
import { accountOf, addVideos, expectState, onboard, taskItem } from './window.ts';

const wide = Buffer.from('\0\0\0\x08wide', 'latin1');

/** The film under another coding's letters: nothing here can decode it. */
function coded(codec: string): Buffer {
  const copy = Buffer.from(mov);
  copy.write(codec, copy.indexOf('avc1'), 'latin1');
  return copy;
}

test('films as met in life and sound are played, and what cannot be is called by its name', async ({
  launch,
  aTempFolder,
}) => {
  const archive = await aTempFolder();
  await using provider = await startFakeProvider();
  const films = {
    'A live recording': fragmented,
    'A film with a text behind': Buffer.concat([mov, wide, Buffer.from('cached by a proxy')]),
  };
  const [heard, strange] = ['A song without a tune', 'A film in HEVC'];
  const results = { ...films, [heard]: wav(), [strange]: coded('hvc1') };
  const ids = Object.entries(results).map(([prompt, bytes], index) => {
    const video = `${String(index)}.bin`;
    provider.addFile(video, bytes);
    return provider.addTask({ endpoint: 'market', prompt, script: [{ state: 'success', video }] });
  });
  const { page } = await launch();
  await onboard(page, accountOf(provider), archive);
  await addVideos(page, ids);
  for (const prompt of Object.keys(results)) await expectState(page, prompt, 'Archived');

  const details = page.getByRole('complementary', { name: 'Details' });
  const isPlayable = (tag: 'video' | 'audio') =>
    details.locator(tag).evaluate(async (element: HTMLMediaElement) => {
      await element.play();
      return element.duration > 0 && element.readyState >= element.HAVE_CURRENT_DATA;
    });
  for (const prompt of Object.keys(films)) {
    await taskItem(page, prompt).click();
    await expect(details.getByRole('heading', { name: 'Video file' })).toBeVisible();
    await expect.poll(() => isPlayable('video')).toBe(true);
    await expect(details.locator('video')).toHaveJSProperty('videoWidth', 16);
  }
  await taskItem(page, heard).click();
  await expect(details.getByRole('heading', { name: 'Audio file' })).toBeVisible();
  await expect.poll(() => isPlayable('audio')).toBe(true);
  await taskItem(page, strange).click();
  await expect(details.getByText('This video uses HEVC (H.265)')).toBeVisible();
  await expect(details.getByText('may have been moved')).toBeHidden();
  await expect(details.getByRole('button', { name: 'Open', exact: true })).toBeVisible();
});
