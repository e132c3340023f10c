import { describe, expect, test } from 'vitest';
import { KeyMask } from '../../../../electron/core/platform/key-mask.ts';
import { redact, toEntry } from '../../../../electron/host/system/redact.ts';

describe('redact', () => {
  test.each([
    ['Authorization: Bearer abc.def-123', 'Authorization: Bearer […]'],
    ['{"apiKey":"9f8e7d6c"}', '{"apiKey":"[…]"}'],
    ['token=abc&x=1', 'token=[…]'],
    ['sent sk-abcdef0123456789 there', 'sent […] there'],
    ['GET https://cdn.test/a.mp4?X-Amz-Signature=abc', 'GET https://cdn.test/a.mp4?[…]'],
    ['"https://a.test/v?x=1" and more', '"https://a.test/v?[…]" and more'],
    ['https://me:secret@a.test/', 'https://[…]@a.test/'],
    [`with ${'a1B2'.repeat(12)}.`, 'with […].'],
    [`jwt ${'eyJh'.repeat(12)}.${'abcd'.repeat(12)}`, 'jwt […].[…]'],
  ])('%s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  test.each([
    'task 7d2c58e1-3f0a-4b6c-9d8e-1a2b3c4d5e6f archived',
    'task 7d2c58e13f0a4b6c9d8e1a2b3c4d5e6f archived',
    'call "saveAccount" refuses key (invalid_type)',
    'https://api.kie.ai/api/v1/runway/record-detail',
    '    at Object.check (file:///app/out/main/main.js:19378:10)',
  ])('leaves %s', (text) => {
    expect(redact(text)).toBe(text);
  });

  test('the accounts’ keys go, also those that look like task ids', () => {
    const keys = new KeyMask();
    keys.add('9f8e7d6c5b4a39281706f5e4d3c2b1a0');
    const line =
      'asked with 9f8e7d6c5b4a39281706f5e4d3c2b1a0 about 7d2c58e13f0a4b6c9d8e1a2b3c4d5e6f';
    expect(redact(line, keys)).toBe('asked with [key] about 7d2c58e13f0a4b6c9d8e1a2b3c4d5e6f');
  });

  // What took minutes while the time was that of the square of the length.
  test.each([
    ...[
      'a',
      'a-',
      '-',
      ' ',
      '\n',
      '"',
      '=',
      'key',
      'key=',
      'key =',
      'key: ',
      'sk-',
      'key-',
      'Bearer ',
    ],
    ...[
      'a://',
      'a://b?',
      'https://a/',
      '://',
      '://@',
      'https:',
      '%',
      '\\',
      '\\u00',
      'token"  ',
      'a/',
    ],
  ])('the time is linear: megabytes of %j are no trouble', (worst) => {
    redact(worst.repeat(Math.ceil(2_000_000 / worst.length)));
    redact(`${worst.repeat(Math.ceil(1_000_000 / worst.length))}/`);
    redact(`key${' '.repeat(1_000_000)}Bearer${' '.repeat(1_000_000)}`);
  });
});

describe('an entry of the log', () => {
  test.each([
    [
      'failed\n[2026-11-27 02:00:00.000] [info]  all is well',
      'failed\n    [2026-11-27 02:00:00.000] [info]  all is well',
    ],
    ['failed\r[2026] x', 'failed\n    [2026] x'],
    ['failed\u2028[2026] x', 'failed\n    [2026] x'],
    ['Error: a\n    at b (c:1:2)', 'Error: a\n    at b (c:1:2)'],
    ['\u001b[2Jgone', '[2Jgone'],
    ['\u202eexe.gpj', 'exe.gpj'],
  ])('%j is %j', (message, entry) => {
    expect(toEntry(message)).toBe(entry);
  });

  test('is never so long that it pushes out the others', () => {
    expect(toEntry('word '.repeat(1_000_000)).length).toBeLessThan(17_000);
  });
});
