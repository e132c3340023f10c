import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readChangelog } from '../../../../electron/core/update/changelog.ts';

test('versions, groups and items are read as plain text, the newest first', () => {
  const text = `# Changelog

## [Unreleased]

## [0.2.0] - 2026-12-01

A word before.

### Added

- **Bold** and \`code\`, see [the manual](https://a.example/x).
  It goes on.
- <b>No</b> HTML\u202e.

### Fixed

## [0.1.0] - 2026-11-01

- Without a group.
`;
  expect(readChangelog(text)).toEqual([
    {
      version: '0.2.0',
      date: '2026-12-01',
      groups: [
        {
          title: 'Added',
          items: ['Bold and code, see the manual. It goes on.', '<b>No</b> HTML.'],
        },
      ],
    },
    { version: '0.1.0', date: '2026-11-01', groups: [{ title: '', items: ['Without a group.'] }] },
  ]);
});

test('nothing is read out of nothing', () => {
  expect(readChangelog('')).toEqual([]);
  expect(readChangelog('<html>')).toEqual([]);
});

test('Reelkeep’s own changelog says something of its newest version', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../../CHANGELOG.md'), 'utf8');
  const [first] = readChangelog(text);
  expect(first?.groups.flatMap(({ items }) => items)).not.toEqual([]);
});
