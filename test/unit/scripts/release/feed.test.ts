import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { maxFeedBytes } from '../../../../electron/core/update/feed.ts';
import { judgeFeed } from '../../../../electron/core/update/judge.ts';
import {
  feedKeys,
  feedUrl,
  fileUrl,
  isReleaseHost,
} from '../../../../electron/core/update/feed-source.ts';
import { feedTargetOf } from '../../../../scripts/release/feed-files.ts';
import {
  feedLastsMs,
  makeFeed,
  plainNotes,
  renewFeed,
} from '../../../../scripts/release/make-feed.ts';
import {
  makeSecret,
  minisign,
  publicLine,
  readSecret,
} from '../../../../scripts/release/minisign.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelkeep-feed-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What a release of today holds. */
const released = [
  ['reelkeep_0.2.0_amd64.deb', { kind: 'deb', arch: 'x64' }],
  ['reelkeep_0.2.0_arm64.deb', { kind: 'deb', arch: 'arm64' }],
  ['reelkeep-0.2.0.x86_64.rpm', { kind: 'rpm', arch: 'x64' }],
  ['reelkeep-0.2.0.aarch64.rpm', { kind: 'rpm', arch: 'arm64' }],
  ['Reelkeep-0.2.0.AppImage', { kind: 'appimage', arch: 'x64' }],
  ['Reelkeep-0.2.0-arm64.AppImage', { kind: 'appimage', arch: 'arm64' }],
  ['Reelkeep-setup-0.2.0.exe', { kind: 'nsis', arch: 'x64' }],
  ['Reelkeep-0.2.0-mac.zip', { kind: 'mac-zip', arch: 'x64' }],
  ['Reelkeep-0.2.0-arm64-mac.zip', { kind: 'mac-zip', arch: 'arm64' }],
  ['Reelkeep-0.2.0-portable.exe', undefined],
  ['reelkeep-0.2.0-x64.tar.gz', undefined],
  ['reelkeep-0.2.0-x64.zip', undefined],
  ['Reelkeep-0.2.0.dmg', undefined],
  ['Reelkeep-setup-0.2.0.exe.blockmap', undefined],
  ['SHA256SUMS', undefined],
  ['latest-linux.yml', undefined],
] as const;

test.each(released)('%s is offered as %j', (name, target) => {
  expect(feedTargetOf(name)).toEqual(target);
});

test('a release’s feed is believed by every copy that knows the key, and names each file as it is', async () => {
  for (const [name] of released) writeFileSync(join(folder, name), `bytes of ${name}`);
  const secret = readSecret(makeSecret());
  const text = await makeFeed(folder, {
    version: '0.2.0',
    signedAtMs: Date.UTC(2026, 11, 1),
    rolloutPercent: 10,
    notes: '### Added\n\n- **Much**, see [this](https://a.example).',
  });
  const bytes = Buffer.from(text);
  const signature = minisign(secret, bytes, 'reelkeep 0.2.0');
  expect(bytes.length).toBeLessThan(maxFeedBytes);
  for (const [name, target] of released) {
    if (target === undefined) continue;
    const judged = judgeFeed(
      { bytes, signature, host: 'a.example' },
      { keys: [publicLine(secret)], version: '0.1.0', channel: 'stable', target },
    );
    expect(judged).toMatchObject({ ok: true, value: { rolloutPercent: 10 } });
    if (!judged.ok) continue;
    expect(judged.value.offer).toEqual({
      release: {
        version: '0.2.0',
        signedAtMs: Date.UTC(2026, 11, 1),
        notes: 'Added:\n\n- Much, see this.',
        sizeBytes: `bytes of ${name}`.length,
      },
      file: {
        ...target,
        name,
        sizeBytes: `bytes of ${name}`.length,
        sha512: createHash('sha512').update(`bytes of ${name}`).digest('hex'),
      },
    });
  }
});

test('a feed is renewed with new dates and another share, and names the same files, whatever lies there now', async () => {
  const path = join(folder, 'reelkeep_0.2.0_amd64.deb');
  writeFileSync(path, 'as it was released');
  const facts = { version: '0.2.0', signedAtMs: 0, rolloutPercent: 10, notes: 'n' };
  const feed = await makeFeed(folder, facts);
  writeFileSync(path, 'as somebody has changed it');
  const before = JSON.parse(feed) as object;
  expect(JSON.parse(renewFeed(feed, { signedAtMs: 1_000, rolloutPercent: 50 }))).toEqual({
    ...before,
    signedAt: new Date(1_000).toISOString(),
    expiresAt: new Date(1_000 + feedLastsMs).toISOString(),
    rolloutPercent: 50,
  });
});

test('of an empty folder no feed is made', async () => {
  const facts = { version: '0.2.0', signedAtMs: 0, rolloutPercent: 100, notes: '' };
  await expect(makeFeed(folder, facts)).rejects.toThrow('No file in');
});

test('what is no secret is refused without being repeated', () => {
  for (const line of ['', 'hunter2', makeSecret().slice(4)]) {
    expect(() => readSecret(line)).toThrow(/^The feed’s secret is not as/);
  }
});

test('notes lose their marks of Markdown, and nothing else', () => {
  expect(plainNotes('### Fixed\n- `a` *b* <i>c</i>')).toBe('Fixed:\n- a *b* <i>c</i>');
});

test('the app’s own keys, and a new one, are keys, each once', () => {
  const keys = [...feedKeys, publicLine(readSecret(makeSecret()))];
  for (const key of keys) expect(key).toMatch(/^[A-Za-z0-9+/]{56}$/);
  expect(new Set(keys).size).toBe(keys.length);
});

test('addresses are of the releases’ host, and nothing else passes for it', () => {
  expect(feedUrl('stable')).toMatch(/^https:\/\/github\.com\/.*\/updates\/stable\.json$/);
  expect(fileUrl('0.2.0', 'a.deb')).toMatch(/^https:\/\/github\.com\/.*\/v0\.2\.0\/a\.deb$/);
  const good = [
    'github.com',
    'objects.githubusercontent.com',
    'release-assets.githubusercontent.com',
  ];
  const bad = [
    'github.com.evil.example',
    'evilgithubusercontent.com',
    'example.com',
    'github.io',
    '',
  ];
  expect(good.filter(isReleaseHost)).toEqual(good);
  expect(bad.filter(isReleaseHost)).toEqual([]);
});
