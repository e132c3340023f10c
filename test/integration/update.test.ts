import { afterEach, expect, test } from 'vitest';
import type { FeedFile } from '../../electron/core/update/feed.ts';
import type { UpdatePorts } from '../../electron/core/update/ports.ts';
import { fail, succeed } from '../../electron/shared/outcome.ts';
import { aFeedKey, minisigned } from '../fake/feed-signer.ts';
import { CoreHarness } from './core-harness.ts';

const key = aFeedKey();
const file: FeedFile = {
  kind: 'deb',
  arch: 'x64',
  name: 'reelkeep_9.0.0_amd64.deb',
  sizeBytes: 1_000,
  sha512: 'ab'.repeat(64),
};

/** A system on which the new version was fetched before this start. */
function someUpdates(done: string[]): UpdatePorts {
  return {
    installation: { platform: 'linux', isPackaged: true, packageType: 'deb', env: {} },
    target: { kind: 'deb', arch: 'x64' },
    keys: [key.line],
    fetch: () => Promise.resolve(fail({ code: 'wrong-hash' })),
    isProven: () => Promise.resolve(true),
    install: () => {
      done.push('install');
      return Promise.resolve(succeed({ kind: 'installed' }));
    },
    installedVersion: () => Promise.resolve('9.0.0'),
    confirm: () => Promise.resolve(),
    sweep: () => Promise.resolve(),
    restart: () => {
      done.push('restart');
    },
    changelog: () => Promise.resolve(''),
  };
}

let harness: CoreHarness;
afterEach(() => harness.stop());

/** A core that has taken up a fetched version. */
async function start(done: string[]): Promise<void> {
  harness = await CoreHarness.start({ appVersion: '1.0.0' });
  const feed = {
    ...{ format: 1, version: '9.0.0', signedAt: '2026-01-01T00:00:00.000Z' },
    ...{ expiresAt: '2026-03-02T00:00:00.000Z', notes: '', files: [file] },
  };
  const text = JSON.stringify(feed);
  harness.store.write('update', {
    version: 1,
    feed: {
      channel: 'stable',
      text,
      signature: minisigned(key, Buffer.from(text)),
      host: 'a.example',
    },
  });
  harness.core.settings.change({ looksForUpdates: false }); // nobody is asked here
  await harness.core.stop();
  await harness.restart({ updates: someUpdates(done) });
  await expect.poll(() => harness.core.updater.view().phase.kind).toBe('fetched');
}

test('while a file is coming nothing is installed; then the list of videos is copied first, as it is now', async () => {
  const done: string[] = [];
  await start(done);
  const id = harness.aTask('large.mp4');
  const stall = harness.provider.failNext('stall', {
    taskId: id,
    file: 'video',
    with: { stallAfterBytes: 9_000 },
  });
  harness.add(id);
  await stall.reached;
  await harness.core.updater.install();
  expect(harness.core.updater.view()).toMatchObject({
    phase: { kind: 'fetched' },
    problem: { code: 'bytes-move' },
  });
  expect(done).toEqual([]);
  stall.release();
  await harness.reaches(id, 'archived');
  await expect.poll(() => harness.core.transfers.underWay).toBe(0);
  await harness.core.updater.install();
  expect(done).toEqual(['install', 'restart']);
  const [copy] = [...harness.store.backups].filter(([name]) =>
    name.startsWith('before-update-9-0-0-'),
  );
  const documents = [...(copy?.[1] ?? [])].filter(([name]) => name.startsWith('ledger/'));
  expect(JSON.stringify(documents)).toContain(id);
});

test('while a job moves files nothing is installed; a check of the archive only reads', async () => {
  const done: string[] = [];
  await start(done);
  const { jobs, updater } = harness.core;
  const during = async (kind: 'mirror' | 'scrub', act: () => Promise<void>) => {
    let end: (ended: undefined) => void = () => undefined;
    const started = jobs.start(kind, () => new Promise((resolve) => (end = resolve)));
    await act();
    end(undefined);
    if (started.ok) await started.value.whenDone;
  };
  await during('mirror', () => updater.install());
  expect(done).toEqual([]);
  await during('scrub', () => updater.install());
  expect(done).toEqual(['install', 'restart']);
});
