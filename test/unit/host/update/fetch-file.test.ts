import { createHash, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FetchProgress, OpenUpdateFile } from '../../../../electron/core/update/ports.ts';
import { fetchFile, isProven, partOf } from '../../../../electron/host/update/fetch-file.ts';
import { fail, succeed } from '../../../../electron/shared/outcome.ts';

const bytes = randomBytes(300_000);
const file = {
  kind: 'deb' as const,
  arch: 'x64' as const,
  name: 'reelkeep_0.2.0_amd64.deb',
  sizeBytes: bytes.length,
  sha512: createHash('sha512').update(bytes).digest('hex'),
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelkeep-update-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** In pieces, as a network brings them. */
async function* pieces(from: Buffer, endsBy?: Error): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < from.length; at += 64 * 1024)
    yield await Promise.resolve(from.subarray(at, at + 64 * 1024));
  if (endsBy !== undefined) throw endsBy;
}

/** A host that has a file, and goes on in its middle. */
const serves =
  (content: Buffer, asked: number[] = []): OpenUpdateFile =>
  (fromByte) => {
    asked.push(fromByte);
    return Promise.resolve(succeed({ fromByte, chunks: pieces(content.subarray(fromByte)) }));
  };

function fetched(
  open: OpenUpdateFile,
  onProgress: (progress: FetchProgress) => void = () => undefined,
) {
  return fetchFile(file, { folder, open, signal: new AbortController().signal, onProgress });
}

const whole = () => join(folder, file.name);
const part = () => join(folder, partOf(file.name));

test('a file is fetched, proven, and only then has its name; its progress is told', async () => {
  const told: number[] = [];
  const outcome = await fetched(serves(bytes), ({ receivedBytes }) => told.push(receivedBytes));
  expect(outcome).toEqual({ ok: true, value: undefined });
  expect(readFileSync(whole()).equals(bytes)).toBe(true);
  expect(existsSync(part())).toBe(false);
  expect(told.at(-1)).toBe(bytes.length);
  expect(told.toSorted((a, b) => a - b)).toEqual(told);
  expect(await isProven(whole(), file)).toBe(true);
});

test.each([
  ['reset', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })],
  ['closed without a word', undefined],
])('a connection that is %s costs nothing: the next try goes on from there', async (_, error) => {
  const cut: OpenUpdateFile = () =>
    Promise.resolve(succeed({ fromByte: 0, chunks: pieces(bytes.subarray(0, 100_000), error) }));
  expect(await fetched(cut)).toEqual({
    ok: false,
    failure: { code: 'cut', receivedBytes: 100_000, sizeBytes: bytes.length },
  });
  expect(existsSync(whole())).toBe(false);
  const asked: number[] = [];
  expect((await fetched(serves(bytes, asked))).ok).toBe(true);
  expect(asked).toEqual([100_000]);
  expect(readFileSync(whole()).equals(bytes)).toBe(true);
});

test('a host that begins anew is taken from its beginning', async () => {
  writeFileSync(part(), bytes.subarray(0, 1_000));
  const open: OpenUpdateFile = () =>
    Promise.resolve(succeed({ fromByte: 0, chunks: pieces(bytes) }));
  expect((await fetched(open)).ok).toBe(true);
  expect(readFileSync(whole()).equals(bytes)).toBe(true);
});

test.each([
  ['other bytes', randomBytes(1_000)],
  ['all but the last byte, of another file', randomBytes(bytes.length - 1)],
  ['as much as the file', randomBytes(bytes.length)],
  ['more than the file', randomBytes(bytes.length + 10)],
  ['nothing', Buffer.alloc(0)],
])('%s, left of an earlier try, do not spoil it', async (_, left) => {
  writeFileSync(part(), left);
  expect((await fetched(serves(bytes))).ok).toBe(true);
  expect(readFileSync(whole()).equals(bytes)).toBe(true);
});

test('a whole file that could not get its name gets it later, and is not asked for again', async () => {
  mkdirSync(whole());
  expect(await fetched(serves(bytes))).toMatchObject({ ok: false, failure: { code: 'disk' } });
  rmSync(whole(), { recursive: true });
  const asked: number[] = [];
  expect((await fetched(serves(bytes, asked))).ok).toBe(true);
  expect(asked).toEqual([]);
  expect(readFileSync(whole()).equals(bytes)).toBe(true);
});

test('a folder in the place of what was left is no hindrance', async () => {
  mkdirSync(part());
  expect((await fetched(serves(bytes))).ok).toBe(true);
});

test('another file of the same length is thrown away', async () => {
  expect(await fetched(serves(randomBytes(bytes.length)))).toEqual({
    ok: false,
    failure: { code: 'wrong-hash' },
  });
  expect([existsSync(whole()), existsSync(part())]).toEqual([false, false]);
});

test('what a hostile host puts behind a beginning that was right is found, from its beginning too', async () => {
  writeFileSync(part(), bytes.subarray(0, 1_000));
  const asked: number[] = [];
  const hostile = Buffer.concat([bytes.subarray(0, 1_000), randomBytes(bytes.length - 1_000)]);
  expect(await fetched(serves(hostile, asked))).toEqual({
    ok: false,
    failure: { code: 'wrong-hash' },
  });
  expect(asked).toEqual([1_000, 0]);
  expect(existsSync(part())).toBe(false);
});

test('a file without end is cut off at its size', async () => {
  let given = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) {
      given += 65_536;
      yield await Promise.resolve(Buffer.alloc(65_536));
    }
  }
  const open: OpenUpdateFile = () => Promise.resolve(succeed({ fromByte: 0, chunks: endless() }));
  expect(await fetched(open)).toEqual({
    ok: false,
    failure: { code: 'wrong-size', sizeBytes: bytes.length },
  });
  expect(given).toBeLessThan(bytes.length + 2 * 65_536);
  expect(existsSync(part())).toBe(false);
});

test('what the host says of itself is passed on, and leaves what is there', async () => {
  writeFileSync(part(), bytes.subarray(0, 1_000));
  const failure = { code: 'odd-status', host: 'a.example', httpStatus: 404 } as const;
  expect(await fetched(() => Promise.resolve(fail(failure)))).toEqual({ ok: false, failure });
  expect(readFileSync(part()).length).toBe(1_000);
});

test('a disk that has no room is named before anything is asked for', async () => {
  const huge = { ...file, sizeBytes: Number.MAX_SAFE_INTEGER };
  let isAsked = false;
  const open: OpenUpdateFile = () => {
    isAsked = true;
    return Promise.resolve(fail({ code: 'wrong-hash' }));
  };
  const signal = new AbortController().signal;
  const outcome = await fetchFile(huge, { folder, open, signal, onProgress: () => undefined });
  expect(outcome).toMatchObject({ ok: false, failure: { code: 'disk-full', folder } });
  expect(isAsked).toBe(false);
});

test('a folder that is gone is a failure of the disk, in words', async () => {
  rmSync(folder, { recursive: true });
  expect(await fetched(serves(bytes))).toEqual({
    ok: false,
    failure: { code: 'disk', folder, detail: 'ENOENT' },
  });
});

test('what is gone, cut, longer, or other is not proven', async () => {
  expect(await isProven(whole(), file)).toBe(false);
  for (const content of [
    bytes.subarray(1),
    Buffer.concat([bytes, Buffer.alloc(1)]),
    randomBytes(bytes.length),
  ]) {
    writeFileSync(whole(), content);
    expect(await isProven(whole(), file)).toBe(false);
  }
  rmSync(whole());
  mkdirSync(whole());
  expect(await isProven(whole(), file)).toBe(false);
});

test.each([
  ['a symbolic link', symlinkSync],
  ['a second name', linkSync],
])('%s of another file in the place of the part is never written through', async (_, tie) => {
  const precious = join(folder, 'precious');
  for (const length of [0, 7, bytes.length + 1]) {
    writeFileSync(precious, 'p'.repeat(length));
    tie(precious, part());
    expect(await fetched(serves(bytes))).toEqual({ ok: true, value: undefined });
    expect(readFileSync(precious, 'utf8')).toBe('p'.repeat(length));
    expect(readFileSync(whole()).equals(bytes)).toBe(true);
    rmSync(whole());
  }
});

test('a link to a proven file is none itself', async () => {
  writeFileSync(join(folder, 'elsewhere'), bytes);
  symlinkSync(join(folder, 'elsewhere'), whole());
  expect(await isProven(whole(), file)).toBe(false);
});
