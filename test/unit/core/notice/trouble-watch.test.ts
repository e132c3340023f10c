import { describe, expect, test } from 'vitest';
import { TroubleWatch } from '../../../../electron/core/notice/trouble-watch.ts';
import { troublesOf, type Trouble } from '../../../../electron/core/notice/troubles.ts';
import type { Alert } from '../../../../electron/shared/alert.ts';
import type { Failure } from '../../../../electron/shared/failure.ts';
import { toAccountId } from '../../../../electron/shared/id.ts';
import { accountId } from '../../builders.ts';

const minuteMs = 60_000;

function aTrouble(key: string, afterMs = 0): Trouble {
  return { key, severity: 'warning', title: key, body: `${key}.`, afterMs, tellsEnd: true };
}

/** What is there from which minute on, and what is told in which. */
type Course = readonly (readonly [minute: number, there: readonly Trouble[]])[];

function told(
  course: Course,
  untilMinute: number,
  watch = new TroubleWatch([], 0),
): readonly string[] {
  const news: string[] = [];
  for (let minute = 0; minute <= untilMinute; minute++) {
    const nowMs = minute * minuteMs;
    const now = course.find(([at]) => at === minute);
    if (now !== undefined) watch.see(now[1], nowMs);
    const { begun, over } = watch.take(nowMs);
    for (const { key } of begun) news.push(`${String(minute)} ${key}`);
    for (const { key } of over) news.push(`${String(minute)} over ${key}`);
  }
  return news;
}

const key = aTrouble('key');
const slow = aTrouble('network', 10 * minuteMs);

const cases: readonly (readonly [string, Course, readonly string[]])[] = [
  [
    'told once, however long it lasts',
    [
      [0, [key]],
      [5, [key]],
      [50, [key]],
    ],
    ['0 key'],
  ],
  [
    'its end is told when it has been away a while',
    [
      [0, [key]],
      [5, []],
    ],
    ['0 key', '7 over key'],
  ],
  [
    'what comes back at once was never over',
    [
      [0, [key]],
      [5, []],
      [6, [key]],
    ],
    ['0 key'],
  ],
  [
    'what comes back later is news',
    [
      [0, [key]],
      [5, []],
      [20, [key]],
    ],
    ['0 key', '7 over key', '20 key'],
  ],
  [
    'what passes before it counts is never told',
    [
      [0, [slow]],
      [9, []],
    ],
    [],
  ],
  [
    'what lasts is',
    [
      [0, [slow]],
      [9, [slow]],
    ],
    ['10 network'],
  ],
  [
    'a flapping one counts from its return',
    [
      [0, [slow]],
      [8, []],
      [9, [slow]],
    ],
    ['19 network'],
  ],
  ['two at once', [[0, [key, aTrouble('disk')]]], ['0 key', '0 disk']],
];

test.each(cases)('%s', (_, course, expected) => {
  expect(told(course, 60)).toEqual(expected);
});

describe('after a restart', () => {
  const earlier = () => new TroubleWatch([key], 0);

  test('what lasts is not told again', () => {
    expect(told([[3, [key]]], 60, earlier())).toEqual([]);
  });

  test('nor is it over before it has had the time to show', () => {
    expect(told([[0, []]], 29, earlier())).toEqual([]);
    expect(told([[0, []]], 60, earlier())).toEqual(['30 over key']);
  });

  test('its end is told once it has been met', () => {
    expect(
      told(
        [
          [3, [key]],
          [9, []],
        ],
        60,
        earlier(),
      ),
    ).toEqual(['11 over key']);
  });
});

describe('what counts as trouble', () => {
  const account = (failure: Failure, id = accountId) => ({ id, name: 'Main', failure });
  const keysOf = (failures: readonly ReturnType<typeof account>[], archive?: Failure) =>
    troublesOf({ alerts: [], archive, accounts: failures }).map((each) => each.key);
  const unreachable = { code: 'unreachable', host: 'a.example', detail: 'ENOTFOUND' } as const;

  test('a refused key, a shut keyring, credits and blocks, each of its account', () => {
    const refused = { code: 'key-refused', host: 'a.example' } as const;
    const two = [account(refused), account(refused, toAccountId('account-2'))];
    expect(keysOf(two)).toEqual(['account account-1 key-refused', 'account account-2 key-refused']);
  });

  test('one network that is away, for all accounts', () => {
    const both = [account(unreachable), account(unreachable, toAccountId('account-2'))];
    expect(keysOf(both)).toEqual(['network']);
  });

  test('no wait that the provider asks for', () => {
    expect(keysOf([account({ code: 'rate-limited', host: 'a.example' })])).toEqual([]);
  });

  test('the archive, but not before its folder is chosen', () => {
    expect(keysOf([], { code: 'folder-missing', path: '/a' })).toEqual(['archive folder-missing']);
    expect(keysOf([], { code: 'folder-not-chosen', path: '/a' })).toEqual([]);
  });

  test('alerts that hold up the work, and damaged videos', () => {
    const alerts: readonly Alert[] = [
      { code: 'host-refuses', host: 'files.example', tasks: 3 },
      { code: 'limit-lifted', tasks: 3 },
      { code: 'scrub-found', moved: 2, missing: 0, damaged: 0 },
    ];
    const views = alerts.map((alert) => ({ key: alert.code, alert }));
    const found = {
      key: 'found',
      alert: { code: 'scrub-found', moved: 0, missing: 1, damaged: 0 },
    } as const;
    const all = troublesOf({ alerts: [...views, found], archive: undefined, accounts: [] });
    expect(all.map((each) => each.key)).toEqual(['alert host-refuses', 'alert found']);
  });
});
