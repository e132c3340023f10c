import { expect, test } from 'vitest';
import { SettingsStore } from '../../../../electron/core/settings/settings-store.ts';
import { SaveFailedError } from '../../../../electron/core/settings/save-failed-error.ts';
import { initialChoices } from '../../../../electron/shared/settings/setting-table.ts';
import { MemoryStore } from '../../../fake/store.ts';

function open(store: MemoryStore): SettingsStore {
  return new SettingsStore({ store, defaultArchiveFolder: '/archive' });
}

test('an empty store gives the defaults', () => {
  expect(open(new MemoryStore()).current()).toEqual({
    archiveFolder: '/archive',
    simultaneousTransfers: 3,
    speedLimitBytesPerSecond: 0,
    saveInputs: false,
    checkEvery: 'month',
    watchedFolder: '',
    addsWatched: false,
    catchesClipboard: false,
    notifyArchived: true,
    notifyFailed: true,
    notifyTroubles: true,
    notifyDeadlines: true,
    notifyOffers: true,
    notifySound: true,
    quietHours: false,
    quietFromMinute: 22 * 60,
    quietToMinute: 8 * 60,
    appearance: 'system',
    language: 'system',
    background: 'ask',
    looksForUpdates: true,
    updateChannel: 'stable',
    fileNames: '{year}/{month}/{date} {prompt} [{id}]',
  });
});

test('one bad value does not cost the others', () => {
  const store = new MemoryStore();
  store.write('settings', { simultaneousTransfers: 'many', appearance: 'dark', accounts: 7 });
  const settings = open(store);
  expect(settings.current()).toMatchObject({ simultaneousTransfers: 3, appearance: 'dark' });
  expect(settings.accounts()).toEqual([]);
});

test('fields of a newer version survive a change', () => {
  const store = new MemoryStore();
  store.write('settings', { someday: { a: 1 } });
  open(store).change({ appearance: 'light' });
  expect(store.documents.get('settings')).toContain('"someday":{"a":1}');
});

test('every archive that was used can still be found by its id', () => {
  const store = new MemoryStore();
  const settings = open(store);
  settings.setArchive('/one', 'id-1');
  settings.setArchive('/two', 'id-2');
  expect(open(store).current().archiveFolder).toBe('/two');
  expect(open(store).archivePath('id-1')).toBe('/one');
});

test('a choice is told once it is on disk, and one that the disk refuses is not', () => {
  const store = new MemoryStore();
  const settings = open(store);
  const told: string[] = [];
  settings.changed.event(() => told.push(settings.current().appearance));
  settings.change({ appearance: 'dark' });
  settings.setArchive('/one', 'id-1'); // no choice of this kind
  store.refusal = new Error('ENOSPC');
  expect(() => {
    settings.change({ appearance: 'light' });
  }).toThrow(SaveFailedError);
  expect(told).toEqual(['dark']);
});

test.each(Object.entries(initialChoices))(
  'what is unreadable of “%s” falls back to what it is at first',
  (name, initial) => {
    const store = new MemoryStore();
    store.write('settings', { [name]: { not: 'a choice' } });
    expect(open(store).current()).toMatchObject({ [name]: initial });
  },
);
