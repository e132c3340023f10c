import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { JsonStore } from '../../../../electron/host/data/json-store.ts';
import { asNobody, giveToNobody } from '../../../fake/nobody.ts';
import type { JsonValue } from '../../../../electron/shared/json.ts';

// Outside Electron the module `electron` is a path, looked for in this folder; without it, it would
// fetch the binary. electron-store then works as in Electron, as long as it is given a folder.
process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= tmpdir();
const { default: ElectronStore } = await import('electron-store');

const clock = { now: () => Date.UTC(2026, 10, 22, 8, 30), after: () => () => undefined };
const name = 'ledger/active-3';
let folder: string;
let store: JsonStore;

function reopened(): JsonStore {
  return new JsonStore({ folder, ElectronStore, clock });
}

function pathOf(file: string): string {
  return join(folder, `${file}.json`);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelkeep-store-'));
  store = reopened();
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('JsonStore', () => {
  test.each<[JsonValue]>([
    [[1, 'zwei', null, { drei: [true] }]],
    [null],
    [''],
    [0],
    [false],
    [{}],
    [{ 'a.b': 1, __internal__: 2, '': 3 }],
    ['🎞\uFFFD\u0000'],
  ])('%j comes back as it was', (value) => {
    store.write(name, value);
    expect(reopened().read(name)).toEqual({ value, origin: 'file' });
  });

  test('a document that was never written has no value', () => {
    expect(store.read(name)).toEqual({ value: undefined, origin: 'none' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('keys that are written anew are in no older file', () => {
    store.write('keys', { a: 'sk-removed' });
    for (const file of ['keys', 'keys.last-good']) writeFileSync(pathOf(file), '{"a":"sk-removed"');
    writeFileSync(join(folder, 'keys.json.tmp-1700000000abcdef'), '{"a":"sk-removed"');
    const again = reopened();
    again.read('keys');
    expect(readdirSync(folder).filter((file) => file.includes('.damaged-'))).toHaveLength(2);
    again.write('keys', {});
    again.backUp('2026-11-22');
    const texts = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    expect(texts.join()).not.toContain('sk-removed');
    expect(
      readdirSync(folder)
        .filter((file) => file.startsWith('keys'))
        .sort(),
    ).toEqual(['keys.json', 'keys.last-good.json']);
  });

  test('lists the documents of a folder, also those of which only the copy is left', () => {
    store.write('ledger/b', 1);
    store.write('ledger/a', 2);
    store.write('settings', 3);
    rmSync(pathOf('ledger/a'));
    writeFileSync(join(folder, 'ledger', 'a.json.tmp-1700000000abcdef'), '{');
    writeFileSync(join(folder, 'ledger', 'c.damaged-2026.json'), '{');
    expect(store.list('ledger')).toEqual(['ledger/a', 'ledger/b']);
    expect(store.list('nothing')).toEqual([]);
  });

  test('reading the list creates and changes nothing', () => {
    store.list('ledger');
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each<[string, (path: string) => void]>([
    ['empty', (path) => truncateSync(path, 0)],
    ['truncated', (path) => truncateSync(path, 20)],
    ['zeroed', (path) => writeFileSync(path, Buffer.alloc(statSync(path).size))],
    [
      'garbled',
      (path) =>
        writeFileSync(
          path,
          readFileSync(path).map((byte) => byte ^ 0x55),
        ),
    ],
    ['some other JSON', (path) => writeFileSync(path, '[]')],
    ['an empty object', (path) => writeFileSync(path, '{}')],
    [
      'a folder',
      (path) => {
        rmSync(path);
        mkdirSync(path);
      },
    ],
  ])('a file that is %s is set aside and its copy read', (_, damage) => {
    store.write(name, { tasks: [1, 2, 3] });
    damage(pathOf(name));
    const setAside = join(folder, 'ledger', 'active-3.damaged-2026-11-22T08-30-00-000Z.json');
    const reading = reopened().read(name);
    expect(reading).toEqual({
      value: { tasks: [1, 2, 3] },
      origin: 'copy',
      isDamaged: true,
      setAside,
    });
    expect(existsSync(setAside)).toBe(true);
  });

  test.skipIf(process.platform === 'win32')('a file that cannot be read is set aside', async () => {
    store.write(name, 1);
    chmodSync(pathOf(name), 0o000);
    await giveToNobody(folder);
    const reading = await asNobody(() => reopened().read(name));
    expect(reading).toMatchObject({ value: 1, origin: 'copy' });
  });

  test('file and copy damaged: nothing is read, and both are kept', () => {
    store.write(name, 1);
    writeFileSync(pathOf(name), 'x');
    writeFileSync(pathOf(`${name}.last-good`), 'y');
    const reading = reopened().read(name);
    expect(reading).toMatchObject({ value: undefined, origin: 'none' });
    expect(readFileSync(reading.setAside ?? '', 'utf8')).toBe('x');
    expect(readdirSync(join(folder, 'ledger'))).toHaveLength(2);
  });

  test('what is set aside never replaces what was set aside before', () => {
    store.write(name, 1);
    for (const text of ['x', 'y', 'z']) {
      writeFileSync(pathOf(name), text);
      store.read(name);
    }
    const kept = readdirSync(join(folder, 'ledger')).filter((file) => file.includes('damaged'));
    expect(kept.map((file) => readFileSync(join(folder, 'ledger', file), 'utf8')).sort()).toEqual([
      'x',
      'y',
      'z',
    ]);
  });

  test('a document read from its copy can be written again', () => {
    store.write(name, 1);
    writeFileSync(pathOf(name), 'x');
    const again = reopened();
    again.read(name);
    again.write(name, 2);
    expect(reopened().read(name)).toEqual({ value: 2, origin: 'file' });
  });

  test('a file damaged before it was ever read is set aside by the write', () => {
    mkdirSync(join(folder, 'ledger'));
    writeFileSync(pathOf(name), 'x');
    store.write(name, 2);
    expect(reopened().read(name)).toEqual({ value: 2, origin: 'file' });
    expect(readdirSync(join(folder, 'ledger')).some((file) => file.includes('damaged'))).toBe(true);
  });

  test('one flipped character within a string is noticed', () => {
    store.write(name, { prompt: 'a lighthouse' });
    writeFileSync(pathOf(name), readFileSync(pathOf(name), 'utf8').replace('house', 'hause'));
    expect(reopened().read(name)).toMatchObject({
      value: { prompt: 'a lighthouse' },
      origin: 'copy',
      isDamaged: true,
    });
  });

  test('a document of an older Reelkeep has no checksum and is read', () => {
    mkdirSync(join(folder, 'ledger'));
    writeFileSync(pathOf(name), '{"value":[1]}');
    expect(store.read(name)).toEqual({ value: [1], origin: 'file' });
  });

  test.each(['file', 'copy'])(
    'whichever is damaged or gone, both are whole after a start: %s',
    (which) => {
      store.write(name, [1]);
      const [bad, good] =
        which === 'file' ? [name, `${name}.last-good`] : [`${name}.last-good`, name];
      rmSync(pathOf(bad));
      reopened().read(name);
      rmSync(pathOf(good));
      expect(reopened().read(name)).toMatchObject({ value: [1] });
    },
  );

  test('file and copy damaged: the backup takes over and says of when it is', () => {
    store.write(name, [1]);
    store.write('keys', 'secret');
    store.backUp('2026-11-22');
    store.write(name, [2]);
    for (const file of [name, `${name}.last-good`]) truncateSync(pathOf(file), 5);
    expect(reopened().read(name)).toMatchObject({
      value: [1],
      origin: 'backup',
      savedAtMs: clock.now(),
      isDamaged: true,
    });
    expect(reopened().read(name)).toEqual({ value: [1], origin: 'file' });
    expect(readdirSync(join(folder, 'backups', '2026-11-22'))).toEqual(['ledger']);
  });

  test('a ledger folder that is gone is read from the backup', () => {
    store.write(name, [1]);
    store.backUp('2026-11-22');
    rmSync(join(folder, 'ledger'), { recursive: true });
    expect(reopened().list('ledger')).toEqual([name]);
    expect(reopened().read(name)).toMatchObject({ value: [1], origin: 'backup' });
  });

  test('backups share what has not changed, are no links to the live files; five days and three updates are kept', () => {
    store.write(name, [1]);
    store.write('settings', [0]);
    for (let day = 1; day <= 7; day++) {
      const atMs = clock.now() + day * 86_400_000;
      const later = new JsonStore({ folder, ElectronStore, clock: { ...clock, now: () => atMs } });
      later.write('settings', [day]);
      later.backUp(`2026-11-0${String(day)}`);
      later.backUp(`before-update-0-${String(day)}-0`);
    }
    store.backUp('before-version-2');
    expect(readdirSync(join(folder, 'backups')).sort()).toEqual([
      ...[3, 4, 5, 6, 7].map((day) => `2026-11-0${String(day)}`),
      ...[5, 6, 7].map((day) => `before-update-0-${String(day)}-0`),
      'before-version-2',
    ]);
    const inode = (day: string, file: string) => statSync(pathOf(`backups/${day}/${file}`)).ino;
    expect(inode('2026-11-06', name)).toBe(inode('2026-11-07', name));
    expect(inode('2026-11-06', 'settings')).not.toBe(inode('2026-11-07', 'settings'));
    expect(inode('2026-11-07', name)).not.toBe(statSync(pathOf(name)).ino);
  });

  test('what killed writes left behind is taken away at the start', () => {
    store.write(name, 1);
    writeFileSync(join(folder, 'ledger', 'active-3.json.tmp-1700000000abcdef'), '{');
    reopened();
    expect(readdirSync(join(folder, 'ledger')).sort()).toEqual([
      'active-3.json',
      'active-3.last-good.json',
    ]);
  });

  test('a ledger that is a file lists nothing', () => {
    writeFileSync(join(folder, 'ledger'), 'x');
    expect(store.list('ledger')).toEqual([]);
  });

  test('a write that the disk refuses throws, and the document before it is unharmed', () => {
    store.write(name, 1);
    rmSync(pathOf(name));
    mkdirSync(join(pathOf(name), 'in-the-way'), { recursive: true });
    expect(() => store.write(name, 2)).toThrow();
    expect(reopened().read(name)).toMatchObject({ value: 1, origin: 'copy' });
  });

  test.skipIf(process.platform === 'win32')('only the user can read the files', () => {
    store.write(name, 1);
    expect(statSync(pathOf(name)).mode & 0o777).toBe(0o600);
    expect(statSync(pathOf(`${name}.last-good`)).mode & 0o777).toBe(0o600);
  });

  test.each(['../out', '/out', 'a/../b', 'a.json', '', 'a//b'])('%j is no name', (bad) => {
    expect(() => store.write(bad, 1)).toThrow('name');
    expect(() => store.read(bad)).toThrow('name');
  });
});
