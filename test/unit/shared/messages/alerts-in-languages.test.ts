import { afterEach, describe, expect, test } from 'vitest';
import type { Alert, AlertCode } from '../../../../electron/shared/alert.ts';
import { describeAlert } from '../../../../electron/shared/messages/alerts.ts';
import { followLocale } from '../../../../electron/shared/messages/catalogue.ts';
import type { Locale } from '../../../../electron/shared/locale.ts';
import { addEveryCatalogue } from '../../../../electron/shared/messages/every-catalogue.ts';

addEveryCatalogue();

const [from, to, path] = ['/media/old', '/media/new', '/media/new/a: b.txt'];
const failure = { code: 'disk-error', path: '/media/old', detail: 'EIO' } as const;
const left = { count: 3, path, detail: 'EILSEQ' };

const examples: { readonly [C in AlertCode]: Extract<Alert, { code: C }> } = {
  'safe-mode': {
    ...{ code: 'safe-mode', crashes: 3, nearDeadlines: 2, resumesAtMs: Date.UTC(2026, 8, 24) },
    logPath: '/home/ada/reelkeep.log',
  },
  'job-failed': { code: 'job-failed', job: 'mirror', failure },
  'scrub-found': { code: 'scrub-found', moved: 11, missing: 12, damaged: 13 },
  'repair-ended': { code: 'repair-ended', repaired: 11, left: 12, kept: 13, failure },
  rebuilt: {
    ...{ code: 'rebuilt', videos: 11, damaged: 12, doubles: 13, strays: 14 },
    ...{ removed: 15, refused: 16 },
  },
  'move-stopped': { code: 'move-stopped', from, to, failure },
  'limit-lifted': { code: 'limit-lifted', tasks: 11 },
  'forecast-late': { code: 'forecast-late', tasks: 11 },
  'paused-at-risk': { code: 'paused-at-risk', tasks: 11 },
  'host-refuses': { code: 'host-refuses', host: 'files.example.com', tasks: 11 },
  'archive-moved': { code: 'archive-moved', from, to, sizeBytes: 12_300_000_000, left },
  'files-left': { code: 'files-left', files: 11, path, why: 'shared' },
  'manifest-odd': { code: 'manifest-odd', manifests: 11, path, keptAs: '/media/new/aside' },
  'trash-refused': { code: 'trash-refused', tasks: 11, failure },
  'trash-waits': { code: 'trash-waits', tasks: 11, failure },
  'state-restored': { code: 'state-restored', kind: 'list', keptAs: '/data/aside', savedAtMs: 0 },
  'state-lost': { code: 'state-lost', kind: 'keys', keptAs: '/data/aside' },
  'state-unwritable': {
    ...{ code: 'state-unwritable', reason: 'full', folder: '/data', detail: 'ENOSPC' },
  },
  'ledger-newer': { code: 'ledger-newer' },
  'accounts-missing': { code: 'accounts-missing', count: 11 },
};

/** Numbers of two digits, paths and hosts: what is said whatever the language. */
function dataOf(text: string): readonly string[] {
  return (text.match(/\/[\w/]+|files\.example\.com|\b1[1-6]\b/g) ?? []).sort();
}

function wordsIn(locale: Locale, alert: Alert) {
  followLocale(() => locale);
  const { sentence, remedy, about, answers = [], tone, detail } = describeAlert(alert);
  const labels = answers.map(([, label]) => label);
  const ids = answers.map(([answer]) => answer);
  return { all: [about, sentence, remedy, ...labels], sentence, remedy, ids, tone, detail };
}

afterEach(() => {
  followLocale(() => 'en');
});

describe.each([
  { locale: 'ru', script: /\p{Script=Cyrillic}/u },
  { locale: 'zh-CN', script: /\p{Script=Han}/u },
] as const)('alerts in $locale', ({ locale, script }) => {
  test.each(Object.values(examples))('$code says what English says', (alert) => {
    const [own, english] = [wordsIn(locale, alert), wordsIn('en', alert)];
    for (const text of own.all) {
      expect(text).toMatch(script);
      expect(text).not.toMatch(/undefined|null|NaN|\[object/);
    }
    expect(dataOf(`${own.sentence} ${own.remedy}`)).toEqual(
      dataOf(`${english.sentence} ${english.remedy}`),
    );
    expect([own.ids, own.tone, own.detail]).toEqual([english.ids, english.tone, english.detail]);
  });
});
