import { expect, test } from 'vitest';
import { bufferSource } from '../../../../electron/core/media/byte-source.ts';
import { checkMedia } from '../../../../electron/core/media/media-check.ts';
import { isSelfTerminated } from '../../../../electron/core/media/self-terminated.ts';
import { aac, changingMp3, flac, mp3, ogg, rf64, wav } from './sounds.ts';

const check = (bytes: Buffer) => checkMedia(bufferSource(bytes), 'any');

function chunk(type: string, size: number): Buffer {
  const bytes = Buffer.alloc(8 + size);
  bytes.write(type, 0);
  bytes.writeUInt32LE(size, 4);
  return bytes;
}

function changed(bytes: Buffer, change: (copy: Buffer) => unknown): Buffer {
  const copy = Buffer.from(bytes);
  change(copy);
  return copy;
}

test.each([
  ['WAVE', wav(), { extension: 'wav', mimeType: 'audio/wav', durationMs: 1000 }],
  ['WAVE with a list behind', wav(1, chunk('LIST', 26)), { extension: 'wav', durationMs: 1000 }],
  ['WAVE with a cut list behind', wav(1, chunk('LIST', 26).subarray(0, 20)), { durationMs: 1000 }],
  [
    'WAVE of unknown size',
    changed(wav(), (copy) => copy.writeUInt32LE(0xffff_ffff, 40)),
    { durationMs: 1000 },
  ],
  ...[0x7fff_f000, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff - 36].map(
    (size): [string, Buffer, object] => [
      `WAVE that a pipe took (${size.toString(16)})`,
      changed(wav(), (copy) => copy.writeUInt32LE(size, 40)),
      { durationMs: 1000 },
    ],
  ),
  ['WAVE of 64 bits', rf64(), { extension: 'wav', durationMs: 1000 }],
  [
    'WAVE with a list of odd length, not filled up',
    Buffer.concat([wav().subarray(0, 36), chunk('LIST', 25), wav().subarray(36)]),
    { durationMs: 1000 },
  ],
  [
    'WAVE with a list of odd length, filled up',
    Buffer.concat([wav().subarray(0, 36), chunk('LIST', 25), Buffer.alloc(1), wav().subarray(36)]),
    { durationMs: 1000 },
  ],
  ['AAC', aac(), { extension: 'aac', mimeType: 'audio/aac', durationMs: 998 }],
  ['AAC with text behind', Buffer.concat([aac(), Buffer.from('bye')]), { durationMs: 998 }],
  ['MP3', mp3(), { extension: 'mp3', mimeType: 'audio/mpeg', durationMs: 1045 }],
  ['MP3 without a tag', mp3(40, { tag: false }), { extension: 'mp3', durationMs: 1045 }],
  ['MP3 without a note', mp3(40, { info: false }), { extension: 'mp3', durationMs: 1045 }],
  ['MP3 of changing rate without a note', changingMp3(), { durationMs: 993 }],
  [
    'MP3 of two, each with its tag',
    Buffer.concat([mp3(40, { info: false }), mp3(40, { info: false })]),
    { durationMs: 2090 },
  ],
  [
    'MP3 with an ID3v1 behind',
    Buffer.concat([mp3(), Buffer.from('TAG'), Buffer.alloc(125)]),
    { durationMs: 1045 },
  ],
  ['FLAC', flac(), { extension: 'flac', mimeType: 'audio/flac', durationMs: 2000 }],
  ['Ogg', ogg(), { extension: 'ogg', mimeType: 'audio/ogg', durationMs: 3000 }],
  ['Ogg without its last page', ogg({ hasEnd: false }), { extension: 'ogg', durationMs: 3000 }],
  ['Ogg with text behind', Buffer.concat([ogg(), Buffer.from('bye')]), { durationMs: 3000 }],
])('%s is whole, and says how long it is', async (_, bytes, facts) => {
  expect(await check(bytes)).toMatchObject({ ok: true, value: facts });
});

test.each([
  ['WAVE', wav()],
  ['WAVE of 64 bits', rf64()],
  ['MP3', mp3()],
  ['Ogg', ogg()],
  ['AAC', aac()],
])('%s that is cut off anywhere is refused, or says that it has no end', async (_, bytes) => {
  for (let length = 0; length < bytes.length; length += 37) {
    const part = bytes.subarray(0, length);
    const facts = await check(part);
    expect(facts.ok && (await isSelfTerminated(bufferSource(part), facts.value.extension))).toBe(
      false,
    );
  }
});

test('a WAVE of 64 bits that is cut off anywhere is refused', async () => {
  const whole = rf64();
  for (let length = 0; length < whole.length; length += 37) {
    expect((await check(whole.subarray(0, length))).ok, String(length)).toBe(false);
  }
});

test('a WAVE whose format says no rate leaves its time unknown', async () => {
  const outcome = await check(changed(wav(), (copy) => copy.writeUInt32LE(0, 28)));
  expect(outcome).toMatchObject({ ok: true });
  expect(outcome).not.toHaveProperty('value.durationMs');
});

test.each([
  ['a video', 'video'],
  ['a picture', 'image'],
] as const)('sound is not %s', async (_, kind) => {
  for (const bytes of [wav(), mp3(), flac(), ogg(), aac()]) {
    const facts = await checkMedia(bufferSource(bytes), kind);
    expect(facts).toMatchObject({ ok: false, failure: { code: 'media-damaged' } });
  }
});

test.each([
  ['WAVE without sound', wav(0)],
  ['WAVE without a format', changed(wav(), (copy) => copy.write('none', 12))],
  ['text that begins as a tag', Buffer.from(`ID3${'\0'.repeat(7)} is a way to say it`)],
  ['UTF-16', Buffer.from(`\ufeff${'No such file. '.repeat(10)}`, 'utf16le')],
  ['FLAC without sound', flac().subarray(0, 4 + 38 + 24)],
])('%s is refused', async (_, bytes) => {
  expect(await check(bytes)).toMatchObject({ ok: false });
});
