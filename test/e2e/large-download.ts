import type { FakeProvider } from '../fake/provider/server.ts';
import type { RunningApp } from './launch.ts';
import { accountOf, addVideos, expectState, onboard } from './window.ts';

/** The prompt of the video that takes long. */
export const largeTitle = 'A large one';

/** Where it is fetched from and to, and how fast. */
interface LargeDownload {
  readonly provider: FakeProvider;
  readonly archive: string;
  readonly bytesPerSecond: number;
}

/**
 * Takes an app that was never used so far that a large video is being downloaded.
 * @returns the task's id, and what makes its host fast
 */
export async function downloadLarge(
  { page }: Pick<RunningApp, 'page'>,
  { provider, archive, bytesPerSecond }: LargeDownload,
) {
  const id = provider.addTask({
    endpoint: 'runway',
    prompt: largeTitle,
    script: [{ state: 'success', video: 'large.mp4', thumbnail: 'large.jpg' }],
  });
  const slow = provider.fault('throttle', { taskId: id, file: 'video', with: { bytesPerSecond } });
  await onboard(page, accountOf(provider), archive);
  await addVideos(page, [id]);
  await expectState(page, largeTitle, 'Downloading');
  return { id, slow };
}
