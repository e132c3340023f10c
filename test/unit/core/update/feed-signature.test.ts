import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { expect, test } from 'vitest';
import { verifyFeed } from '../../../../electron/core/update/feed-signature.ts';

interface Pair {
  readonly secret: KeyObject;
  readonly id: Buffer;
  /** As minisign writes it. */
  readonly line: string;
}

function aPair(id: string): Pair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const bytes = Buffer.from(id, 'latin1');
  const line = Buffer.concat([Buffer.from('Ed'), bytes, raw]).toString('base64');
  return { secret: privateKey, id: bytes, line };
}

const pair = aPair('12345678');
const next = aPair('87654321');
const feed = Buffer.from('version: 0.2.0\n');
const comment = 'version:0.2.0 file:latest-linux.yml';

function signed(by: Pair, over = feed, kind = 'Ed'): string {
  const signature = sign(null, over, by.secret);
  const first = Buffer.concat([Buffer.from(kind), by.id, signature]).toString('base64');
  const second = sign(null, Buffer.concat([signature, Buffer.from(comment)]), by.secret);
  return `untrusted comment: x\n${first}\ntrusted comment: ${comment}\n${second.toString('base64')}\n`;
}

test('a feed that was signed with a known key is believed, with what was said of it', () => {
  expect(verifyFeed(feed, signed(pair), [pair.line])).toEqual({ ok: true, value: comment });
  expect(verifyFeed(feed, signed(pair).replaceAll('\n', '\r\n'), [pair.line]).ok).toBe(true);
});

test('while a key takes the other’s place, feeds of both are believed', () => {
  for (const each of [pair, next]) {
    expect(verifyFeed(feed, signed(each), [next.line, pair.line]).ok).toBe(true);
  }
});

const whole = signed(pair);
const lines = whole.split('\n');
const replaced = (index: number, line: string): string =>
  lines.map((each, at) => (at === index ? line : each)).join('\n');

test.each([
  ['another feed', Buffer.from('version: 0.2.1\n'), whole, 'wrong'],
  ['one byte more', Buffer.concat([feed, Buffer.from('\n')]), whole, 'wrong'],
  ['an empty feed', Buffer.alloc(0), whole, 'wrong'],
  ['another comment', feed, replaced(2, 'trusted comment: version:9.9.9'), 'wrong'],
  ['the signature of another feed', feed, signed(pair, Buffer.from('x')), 'wrong'],
  ['another key under the same id', feed, signed({ ...next, id: pair.id }), 'wrong'],
  ['a key that nobody knows', feed, signed(next), 'unknown-key'],
  ['the hashed kind', feed, signed(pair, feed, 'ED'), 'malformed'],
  ['nothing', feed, '', 'malformed'],
  ['a page', feed, '<!DOCTYPE html><html></html>', 'malformed'],
  ['no trusted comment', feed, lines.slice(0, 2).join('\n'), 'malformed'],
  ['a line too many', feed, `${whole}more\n`, 'malformed'],
  ['a cut line', feed, replaced(1, lines[1]?.slice(0, -8) ?? ''), 'malformed'],
  ['letters that base64 has not', feed, replaced(3, `${lines[3] ?? ''}*`), 'malformed'],
  ['a text without end', feed, `untrusted comment: ${'x'.repeat(1_000_000)}`, 'malformed'],
])('%s is not believed', (...[, bytes, signature, failure]) => {
  expect(verifyFeed(bytes, signature, [pair.line])).toEqual({ ok: false, failure });
});

test('without a key, or with a broken one, nothing is believed', () => {
  for (const keys of [[], [''], [pair.line.slice(4)], ['x'.repeat(56)]]) {
    expect(verifyFeed(feed, whole, keys)).toEqual({ ok: false, failure: 'unknown-key' });
  }
});
