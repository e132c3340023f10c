import { expect, test } from 'vitest';
import { describeTaken } from '../../../../electron/shared/messages/taken.ts';

const holder = { pid: 42, host: 'studio', sinceMs: Date.UTC(2026, 10, 22, 10) };

test('whoever is in the way is named, with since when and what to do', () => {
  const words = describeTaken({ ...holder, isUnsure: false }, '/data');
  expect(words.message).toBe('Reelkeep is already running');
  expect(words.detail).toMatch(/Process 42 on studio .*\/data since Nov 22, 2026/);
  expect(words.buttons).toEqual(['Quit']);
});

test('only where nobody can know the user may start all the same', () => {
  const words = describeTaken({ ...holder, isUnsure: true }, '/data');
  expect(words.buttons).toEqual(['Quit', 'Start anyway']);
});
