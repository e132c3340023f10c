import { expect, test } from 'vitest';
import { publicCopy, withoutQueries } from '../../../../electron/core/platform/public-copy.ts';

test.each([
  ['https://cdn.test/a.mp4?X-Amz-Signature=abc&Expires=1', 'https://cdn.test/a.mp4'],
  ['https://cdn.test/a.mp4#token=abc', 'https://cdn.test/a.mp4'],
  ['https://me:secret@cdn.test/a.mp4', 'https://cdn.test/a.mp4'],
  ['HTTPS://cdn.test/a.mp4?sig=abc, then', 'HTTPS://cdn.test/a.mp4 then'],
  ['see https://a.test/b?c and https://a.test/d?e', 'see https://a.test/b and https://a.test/d'],
  ['https:\\/\\/cdn.test\\/a.mp4?sig=a\\u0026b=c', 'https:\\/\\/cdn.test\\/a.mp4'],
  ['s3://bucket/key?versionId=abc', 's3://bucket/key'],
  ['no link? none: a/b?c=d', 'no link? none: a/b?c=d'],
])('%j is given away as %j', (text, expected) => {
  expect(withoutQueries(text)).toBe(expected);
});

test('callbacks, keys and signatures go, also out of JSON in text', () => {
  const request = {
    prompt: 'a dog',
    callBackUrl: 'https://me.test/hook?token=abc',
    image_urls: ['https://cdn.test/a.png?sig=abc'],
    apiKey: 'abc',
  };
  const raw = { data: { param: JSON.stringify(request), input: request, call_back_url: 'abc' } };
  const copy = publicCopy(raw);
  const kept = { prompt: 'a dog', image_urls: ['https://cdn.test/a.png'], apiKey: '[…]' };
  expect(copy).toEqual({ data: { param: JSON.stringify(kept), input: kept } });
});

test('the time is linear: megabytes of the worst are no trouble', () => {
  const worst = ['a://', 'a://b?', 'https:', 'https:/', 'x', 'a:\\/\\/', '\\', '://@', 'a://@'];
  for (const each of worst) withoutQueries(each.repeat(Math.ceil(2_000_000 / each.length)));
});

test.each(['http://', '\\a', 'a', 'a?'])(
  'a link of megabytes of %j is cut as any other',
  (piece) => {
    const long = piece.repeat(Math.ceil(16_000_000 / piece.length));
    const cut = withoutQueries(`see https://a.test/b?${long} and https://a.test/d?e`);
    expect(cut).toBe('see https://a.test/b and https://a.test/d');
  },
);
