import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { startFakeProvider } from '../fake/provider/server.ts';
import { authorityPath, TlsFront } from '../fake/proxy/tls-front.ts';
import { test } from './app-test.ts';
import { filesIn } from './files.ts';
import { addVideos, expectState, onboard } from './window.ts';

/** A port that nobody listens at. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answerAt(port: number): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  return await new Promise<string>((resolve) => {
    socket.on('connect', () => resolve('connected'));
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  }).finally(() => socket.destroy());
}

test('the packaged app, with the fuses that ship, archives what was added', async ({
  launch,
  launchPackage,
  aTempFolder,
}) => {
  const [userDataDir, archive] = [await aTempFolder(), await aTempFolder()];
  // Whoever reads along, a company or a virus scanner, is known to the system's store of certificates alone.
  await using provider = await startFakeProvider();
  await using front = await TlsFront.start(Number(new URL(provider.baseUrl).port), 'good');
  const baseUrl = `https://127.0.0.1:${String(front.port)}`;
  const linkTo = (name: string) => provider.fileUrl(name).replace(provider.baseUrl, baseUrl);
  const env = { SSL_CERT_FILE: authorityPath };
  const prompt = 'Fireflies over a summer meadow';
  const id = provider.addTask({
    endpoint: 'aleph',
    prompt,
    script: [
      { state: 'generating' },
      {
        state: 'success',
        video: linkTo('fireflies.mp4'),
        thumbnail: linkTo('fireflies.jpg'),
      },
    ],
  });
  // Nothing but its window takes a first account; the built app, whose window can be driven, has the same.
  const built = await launch({ userDataDir, env });
  const { key } = provider;
  await onboard(built.page, { baseUrl, key, name: 'Studio' }, archive);
  await addVideos(built.page, [id]);
  await expectState(built.page, prompt, 'Generating');
  await built.close();
  expect(await filesIn(archive, '.mp4')).toEqual([]);

  provider.advance(id);
  const packaged = await launchPackage({ userDataDir, env });
  await expect
    .poll(() => filesIn(archive, 'manifest-sha256.txt'), { timeout: 40_000 })
    .not.toEqual([]);
  await expect
    .poll(async () => (await filesIn(archive, '.mp4')).length, { timeout: 40_000 })
    .toBe(1);
  const [video = ''] = await filesIn(archive, '.mp4');
  expect(await readFile(join(archive, video))).toEqual(
    Buffer.from(provider.bytesOf('fireflies.mp4')),
  );
  expect(await readFile(join(archive, video.replace(/\.mp4$/, '.json')), 'utf8')).toContain(prompt);
  await packaged.close();
  expect(await packaged.ended).toBe(0);
});

test('the packaged app starts without the debugging port that it was given', async ({
  launchPackage,
  aTempFolder,
}) => {
  const userDataDir = await aTempFolder();
  const port = await freePort();
  const args = [`--remote-debugging-port=${String(port)}`];
  const packaged = await launchPackage({ userDataDir, args });
  await expect
    .poll(() => filesIn(userDataDir, 'reelkeep.log').catch(() => []), { timeout: 40_000 })
    .not.toEqual([]);
  const [log = ''] = await filesIn(userDataDir, 'reelkeep.log');
  await expect
    .poll(() => readFile(join(userDataDir, log), 'utf8'), { timeout: 40_000 })
    .toContain('on Electron');
  expect(await answerAt(port)).toBe('ECONNREFUSED');
  expect(packaged.output()).not.toContain('listening on ws');
  await packaged.close();
});

for (const name of ['inspect', 'inspect-brk']) {
  test(`the packaged app ends rather than open a port for --${name}`, async ({ launchPackage }) => {
    const port = await freePort();
    const { ended, output } = await launchPackage({ args: [`--${name}=${String(port)}`] });
    expect(await ended).toBe(2);
    expect(output()).toContain(`the switch --${name} is refused`);
    expect(output()).not.toContain('listening on ws');
    expect(await answerAt(port)).toBe('ECONNREFUSED');
  });
}

for (const [name, value] of [
  ['log-net-log', 'FOLDER/net.json'],
  ['gpu-launcher', 'touch FOLDER/gpu'],
  ['renderer-cmd-prefix', 'touch FOLDER/renderer'],
  ['utility-cmd-prefix', 'touch FOLDER/utility'],
  ['host-resolver-rules', 'MAP * 127.0.0.1'],
  ['disable-web-security', ''],
] as const) {
  test(`the packaged app ends at --${name}, and nothing has come of it`, async ({
    launchPackage,
    aTempFolder,
  }) => {
    const [userDataDir, traces] = [await aTempFolder(), await aTempFolder()];
    const args = [`--${name}=${value.replace('FOLDER', traces)}`];
    const { ended, output } = await launchPackage({ userDataDir, args });
    expect(await ended).toBe(2);
    expect(output()).toContain(`the switch --${name} is refused`);
    expect(await readdir(traces)).toEqual([]);
    expect(await filesIn(userDataDir, 'config.json')).toEqual([]);
  });
}
