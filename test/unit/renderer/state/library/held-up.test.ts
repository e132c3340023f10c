import { describe, expect, test } from 'vitest';
import type { AccountView } from '../../../../../electron/shared/settings/account.ts';
import type { Alert } from '../../../../../electron/shared/alert.ts';
import type { Failure } from '../../../../../electron/shared/failure.ts';
import type { TaskView } from '../../../../../electron/shared/task.ts';
import {
  calm,
  circumstancesOf,
  describeHold,
  heldUpBy,
  type Circumstances,
} from '../../../../../renderer/state/library/held-up.ts';
import { isAtRisk } from '../../../../../renderer/state/library/filter-and-sort.ts';
import { accountId, aReadyTask, aRunningTask, nowMs } from '../../../builders.ts';
import { failureExamples } from '../../../failure-examples.ts';
import { someSettings } from '../../fake-api.ts';

const hourMs = 60 * 60 * 1000;
const failures: readonly Failure[] = Object.values(failureExamples);
const harmless = ['rate-limited', 'host-busy', 'transfer-stopped', 'account-resting'];
const account: AccountView = {
  id: accountId,
  name: 'Studio',
  provider: 'kie',
  baseUrl: 'https://api.kie.ai',
  hasKey: true,
};
const usable: Circumstances = { ...calm, accounts: [account] };

/** Milliseconds to the deadline, and whether a task that is held up is at risk then. */
const deadlines: readonly (readonly [string, number | undefined, boolean])[] = [
  ['no deadline', undefined, false],
  ['fourteen days', 14 * 24 * hourMs, false],
  ['73 hours', 73 * hourMs, false],
  ['72 hours', 72 * hourMs, true],
  ['an hour', hourMs, true],
  ['over for an hour', -hourMs, true],
];

/** Every way in which something can hold a task up, with the task as it is then. */
const holds: readonly (readonly [string, TaskView, Circumstances])[] = [
  ...failures.flatMap((failure) => [
    [
      `met by one to download: ${failure.code}`,
      aReadyTask({ hindrance: failure }),
      usable,
    ] as const,
    [`met by one at work: ${failure.code}`, aRunningTask({ hindrance: failure }), usable] as const,
    [
      `of the account: ${failure.code}`,
      aRunningTask(),
      { ...calm, accounts: [{ ...account, block: failure }] },
    ] as const,
    [
      `of the folder: ${failure.code}`,
      aReadyTask(),
      { ...usable, archiveProblem: failure },
    ] as const,
  ]),
  [
    'an account without a key',
    aRunningTask(),
    { ...calm, accounts: [{ ...account, hasKey: false }] },
  ],
  ['an account that is gone', aRunningTask(), { ...calm, accounts: [] }],
  ['paused, to download', aReadyTask({ paused: true }), usable],
  ['paused, at work', aRunningTask({ paused: true }), usable],
  ['a host that refuses everybody', aReadyTask(), { ...usable, refusingHosts: ['files.example'] }],
  ['held back after crashes', aReadyTask(), { ...usable, isHeldBack: true }],
  ['a network that is too slow', aReadyTask(), { ...usable, isTooSlow: true }],
  ['no network, to download', aReadyTask(), { ...usable, isOffline: true }],
  ['no network, at work', aRunningTask(), { ...usable, isOffline: true }],
  ['stalled', { ...aRunningTask(), state: 'stalled' }, usable],
];

describe.each(deadlines)('with %s left', (_name, leftMs, isNear) => {
  const deadlineMs = leftMs === undefined ? {} : { deadlineMs: nowMs + leftMs };

  test.each(holds)('%s: one rule', (name, task, circumstances) => {
    const isOver = leftMs !== undefined && leftMs <= 0;
    const expected = isOver || (isNear && !harmless.some((code) => name.endsWith(`: ${code}`)));
    expect(isAtRisk({ ...task, ...deadlineMs }, nowMs, circumstances)).toBe(expected);
  });

  test('a wait for a turn is no risk until the link may be dead', () => {
    for (const task of [aReadyTask(deadlineMs), aRunningTask(deadlineMs)]) {
      expect(isAtRisk(task, nowMs, usable)).toBe(leftMs !== undefined && leftMs <= 0);
    }
  });
});

test.each(holds)('%s: what holds it up has words', (_name, task, circumstances) => {
  const hold = heldUpBy(task, circumstances);
  if (hold === undefined) throw new Error('nothing');
  expect(describeHold(hold).sentence).toMatch(/^\S.{10,}/);
  expect(describeHold(hold).remedy).not.toBe('');
});

test('a pause that a host asks for is a risk once it outlasts the link', () => {
  const hindrance = { code: 'host-busy', host: 'files.example', retryAfterMs: 2 * hourMs } as const;
  const task = (leftMs: number) => aReadyTask({ hindrance, deadlineMs: nowMs + leftMs });
  expect(isAtRisk(task(3 * hourMs), nowMs, usable)).toBe(false);
  expect(isAtRisk(task(hourMs), nowMs, usable)).toBe(true);
});

describe('what holds nobody up', () => {
  const refused: Failure = { code: 'key-refused', host: 'api.kie.ai' };
  const gone: Failure = { code: 'folder-missing', path: '/films' };
  const ended: TaskView = {
    ...aRunningTask(),
    state: 'failed',
    endedAtMs: nowMs,
    providerCode: '',
    providerMessage: '',
  };
  test.each<[string, TaskView, Circumstances]>([
    [
      'a download does not need its account',
      aReadyTask(),
      { ...calm, accounts: [{ ...account, block: refused }] },
    ],
    ['a generation does not need the folder', aRunningTask(), { ...usable, archiveProblem: gone }],
    ['another host', aReadyTask(), { ...usable, refusingHosts: ['other.example'] }],
    ['an end', ended, { ...usable, isOffline: true }],
    ['accounts that are not known yet', aRunningTask(), calm],
  ])('%s', (_name, task, circumstances) => {
    expect(heldUpBy(task, circumstances)).toBeUndefined();
  });
});

test('the trouble of all comes before a wait that passes by itself', () => {
  const task = aReadyTask({ hindrance: { code: 'transfer-stopped' } });
  const archiveProblem: Failure = { code: 'disk-full', path: '/films' };
  expect(heldUpBy(task, { ...usable, archiveProblem })).toMatchObject({ failure: archiveProblem });
});

test('the circumstances are read out of what the main process tells', () => {
  const alerts = (
    [
      { code: 'host-refuses', host: 'files.example', tasks: 2 },
      { code: 'forecast-late', tasks: 1 },
      { code: 'safe-mode', crashes: 2, nearDeadlines: 0, resumesAtMs: nowMs, logPath: '/log' },
    ] satisfies Alert[]
  ).map((alert) => ({ key: alert.code, alert }));
  const archiveProblem: Failure = { code: 'disk-full', path: '/films' };
  const settings = { ...someSettings, archiveProblem };
  expect(circumstancesOf({ accounts: [], settings, alerts, isOffline: true })).toEqual({
    accounts: [],
    archiveProblem,
    refusingHosts: ['files.example'],
    isHeldBack: true,
    isTooSlow: true,
    isOffline: true,
  });
});
