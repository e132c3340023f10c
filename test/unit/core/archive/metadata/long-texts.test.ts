import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readMoved, writeMoved } from '../../../../../electron/core/archive/move-markers.ts';
import { readOldJournal } from '../../../../../electron/core/archive/relocations.ts';
import { readSidecarAt } from '../../../../../electron/core/archive/metadata/sidecar-file.ts';
import {
  maxSidecarBytes,
  writeSidecar,
} from '../../../../../electron/core/archive/metadata/sidecar.ts';
import {
  readInThread,
  shortBytes,
} from '../../../../../electron/core/archive/metadata/read-in-thread.ts';
import { Root } from '../../../../../electron/core/files/root.ts';
import { aProof, aSidecar, taskId } from '../archive-harness.ts';

let folder: string;
let root: Root;

/** The longest text that the main thread has parsed in one piece, in UTF-16 units. */
let longestParsed = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelkeep-texts-'));
  root = new Root(folder);
  longestParsed = 0;
  const { parse } = JSON;
  vi.spyOn(JSON, 'parse').mockImplementation((text: string, ...rest): unknown => {
    longestParsed = Math.max(longestParsed, text.length);
    return parse(text, ...rest) as unknown;
  });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const head = `{"reelkeep":{"schema":1},"taskId":"${taskId}"`;
const inside = maxSidecarBytes - head.length - 100;

/** Text that is as long as a sidecar may be, of one piece again and again. */
function filled(piece: string, most = Infinity): string {
  return piece.repeat(Math.min(most, Math.floor(inside / piece.length)));
}

function keys(count: number): string {
  return Array.from({ length: count }, (_, n) => `"k${String(n)}":${String(n)}`).join(',');
}

const sidecars: readonly (readonly [what: string, isRead: boolean, text: string])[] = [
  ['of one long note', true, `${head},"notes":"${filled('x')}"}`],
  ['of escapes', true, `${head},"notes":"${filled('\\u0041')}"}`],
  ['of backslashes', true, `${head},"notes":"${filled('\\\\')}"}`],
  ['of many keys', true, `${head},"rawAnswer":{${keys(380_000)}}}`],
  ['of many parameters', true, `${head},"record":{"parameters":{${keys(380_000)}}}}`],
  ['of one link', true, `${head},"rawAnswer":"${filled('http://')}"}`],
  ['of a link of escapes', true, `${head},"rawAnswer":"http://${filled('\\\\a')}"}`],
  ['of files that are none', true, `${head},"files":[${filled('{},', 190_000)}0]}`],
  ['of lists in lists', false, `${head},"rawAnswer":${filled('[')}`],
  ['of commas', false, `${head},"files":[${filled(',')}]}`],
  ['of line ends', true, `${filled('\n')}${head}}`],
  ['of zeros', false, filled('\0')],
  ['that is torn', false, `${head},"notes":"${filled('x')}`],
];

test('a text whose reader breaks is none, and costs the next one nothing', async () => {
  const nobody = { reader: 'nobody' as 'moved', bytes: new Uint8Array(8), folder: '' };
  const bytes = new TextEncoder().encode('{"id":"a","files":{"b":[1,2]}}');
  const texts = [readInThread(nobody), readInThread({ reader: 'moved', bytes, folder: '' })];
  expect(await Promise.all(texts)).toEqual([[], ['a', [['b', { sizeBytes: 1, modifiedAtMs: 2 }]]]]);
});

test.each(sidecars)(
  'a huge sidecar %s is not read in the main thread',
  async (...[, isRead, text]) => {
    await writeFile(join(folder, 'a.json'), text);
    const sidecar = await readSidecarAt(root, 'a.json');
    expect(sidecar?.taskId).toBe(isRead ? taskId : undefined);
    expect(longestParsed).toBeLessThanOrEqual(shortBytes);
    // What is left of it can be sent, kept and written in no time.
    expect(JSON.stringify(sidecar ?? {}).length).toBeLessThan(8 * 1024 ** 2);
  },
);

test('a long sidecar comes in pages, and is what it was', async () => {
  const proof = await aProof();
  const files = Array.from({ length: 10_000 }, (_, n) => ({
    role: 'video' as const,
    path: `2026/11/a ${String(n)}.mp4`,
    ...proof,
  }));
  const sidecar = aSidecar({ files, rawAnswer: { state: 'success' } });
  const text = writeSidecar(sidecar);
  await root.makeFolder('2026/11');
  await writeFile(join(folder, '2026/11/a.json'), text);
  expect(await readSidecarAt(root, '2026/11/a.json')).toEqual(sidecar);
  expect(longestParsed).toBeLessThanOrEqual(shortBytes);
  const bytes = new TextEncoder().encode(text);
  const [, ...pages] = await readInThread({ reader: 'sidecar', bytes, folder: '2026/11' });
  expect(pages).toHaveLength(10);
});

test('several long texts at a time are each read as what they are', async () => {
  const names = ['one', 'two', 'three'];
  for (const name of names) {
    const text = writeSidecar(aSidecar({ notes: name.padEnd(shortBytes * 2, '.') }));
    await writeFile(join(folder, `${name}.json`), text);
  }
  const read = await Promise.all(names.map((name) => readSidecarAt(root, `${name}.json`)));
  expect(read.map((each) => each?.notes.replace(/\.+$/, ''))).toEqual(names);
});

test('what was moved is read back, however many files there are, and away from the main thread', async () => {
  const id = '0c3e0a52-7c61-4a4f-8a0f-5c2c1d7c4b11';
  const files = new Map(
    Array.from({ length: 150_000 }, (_, n) => [
      `2026/11/a fox ${String(n)}.mp4`,
      { sizeBytes: n, modifiedAtMs: 1_795_300_000_000 + n },
    ]),
  );
  await writeMoved(root, id, files);
  expect(isDeepStrictEqual(await readMoved(root, id), files)).toBe(true);
  expect(await readMoved(root, 'another')).toBeUndefined();
  expect(longestParsed).toBeLessThanOrEqual(shortBytes);
});

test.each([
  ['of line ends', '\n'.repeat(maxSidecarBytes - 1)],
  ['of relocations that are none', `{"relocations":[${filled('{},', 190_000)}0]}`],
  ['of commas', `{"relocations":[${filled(',')}0]}`],
])('a huge old journal %s says nothing, and is not read in the main thread', async (_, text) => {
  await writeFile(join(folder, '.reelkeep-rename.json'), text);
  expect(await readOldJournal(root)).toEqual([]);
  expect(longestParsed).toBeLessThanOrEqual(shortBytes);
});
