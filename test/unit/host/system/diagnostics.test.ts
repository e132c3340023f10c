import { expect, test } from 'vitest';
import {
  describeForReport,
  type ReportedCore,
} from '../../../../electron/host/system/diagnostics.ts';
import { toAccountId } from '../../../../electron/shared/id.ts';
import type { Task } from '../../../../electron/shared/task.ts';
import { aCheckingTask, aRunningTask, idNumber } from '../../builders.ts';

const secrets = [
  'sk-secret-key',
  'https://files.example/a?token=1',
  'A lighthouse at night',
  'Ada’s account',
];

const facts = {
  appVersion: '0.2.0',
  electron: '45.5.0',
  system: 'linux x64 6.1.0',
  desktop: 'GNOME wayland',
  isPackaged: true,
  home: '/home/ada',
  log: '[info] Reelkeep 0.2.0\n[error] /home/ada/Videos is full',
};

function aCore(tasks: readonly Task[] = []): ReportedCore {
  const account = {
    id: toAccountId('a'),
    name: 'Ada’s account',
    provider: 'custom',
    baseUrl: 'https://files.example/a?token=1',
    hasKey: true,
  };
  const block = { code: 'key-refused', host: 'files.example' };
  const core = {
    tasks: { tasks: () => tasks },
    accounts: {
      views: () => [
        { ...account, block },
        { ...account, provider: 'kie' },
      ],
    },
    alerts: { list: () => [{ key: 'x', alert: { code: 'ledger-newer' } }] },
    settings: {
      mirror: () => undefined,
      current: () => ({ archiveFolder: '/mnt/My films', watchedFolder: '' }),
    },
    archiveManager: { problem: { code: 'folder-missing', path: '/home/ada/Videos' } },
  };
  return core as unknown as ReportedCore; // the parts that are read
}

test('says what helps, by counts and codes', () => {
  const hindrance = { code: 'disk-full', path: '/home/ada/Videos' } as const;
  const tasks = [aCheckingTask({ id: idNumber(1) }), aCheckingTask({ id: idNumber(2), hindrance })];
  expect(describeForReport(aCore(tasks), facts)).toBe(`Reelkeep 0.2.0, Electron 45.5.0
System: linux x64 6.1.0; desktop: GNOME wayland
Videos: checking 2
Held up by: disk-full 1
Accounts: custom (key-refused), kie
Archive: folder-missing; mirror: none
Shown: ledger-newer 1

[info] Reelkeep 0.2.0
[error] (home)/Videos is full`);
});

test('holds no name, address, prompt or folder of the user’s own', () => {
  const task = aRunningTask({ record: { prompt: 'A lighthouse at night', parameters: {} } });
  const text = describeForReport(aCore([task]), facts);
  for (const secret of [...secrets, '/home/ada']) expect(text).not.toContain(secret);
});

test('hides links and chosen folders in the log too', () => {
  const log = '[error] HTTPS://files.example/a?token=1 into "/mnt/My films/2026/x.mp4"';
  const text = describeForReport(aCore(), { ...facts, log });
  expect(text.endsWith('[error] (link) into "(archive)/2026/x.mp4"')).toBe(true);
});

test('of a long log the end is told, from the beginning of a line', () => {
  const lines = Array.from({ length: 2_000 }, (_, at) => `[info] line ${String(at)}`);
  const text = describeForReport(aCore(), { ...facts, log: lines.join('\n') });
  expect(text.length).toBeLessThan(7_000);
  expect(text).toMatch(/\n\n\[info\] line \d+\n/);
  expect(text.endsWith('[info] line 1999')).toBe(true);
});

test('a home that is the root of the disk leaves the text as it is', () => {
  expect(describeForReport(aCore(), { ...facts, home: '/' })).toContain('/home/ada/Videos is full');
});
