import { expect, test } from 'vitest';
import { bufferSource } from '../../../../electron/core/media/byte-source.ts';
import { checkMedia } from '../../../../electron/core/media/media-check.ts';
import { isSelfTerminated } from '../../../../electron/core/media/self-terminated.ts';
import type { MediaKind } from '../../../../electron/core/media/sniff.ts';

const check = (bytes: Buffer, kind: MediaKind = 'video') => checkMedia(bufferSource(bytes), kind);

/** An element with a size of eight bytes; all ones, where its end is not known. */
function element(id: string, body: Buffer, { isOpen = false } = {}): Buffer {
  const size = Buffer.from('01ffffffffffffff', 'hex');
  if (!isOpen) size.writeBigUInt64BE(2n ** 56n + BigInt(body.length));
  return Buffer.concat([Buffer.from(id, 'hex'), size, body]);
}

const byte = (value: number): Buffer => Buffer.from([value]);
const header = (docType: string): Buffer =>
  element('1a45dfa3', element('4282', Buffer.from(docType)));
const picture = element('e0', Buffer.concat([element('b0', byte(32)), element('ba', byte(24))]));
const sound = element('e1', element('9f', byte(2)));
const tracks = (entry: Buffer): Buffer => element('1654ae6b', element('ae', entry));
const block = element('a3', Buffer.from([0x81, 0, 0, 0x80, 1, 2, 3, 4, 5]));
const time = element('e7', byte(0));

/** What a browser records: neither the segment nor its clusters say where they end, and no time is told. */
const media = Buffer.concat([time, block, block]);
const cluster = element('1f43b675', media, { isOpen: true });
const closed = element('1f43b675', media);
function live(docType: string, entry: Buffer, clusters = cluster): Buffer {
  const parts = Buffer.concat([tracks(entry), clusters, clusters]);
  return Buffer.concat([header(docType), element('18538067', parts, { isOpen: true })]);
}

const recorded = live('webm', picture);
const streamed = live('webm', picture, closed);

test.each<readonly [string, Buffer, MediaKind, object]>([
  ['as a browser records it', recorded, 'video', { extension: 'webm', width: 32, height: 24 }],
  ['of Matroska', live('matroska', picture), 'video', { extension: 'mkv', width: 32 }],
  ['with sound alone', live('webm', sound), 'any', { extension: 'weba', mimeType: 'audio/webm' }],
  ['of clusters that end', streamed, 'video', { extension: 'webm', height: 24 }],
  ['and a line end', Buffer.concat([streamed, Buffer.from('\n')]), 'video', { width: 32 }],
  ['and as many zeros', Buffer.concat([streamed, Buffer.alloc(64)]), 'video', { width: 32 }],
  ['and zeros', Buffer.concat([recorded, Buffer.alloc(64)]), 'video', { width: 32 }],
  ['and text', Buffer.concat([recorded, Buffer.from('<!-- 17 -->')]), 'video', { width: 32 }],
])('a live film %s is kept, and its time is left unknown', async (...[, film, kind, facts]) => {
  const outcome = await check(film, kind);
  expect(outcome).toMatchObject({ ok: true, value: facts });
  expect(outcome).not.toHaveProperty('value.durationMs');
});

test('sound alone is no video', async () => {
  expect(await check(live('webm', sound))).toMatchObject({ ok: false });
});

test('a live film that is cut is refused, but where something ends behind its first block', async () => {
  const first = recorded.length - 2 * cluster.length + 12 + time.length + block.length;
  const lengths = [12, time.length, block.length, block.length];
  const ends = [first];
  for (const length of [block.length, ...lengths]) ends.push((ends.at(-1) ?? 0) + length);
  const kept: number[] = [];
  for (let length = 0; length <= recorded.length; length += 1) {
    const part = recorded.subarray(0, length);
    if ((await check(part)).ok) kept.push(length);
    expect(await isSelfTerminated(bufferSource(part), 'webm')).toBe(false);
  }
  expect(kept).toEqual(ends);
});
