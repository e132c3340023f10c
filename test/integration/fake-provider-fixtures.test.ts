import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fixtureFolder, readFixture } from '../fake/provider/fixture.ts';
import { readMedia, videoNames } from '../fake/provider/media.ts';

describe('a fixture', () => {
  const names = readdirSync(fixtureFolder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && !/^(paste|ledger)/.test(name)) // what users paste is no answer, nor is a ledger
    .map((name) => name.replaceAll('\\', '/').replace(/\.json$/, ''));

  test.each(names)('%s says where it comes from', (name) => {
    const { source, kind, httpStatus, body } = readFixture(name);
    expect([typeof source, typeof httpStatus, typeof body.code]).toEqual([
      'string',
      'number',
      'number',
    ]);
    const origin = /^(recorded\/|documented|synthetic)/.exec(name)?.[1] ?? '';
    const kinds = origin === 'recorded/' ? ['recorded', 'fixture-observed'] : [origin];
    expect(kinds).toContain(kind);
  });

  test.each(videoNames)('%s is an MP4 with a picture of its own', (name) => {
    const { bytes } = readMedia(name);
    expect(bytes.subarray(4, 8).toString()).toBe('ftyp');
    expect(bytes.includes('moov')).toBe(true);
    const picture = readMedia(name.replace('.mp4', '.jpg')).bytes;
    expect(picture.subarray(0, 3).toString('hex')).toBe('ffd8ff');
  });

  test('of each wrong kind is what it says', () => {
    expect(readMedia('truncated.mp4').bytes.includes('moov')).toBe(false);
    expect(readMedia('still.png').bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(readMedia('jpeg-inside.png').bytes.subarray(0, 2).toString('hex')).toBe('ffd8');
    const files = readdirSync(join(fixtureFolder, 'media'));
    const total = files.reduce((sum, name) => sum + readMedia(name).bytes.length, 0);
    expect(total).toBeLessThan(8_000_000);
  });
});
