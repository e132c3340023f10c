import { describe, expect, test } from 'vitest';
import { KeyMask } from '../../../../electron/core/platform/key-mask.ts';

const keys = [
  '9f8e7d6c5b4a39281706f5e4d3c2b1a0',
  'sk-live/AB+cd="quoted"&more',
  'Zürich-is-none-1',
];

function maskOf(...known: readonly string[]): KeyMask {
  const mask = new KeyMask();
  for (const key of known) mask.add(key);
  return mask;
}

function everyCharacter(key: string, write: (code: number) => string): string {
  return Array.from(key, (character) => write(character.charCodeAt(0))).join('');
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}

/** The ways in which somebody may repeat a key. */
const forms: readonly (readonly [string, (key: string) => string])[] = [
  ['as it is', (key) => key],
  ['in capitals', (key) => key.toUpperCase()],
  ['in JSON', (key) => JSON.stringify({ key })],
  ['in JSON in JSON', (key) => JSON.stringify({ param: JSON.stringify({ key }) })],
  ['in a URL', (key) => `https://a.test/?k=${encodeURIComponent(key)}`],
  ['in a URL, each sign escaped', (key) => everyCharacter(key, (code) => `%${hex(code, 2)}`)],
  ['in a URL, escaped twice', (key) => encodeURIComponent(encodeURIComponent(key))],
  ['each sign as JSON may', (key) => everyCharacter(key, (code) => `\\u${hex(code, 4)}`)],
  ['each sign as JavaScript may', (key) => everyCharacter(key, (code) => `\\x${hex(code, 2)}`)],
  ['each sign as HTML may', (key) => everyCharacter(key, (code) => `&#${String(code)};`)],
  ['each sign as HTML may, in hex', (key) => everyCharacter(key, (code) => `&#x${hex(code, 2)};`)],
  ['in Base64', (key) => Buffer.from(key).toString('base64')],
  ['in Base64, after one sign', (key) => Buffer.from(`x${key}`).toString('base64')],
  ['in Base64, as Basic', (key) => `Basic ${Buffer.from(`me:${key}`).toString('base64')}`],
  ['in Base64 for URLs', (key) => Buffer.from(`Bearer ${key}`).toString('base64url')],
  ['in hex', (key) => Buffer.from(key).toString('hex')],
];

describe.each(forms)('a key %s', (_form, write) => {
  test.each(keys.slice(0, 2))('is masked: %s', (key) => {
    const mask = maskOf(...keys);
    const text = `before ${write(key)} and ${write(key)} after`;
    const masked = mask.mask(text);
    expect(masked).toContain('[key]');
    expect(masked.startsWith('before ')).toBe(true);
    expect(masked.endsWith(' after')).toBe(true);
    for (const [, other] of forms) expect(masked).not.toContain(other(key));
    expect(mask.mask(masked)).toBe(masked);
  });
});

test('the task ids around it stay', () => {
  const mask = maskOf(keys[0] ?? '');
  const text = 'task 7d2c58e13f0a4b6c9d8e1a2b3c4d5e6f, 7d2c58e1-3f0a-4b6c-9d8e-1a2b3c4d5e6f';
  expect(mask.mask(text)).toBe(text);
});

test('data keeps its shape', () => {
  const mask = maskOf(...keys);
  const data = { a: [1, null, `x ${keys[1] ?? ''}`], [keys[0] ?? '']: true };
  expect(mask.maskAll(data)).toEqual({ a: [1, null, 'x [key]'], '[key]': true });
  const clean = { a: ['b'] };
  expect(mask.maskAll(clean)).toBe(clean);
});

test('a key that is only a word is not masked: it would spoil every text', () => {
  expect(maskOf('secret').mask('a secret garden')).toBe('a secret garden');
});

test('the time is linear: megabytes of the worst are no trouble', () => {
  const mask = maskOf(...keys);
  const worst = ['%', '\\', '\\u00', '%2', '%25', '&#', keys[0]?.slice(0, -1) ?? '', '9f8e'];
  for (const each of worst) mask.mask(each.repeat(Math.ceil(2_000_000 / each.length)));
});
