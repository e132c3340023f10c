import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { examineDataFolder } from '../../../../electron/host/data/data-folder.ts';
import type { DataFolderTrouble } from '../../../../electron/shared/data-folder-trouble.ts';
import { describeDataFolder } from '../../../../electron/shared/messages/data-folder.ts';
import { isAbovePermissions } from '../../../../scripts/usual-rights.ts';

// Windows has no such permissions, and to root nothing is forbidden.
const isRuled = process.platform !== 'win32' && !isAbovePermissions();

let parent: string;
let folder: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'reelkeep-data-'));
  folder = join(parent, 'Reelkeep');
});

afterEach(() => {
  for (const path of [parent, folder, join(folder, 'ledger')])
    if (existsSync(path)) chmodSync(path, 0o700);
  rmSync(parent, { recursive: true });
});

describe('The data folder', () => {
  test('that is not there is made, and nothing is left in it', () => {
    expect(examineDataFolder(folder)).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('below a file is told with the file', () => {
    writeFileSync(folder, 'a film');
    const trouble = examineDataFolder(join(folder, 'below', 'it'));
    expect(trouble).toMatchObject({ path: folder, reason: 'not-to-be-made', detail: 'ENOTDIR' });
  });

  test.runIf(isRuled)('that may not be written is told', () => {
    mkdirSync(folder, { mode: 0o500 });
    const trouble = examineDataFolder(folder);
    expect(trouble).toMatchObject({ path: folder, reason: 'not-writable', detail: 'EACCES' });
  });

  test.runIf(isRuled)('whose parent may not be written is told with the parent', () => {
    chmodSync(parent, 0o500);
    const trouble = examineDataFolder(join(folder, 'below'));
    expect(trouble).toMatchObject({ path: parent, reason: 'not-to-be-made', detail: 'EACCES' });
  });

  test.runIf(isRuled)(
    'with a document that may not be read is told before it passes for damaged',
    () => {
      const path = join(folder, 'ledger', 'active-0.json');
      mkdirSync(join(folder, 'ledger'), { recursive: true });
      writeFileSync(path, '{}', { mode: 0o000 });
      expect(examineDataFolder(folder)).toMatchObject({ path, reason: 'not-readable' });
    },
  );
});

const own: DataFolderTrouble = {
  folder: "/home/ann o'neil/.config/Reelkeep",
  path: "/home/ann o'neil/.config/Reelkeep",
  reason: 'not-writable',
  detail: 'EACCES',
  isOfAnother: true,
};

describe('Its words', () => {
  test.each<[string, Partial<DataFolderTrouble>, string]>([
    ['of root’s', {}, String.raw`sudo chown -R 'ann' '/home/ann o'\''neil/.config/Reelkeep'`],
    ['of one’s own', { isOfAnother: false }, 'chmod -R u+rwX'],
    ['that cannot be made', { path: '/home', reason: 'not-to-be-made' }, 'write to /home, then'],
    ['on a disk that can only be read', { reason: 'read-only', detail: 'EROFS' }, 'disk writable'],
    ['on a full disk', { reason: 'full', detail: 'ENOSPC' }, 'Free some space'],
  ])('for one %s name path, reason and remedy', (_what, given, says) => {
    const trouble: DataFolderTrouble = { ...own, user: 'ann', ...given };
    const { detail } = describeDataFolder(trouble);
    for (const part of [trouble.folder, trouble.path, trouble.detail, says]) {
      expect(detail).toContain(part);
    }
  });

  test('without names of users name the folder all the same', () => {
    expect(describeDataFolder(own).detail).toContain(`Allow your user to write to ${own.path}`);
  });
});
