import { describe, expect, test } from 'vitest';
import { redact } from '../../../electron/host/redact.ts';

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

  test('a very long line takes no time', () => {
    const startedAtMs = performance.now();
    redact('a'.repeat(200_000));
    expect(performance.now() - startedAtMs).toBeLessThan(1000);
  });
});
