import { describe, expect, test } from 'vitest';
import type { AccountView } from '../../../../electron/shared/settings/account.ts';
import type { Failure } from '../../../../electron/shared/failure.ts';
import { toAccountId } from '../../../../electron/shared/id.ts';
import { Banners, bannersFor, type Troubles } from '../../../../renderer/state/banners.svelte.ts';
import { someSettings } from '../fake-api.ts';

const host = 'api.example.com';
const refused: Failure = { code: 'key-refused', host };
const minuteMs = 60_000;

function anAccount(name: string, block?: Failure): AccountView {
  const id = toAccountId(name.toLowerCase());
  const account = {
    id,
    name,
    provider: 'custom',
    baseUrl: `https://${host}`,
    hasKey: true,
  } as const;
  return block === undefined ? account : { ...account, block };
}

function troubles(change: Partial<Troubles> = {}): Troubles {
  return {
    accounts: [],
    settings: someSettings,
    status: { bytesPerSecond: 0 },
    alerts: [],
    ...change,
  };
}

const blocks: readonly Failure[] = [
  refused,
  { code: 'client-blocked', host },
  { code: 'maintenance', host },
  { code: 'sub-key-limit', host },
  { code: 'no-credits', host },
  { code: 'unreachable', host, detail: 'ECONNREFUSED' },
  { code: 'proxy-refused', host, proxy: 'proxy.lan:3128', detail: 'HTTP 407', httpStatus: 407 },
  { code: 'bad-certificate', host, detail: 'CERT_HAS_EXPIRED' },
  { code: 'not-the-provider', host, httpStatus: 200, got: 'html' },
];

test('a loss comes before a note, also when the note was raised first', () => {
  const found = bannersFor(
    troubles({
      alerts: [
        { key: 'note', alert: { code: 'limit-lifted', tasks: 1 } },
        { key: 'loss', alert: { code: 'forecast-late', tasks: 1 } },
      ],
    }),
  );
  expect(found.map(({ alertKey }) => alertKey)).toEqual(['loss', 'note']);
});

test('lost accounts lead to where they are set right', () => {
  const alert = { code: 'accounts-missing', count: 1 } as const;
  const [banner] = bannersFor(troubles({ alerts: [{ key: 'accounts', alert }] }));
  expect(banner?.place).toBe('accounts');
});

test.each(blocks)('$code names the account, leads to it, and can be dismissed', (block) => {
  const [banner] = bannersFor(troubles({ accounts: [anAccount('Studio', block)] }));
  expect(banner).toMatchObject({
    sentence: expect.stringMatching(/^Studio: .*api\.example\.com/) as string,
    remedy: expect.stringMatching(/\.$/) as string,
    place: { accountId: 'studio' },
    dismissable: true,
  });
});

test('every kind of block has its own words', () => {
  const accounts = blocks.map((block) => anAccount('Studio', block));
  expect(new Set(bannersFor(troubles({ accounts })).map(({ sentence }) => sentence)).size).toBe(
    blocks.length,
  );
});

test('what only the user can set right comes first; a busy provider is no banner', () => {
  const accounts = [
    anAccount('A', { code: 'maintenance', host }),
    anAccount('B', { code: 'rate-limited', host }),
    anAccount('C', refused),
  ];
  const archiveProblem: Failure = { code: 'disk-full', path: '/films' };
  const settings = { ...troubles().settings, archiveProblem };
  const found = bannersFor(troubles({ accounts, settings }));
  expect(found.map(({ about }) => about)).toEqual(['the archive folder', 'C', 'A']);
  expect(found[0]?.dismissable).toBe(false);
});

describe('a banner', () => {
  test('is told once: the same trouble in a later patch replaces nothing', () => {
    const banners = new Banners();
    banners.see(troubles({ accounts: [anAccount('Studio', refused)] }));
    const before = banners.shown;
    banners.see(troubles({ accounts: [anAccount('Studio', { ...refused })] }));
    expect(banners.shown).toBe(before);
  });

  test('of another account leaves the first one as it was', () => {
    const banners = new Banners();
    banners.see(troubles({ accounts: [anAccount('A', refused)] }));
    const [first] = banners.shown;
    banners.see(troubles({ accounts: [anAccount('A', refused), anAccount('B', refused)] }));
    expect(banners.shown).toHaveLength(2);
    expect(banners.shown[0]).toBe(first);
  });

  test('that was dismissed stays away while the block is the same', () => {
    const banners = new Banners();
    banners.see(troubles({ accounts: [anAccount('A', refused), anAccount('B', refused)] }));
    banners.dismiss(banners.shown[0]?.key ?? '');
    banners.see(troubles({ accounts: [anAccount('A', { ...refused }), anAccount('B')] }));
    expect(banners.shown).toEqual([]);
  });

  test('comes back with another block, and when the same one happens again', () => {
    const banners = new Banners();
    const see = (block?: Failure) => {
      banners.see(troubles({ accounts: [anAccount('A', block)] }));
      return banners.shown.length;
    };
    see(refused);
    banners.dismiss(banners.shown[0]?.key ?? '');
    expect(see({ code: 'maintenance', host })).toBe(1);
    expect(see(refused)).toBe(1);
    banners.dismiss(banners.shown[0]?.key ?? '');
    see(undefined);
    expect(see(refused)).toBe(1);
  });
});

describe('a wrong clock', () => {
  const wordsOf = (clockAheadMs: number) =>
    bannersFor(troubles({ status: { bytesPerSecond: 0, clockAheadMs } }))[0]?.sentence;

  test.each([
    [7 * minuteMs, 'about 5 minutes fast'],
    [-52 * minuteMs, 'about 50 minutes slow'],
    [-61 * minuteMs, 'about 1 hour slow'],
    [23.6 * 60 * minuteMs, 'about 24 hours fast'],
    [-365 * 24 * 60 * minuteMs, 'about 365 days slow'],
  ])('by %d ms is told roughly, and which way', (aheadMs, words) => {
    expect(wordsOf(aheadMs)).toContain(words);
  });

  test('that jitters is told once', () => {
    const banners = new Banners();
    banners.see(troubles({ status: { bytesPerSecond: 0, clockAheadMs: 600_000 } }));
    const before = banners.shown;
    banners.see(troubles({ status: { bytesPerSecond: 9, clockAheadMs: 600_700 } }));
    expect(banners.shown).toBe(before);
    banners.see(troubles());
    expect(banners.shown).toEqual([]);
  });
});
