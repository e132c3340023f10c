import { readdir } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { farBaseUrl, ProxyStage } from '../fake/proxy/stage.ts';
import { authorityPath, frontName } from '../fake/proxy/tls-front.ts';
import { test } from './app-test.ts';
import { addVideos, expectState, onboard } from './window.ts';

const prompt = 'A lighthouse in fog';

test('behind the system’s proxy, which is closed at first, a video is archived in the end', async ({
  launch,
  aTempFolder,
}) => {
  const archive = await aTempFolder();
  await using stage = await ProxyStage.start();
  const { key } = stage.provider;
  const video = stage.fileUrl('aurora.mp4');
  const script = [{ state: 'success', video } as const];
  const id = stage.provider.addTask({ endpoint: 'runway', prompt, script });
  stage.http.mood = 407;
  const { page } = await launch({
    args: [`--proxy-server=${stage.http.address}`],
    env: { SSL_CERT_FILE: authorityPath },
  });
  await onboard(page, { baseUrl: farBaseUrl, key, name: 'Studio' }, archive);
  await addVideos(page, [id], 'Runway');
  const refusal = `Studio: The proxy ${stage.http.address} didn't let Reelkeep through`;
  await expect(page.getByText(refusal)).toBeVisible();

  stage.http.mood = 'open';
  await expectState(page, prompt, 'Archived');
  await expect(page.getByText(refusal)).toHaveCount(0);
  // The name resolves nowhere: all that came has come through the proxy.
  expect(new Set(stage.http.asked)).toEqual(new Set([`${frontName}:443`]));
  const files = await readdir(archive, { recursive: true });
  expect(files.filter((path) => path.endsWith('.mp4'))).toHaveLength(1);
});
