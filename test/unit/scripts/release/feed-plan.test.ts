import { expect, test } from 'vitest';
import { channelsFor, feedNews } from '../../../../scripts/release/feed-plan.ts';

test.each([
  ['0.2.0', undefined, 'as usual', ['stable', 'beta']],
  ['0.2.0', '0.2.0-beta.3', 'as usual', ['stable', 'beta']],
  ['0.2.0', '0.2.0', 'as usual', ['stable', 'beta']],
  ['0.2.0', '0.3.0-beta.1', 'as usual', ['stable']],
  ['0.10.0', '0.9.0', 'as usual', ['stable', 'beta']],
  ['0.3.0-beta.1', '0.2.0', 'as usual', ['beta']],
  ['0.2.0', '0.3.0-beta.1', 'beta', ['beta']],
  ['0.2.0', undefined, 'stable', ['stable']],
])('%s, while betas are offered %s, goes %s on %j', (...[version, offered, wish, channels]) => {
  expect(channelsFor(version, offered, wish)).toEqual(channels);
});

test.each([
  ['0.3.0-beta.1', 'stable', 'is a beta'],
  ['latest', 'as usual', 'no version'],
  ['0.2.0', 'nightly', 'no channel'],
])('%s on %s is refused', (version, wish, why) => {
  expect(() => channelsFor(version, undefined, wish)).toThrow(why);
});

test('three weeks before a feed ends somebody is told, by a title that is the same until it is renewed', () => {
  const feed = { version: '0.2.0', expiresAt: '2027-01-26T10:00:00.000Z' };
  const news = (day: string) => feedNews('stable', feed, Date.parse(day));
  expect(news('2027-01-01')).toBeUndefined();
  expect(news('2027-01-06')?.split('\n')[0]).toBe('Sign the stable feed anew before 2027-01-26');
  expect(news('2027-02-01')).toBe(news('2027-01-06'));
});
