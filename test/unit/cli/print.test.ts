import { afterAll, expect, test } from 'vitest';
import { listLine, statusLines } from '../../../electron/cli/print.ts';
import type { PublicTask } from '../../../electron/cli/task-shape.ts';

const zone = process.env['TZ'];
process.env['TZ'] = 'America/New_York';
afterAll(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

const deadline = '2026-12-12T03:31:59.000Z';
const task: PublicTask = {
  ...{ id: 'x', state: 'ready', isPaused: false, account: 'a', addedAt: deadline, deadline },
  ...{ tags: [], files: [] },
};

test('people are told times in their own zone', () => {
  expect(listLine(task)).toBe('x  ready        2026-12-11 22:31');
  const lines = statusLines({
    ...{ version: '1', isRunning: true, videos: 1, states: { ready: 1 }, paused: 0, damaged: 0 },
    ...{ archiveFolder: '/a', downloads: 0, bytesPerSecond: 0, accounts: [] },
    ...{ nearestDeadline: { id: 'x', at: deadline }, nextCheck: '2026-12-12T05:00:00.000Z' },
  });
  expect(lines).toContain('Nearest deadline: 2026-12-11 22:31 (x)');
  expect(lines).toContain('Next check: 2026-12-12 00:00');
});
