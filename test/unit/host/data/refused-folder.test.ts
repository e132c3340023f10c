import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StoreRefusal } from '../../../../electron/core/platform/store.ts';
import { tryFolder } from '../../../../electron/host/data/json-disk.ts';
import { JsonStore } from '../../../../electron/host/data/json-store.ts';
import { asNobody, giveToNobody } from '../../../fake/nobody.ts';

process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= tmpdir(); // as in json-store.test.ts
const { default: ElectronStore } = await import('electron-store');

const clock = { now: () => 0, after: () => () => undefined };
const name = 'ledger/active-3';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelkeep-refused-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

// Windows has no such permissions.
test.skipIf(process.platform === 'win32')(
  'a folder that refused a document takes it once it may be written again, and nothing is left in it',
  async () => {
    const store = new JsonStore({ folder, ElectronStore, clock });
    store.write(name, 1);
    const ledger = join(folder, 'ledger');
    const before = readdirSync(ledger).sort();
    await giveToNobody(folder);
    await asNobody(() => {
      chmodSync(ledger, 0o500);
      for (const value of [2, 3]) expect(() => store.write(name, value)).toThrow(StoreRefusal);
      expect(() => tryFolder(ledger)).toThrow('EACCES');
      chmodSync(ledger, 0o700);
      store.write(name, 4);
      const again = new JsonStore({ folder, ElectronStore, clock });
      expect(again.read(name)).toMatchObject({ value: 4, origin: 'file' });
      expect(readdirSync(ledger).sort()).toEqual(before);
    });
  },
);

test('a folder that is not there yet refuses nothing, and is not made', () => {
  tryFolder(join(folder, 'trash'));
  expect(readdirSync(folder)).toEqual([]);
});
