import { expect, test } from 'vitest';
import { judgeFeed, type Believer } from '../../../../electron/core/update/judge.ts';
import { maxFeedBytes, maxReleaseNotesLength } from '../../../../electron/core/update/feed.ts';
import { aFeedKey, minisigned } from '../../../fake/feed-signer.ts';

const key = aFeedKey();
const other = aFeedKey('87654321');
const host = 'releases.example';
const signedAt = '2026-11-27T10:00:00.000Z';
const signedAtMs = Date.parse(signedAt);
const expiresAt = '2027-01-26T10:00:00.000Z';
const expiresAtMs = Date.parse(expiresAt);

const file = {
  kind: 'deb',
  arch: 'x64',
  name: 'reelkeep_0.2.0_amd64.deb',
  sizeBytes: 1_000,
  sha512: 'ab'.repeat(64),
};
const good = { format: 1, version: '0.2.0', signedAt, expiresAt, notes: 'New.', files: [file] };

const believer: Believer = {
  keys: [key.line],
  version: '0.1.0',
  channel: 'stable',
  target: { kind: 'deb', arch: 'x64' },
};

function judged(value: unknown, change: Partial<Believer> = {}, by = key) {
  const bytes = Buffer.isBuffer(value)
    ? value
    : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  return judgeFeed({ bytes, signature: minisigned(by, bytes), host }, { ...believer, ...change });
}

test('a newer version is offered with its file for this system', () => {
  expect(judged(good)).toEqual({
    ok: true,
    value: {
      seen: { version: '0.2.0', signedAtMs, expiresAtMs },
      rolloutPercent: 100,
      offer: {
        release: { version: '0.2.0', signedAtMs, notes: 'New.', sizeBytes: 1_000 },
        file,
      },
    },
  });
});

test.each([
  ['the version that runs', '0.1.0', '0.1.0'],
  ['an older one', '0.0.9', '0.1.0'],
  ['a beta of the version that runs', '0.1.0-beta.3', '0.1.0'],
  ['any, where what runs has a version of nobody’s', '9.0.0', '0.1.0+mine'],
])('%s is not offered', (_, version, own) => {
  const outcome = judged({ ...good, version }, { version: own, channel: 'beta' });
  expect(outcome).toMatchObject({ ok: true });
  expect(outcome.ok && outcome.value.offer).toBeUndefined();
});

test('the release comes after its betas, and betas in the order of their numbers', () => {
  const offered = (version: string, own: string) => {
    const outcome = judged({ ...good, version }, { version: own, channel: 'beta' });
    return outcome.ok && outcome.value.offer !== undefined;
  };
  expect(offered('0.2.0', '0.2.0-beta.9')).toBe(true);
  expect(offered('0.2.0-beta.10', '0.2.0-beta.9')).toBe(true);
  expect(offered('0.10.0', '0.9.0')).toBe(true);
  expect(offered('0.2.0-beta.9', '0.2.0')).toBe(false);
});

test('a copy that nothing can be installed for is told of the version only', () => {
  const outcome = judged(good, { target: { arch: 'x64' } });
  expect(outcome.ok && outcome.value.offer).toEqual({
    release: { version: '0.2.0', signedAtMs, notes: 'New.' },
    file: undefined,
  });
});

const seen = { version: '0.2.0', signedAtMs, expiresAtMs };

test.each([
  ['an older version, signed earlier', '0.1.5', signedAtMs - 1],
  ['the same version, signed earlier', '0.2.0', signedAtMs - 1],
  ['a newer version, signed earlier', '0.3.0', signedAtMs - 1],
  ['an older version of the same moment', '0.1.5', signedAtMs],
])('%s than the one that was seen is refused', (_, version, atMs) => {
  const feed = { ...good, version, signedAt: new Date(atMs).toISOString() };
  expect(judged(feed, { seen })).toEqual({ ok: false, failure: { code: 'replayed', version } });
});

test('a version is taken back by a feed that was signed later', () => {
  const feed = { ...good, version: '0.1.5', signedAt: new Date(signedAtMs + 1).toISOString() };
  expect(judged(feed, { seen })).toMatchObject({ ok: true });
  expect(judged(good, { seen })).toMatchObject({ ok: true });
});

const page = '<!DOCTYPE html><html><body>Sign in</body></html>';

test.each([
  ['another key', good, 'signature', other],
  ['a page, whoever signed it', page, 'feed-is-page', key],
  ['a page of a network, unsigned', `\n  ${page}`, 'feed-is-page', other],
  ['a giant', Buffer.alloc(maxFeedBytes + 1, 0x20), 'feed-too-large', other],
  ['a giant that is signed', Buffer.alloc(maxFeedBytes + 1, 0x20), 'feed-too-large', key],
  ['a later format', { format: 2, anything: [] }, 'feed-too-new', key],
  ['a later format of somebody else', { format: 2 }, 'signature', other],
  ['nothing', '', 'feed-malformed', key],
  ['half of it', JSON.stringify(good).slice(0, -20), 'feed-malformed', key],
  ['a list', [good], 'feed-malformed', key],
  ['no format', { ...good, format: undefined }, 'feed-malformed', key],
  ['a depth that no stack holds', '['.repeat(60_000), 'feed-malformed', key],
  ['a date of another form', { ...good, signedAt: '27 Nov 2026' }, 'feed-malformed', key],
  ['no date', { ...good, signedAt: undefined }, 'feed-malformed', key],
  ['no end date', { ...good, expiresAt: undefined }, 'feed-malformed', key],
  ['a date in numbers', { ...good, signedAt: 1 }, 'feed-malformed', key],
  ['too many files', { ...good, files: Array(65).fill(file) }, 'feed-malformed', key],
  ['no files', { ...good, files: undefined }, 'feed-malformed', key],
  ['a beta on the stable channel', { ...good, version: '0.2.0-beta.1' }, 'feed-malformed', key],
])('%s is refused', (...[, value, code, by]) => {
  expect(judged(value, {}, by)).toMatchObject({ ok: false, failure: { code } });
});

test.each(
  [
    ...['v0.2.0', '0.2', '0.2.0.0', '00.2.0', '0.02.0', ' 0.2.0', '0.2.0 ', '0.2.0\n', ''],
    ...['0.2.0-beta', '0.2.0-beta.0', '0.2.0-rc.1', '0.2.0+1', '-1.2.0', '1e3.0.0', '９.0.0'],
    ...['9999999.0.0', '../0.2.0', '0.2.0/..', '0.2.0%2f', 'latest', '0.2.0-beta.1-beta.2'],
    ...[2, null, ['0.2.0'], { version: '0.2.0' }],
  ].map((version) => [version]),
)('the version %j is none', (version) => {
  expect(judged({ ...good, version }, { channel: 'beta' })).toEqual({
    ok: false,
    failure: { code: 'feed-malformed' },
  });
});

const names = [
  ...[
    '../reelkeep.deb',
    '..',
    '.',
    '',
    'a/../b.deb',
    'a/b.deb',
    String.raw`a\b.deb`,
    '/etc/passwd',
  ],
  ...[
    '.hidden.deb',
    '-rf.deb',
    'a b.deb',
    'a.deb\n',
    'a.deb?x',
    'a.deb#x',
    'a%2e%2e.deb',
    'a..deb',
  ],
  ...['https://evil.example/a.deb', '//evil.example/a.deb', 'C:a.deb', 'a:b', 'a;b', '$(x).deb'],
  ...['ä.deb', 'a\0.deb', 'a\u202edeb', 'a'.repeat(121), '~a.deb'],
];

test.each(names.map((name) => [name]))('a file of the name %j is none', (name) => {
  expect(judged({ ...good, files: [{ ...file, name }] })).toEqual({
    ok: false,
    failure: { code: 'no-file', version: '0.2.0' },
  });
});

test.each([
  ['an address of its own', { url: 'https://evil.example/a.deb' }, true],
  ['a size of nothing', { sizeBytes: 0 }, false],
  ['a size below nothing', { sizeBytes: -1 }, false],
  ['half a byte', { sizeBytes: 1.5 }, false],
  ['a size beyond all', { sizeBytes: 1024 ** 3 + 1 }, false],
  ['a size in words', { sizeBytes: '1000' }, false],
  ['a hash in upper case', { sha512: 'AB'.repeat(64) }, false],
  ['half a hash', { sha512: 'ab'.repeat(32) }, false],
  ['no hash', { sha512: undefined }, false],
  ['another system', { kind: 'rpm' }, false],
  ['a system of later', { kind: 'msix' }, false],
  ['another processor', { arch: 'arm64' }, false],
])('a file with %s', (_, change, isTaken) => {
  const outcome = judged({ ...good, files: [{ ...file, ...change }] });
  expect(outcome.ok).toBe(isTaken);
  // What it says beside what is known is not taken over: the address is made of version and name.
  if (outcome.ok) expect(Object.keys(outcome.value.offer?.file ?? {})).toEqual(Object.keys(file));
});

test('one odd file costs the others nothing', () => {
  const files = [7, { ...file, kind: 'msix' }, null, file];
  expect(judged({ ...good, files }).ok).toBe(true);
});

test('notes are plain, bounded, and without signs that turn a line around', () => {
  const notes = `a\u202eb\0<b>c</b>${'x'.repeat(30_000)}`;
  const outcome = judged({ ...good, notes });
  const kept = outcome.ok ? (outcome.value.offer?.release.notes ?? '') : '';
  expect(kept.startsWith('ab<b>c</b>x')).toBe(true);
  expect(kept.length).toBeLessThanOrEqual(maxReleaseNotesLength + 1);
});

test('without a signature, or with another’s, it is refused', () => {
  const bytes = Buffer.from(JSON.stringify(good));
  const later = Buffer.from(JSON.stringify({ ...good, version: '0.9.0' }));
  const refused = (signature: string | undefined) =>
    judgeFeed({ bytes, signature, host }, believer);
  expect(refused(undefined)).toEqual({
    ok: false,
    failure: { code: 'signature', reason: 'missing' },
  });
  expect(refused(page)).toMatchObject({ failure: { reason: 'malformed' } });
  expect(refused(minisigned(key, later))).toMatchObject({ failure: { reason: 'wrong' } });
  expect(refused(minisigned(other, bytes))).toMatchObject({ failure: { reason: 'unknown-key' } });
  expect(judged(good, { keys: [] })).toMatchObject({ failure: { reason: 'unknown-key' } });
  expect(judged(good, { keys: [other.line, key.line] }).ok).toBe(true);
});
