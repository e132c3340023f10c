import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../electron/core/clock.ts';
import { JsonStore } from '../../electron/host/json-store.ts';
import { describeAlert } from '../../electron/shared/messages/alerts.ts';
import { CoreHarness } from './core-harness.ts';

// Outside Electron the module `electron` is a path, looked for in this folder.
process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= tmpdir();
const { default: ElectronStore } = await import('electron-store');

const documents = ['ledger/active-0', 'ledger/done-2026-11', 'settings', 'accounts', 'keys'];

const damages: readonly (readonly [string, (path: string) => void])[] = [
  ['truncated to half', (path) => truncateSync(path, Math.floor(statSync(path).size / 2))],
  ['zeroed', (path) => writeFileSync(path, Buffer.alloc(statSync(path).size))],
  ['emptied', (path) => truncateSync(path, 0)],
  [
    'garbled',
    (path) =>
      writeFileSync(
        path,
        readFileSync(path).map((byte) => byte ^ 0x55),
      ),
  ],
  [
    'flipped in one character',
    (path) => {
      const bytes = readFileSync(path);
      const at = bytes.indexOf('Id"') + 6; // within the string after a field's name
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(path, bytes);
    },
  ],
  [
    'replaced by a folder',
    (path) => {
      rmSync(path);
      mkdirSync(path);
    },
  ],
];

let folder: string;
let it: CoreHarness;
let id: string;
let runningId: string;

function newStore(): JsonStore {
  return new JsonStore({ folder, ElectronStore, clock: systemClock });
}

/** Damages documents, starts anew, and answers what the user is told. */
function restartAfter(damage: () => void): readonly string[] {
  damage();
  it.restart({ store: newStore() });
  return it.core.alerts.list().map(({ alert }) => `${alert.code} ${describeAlert(alert).sentence}`);
}

function pathOf(file: string): string {
  return join(folder, `${file}.json`);
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reelkeep-state-'));
  it = await CoreHarness.start({ store: newStore() });
  id = it.aTask();
  it.add(id, 'runway');
  runningId = it.provider.addTask({ endpoint: 'runway', script: [{ state: 'generating' }] });
  it.add(runningId, 'runway');
  await it.reaches(id, 'archived');
  await it.reaches(runningId, 'running');
  await it.core.stop();
  // The month is that of the real clock's day.
  const done = readdirSync(join(folder, 'ledger')).find((file) => /^done-[\d-]+\.json$/.test(file));
  documents[1] = `ledger/${(done ?? '').replace('.json', '')}`;
});

afterEach(async () => {
  await it.stop();
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

describe.each(damages)('a document whose file is %s', (_, damage) => {
  test('costs nothing, is kept under a new name, and the user is told', () => {
    for (const index of documents.keys()) {
      const name = documents[index] ?? '';
      const alerts = restartAfter(() => damage(pathOf(name)));
      expect(it.taskOf(id).state, name).toBe('archived');
      expect(it.taskOf(runningId).state, name).toBe('running');
      expect(it.core.accounts.views(), name).toMatchObject([
        { name: 'Test account', hasKey: true },
      ]);
      const kept = readdirSync(join(folder, name, '..')).filter((file) => file.includes('damaged'));
      // The accounts' own document is read only when the settings are gone.
      if (name === 'accounts') continue;
      expect(
        kept.some((file) => file.startsWith(`${name.replace(/.*\//, '')}.`)),
        name,
      ).toBe(true);
      expect(alerts.join('\n'), name).toContain('state-restored');
    }
  });

  test('whose copy is as well is read from the backup, and the user is told of when that is', () => {
    it.restart({ store: newStore() }); // the first start after a day's work makes the backup
    rmSync(join(folder, 'backups'), { recursive: true, force: true });
    newStore().backUp('2026-11-22');
    const alerts = restartAfter(() => {
      for (const name of [documents[0] ?? '', documents[1] ?? '', 'settings']) {
        damage(pathOf(name));
        damage(pathOf(`${name}.last-good`));
      }
    });
    expect(it.taskOf(id).state).toBe('archived');
    expect(it.taskOf(runningId).state).toBe('running');
    expect(it.core.accounts.views()).toMatchObject([{ name: 'Test account', hasKey: true }]);
    expect(alerts.join('\n')).toMatch(/state-restored .*list.* backup of/);
    expect(alerts.join('\n')).toMatch(/state-restored .*settings.* backup of/);
  });
});

test('keys that are gone with their copy are said to be lost, and their account stays', () => {
  const alerts = restartAfter(() => {
    truncateSync(pathOf('keys'), 3);
    truncateSync(pathOf('keys.last-good'), 3);
  });
  expect(alerts.join('\n')).toContain('state-lost The file of the API keys');
  expect(it.core.accounts.views()).toMatchObject([{ name: 'Test account', hasKey: false }]);
});

test('settings that are gone without a backup leave the accounts as their own document has them', () => {
  restartAfter(() => {
    rmSync(join(folder, 'backups'), { recursive: true, force: true });
    for (const file of ['settings', 'settings.last-good']) rmSync(pathOf(file));
  });
  expect(it.core.accounts.views()).toMatchObject([{ name: 'Test account', hasKey: true }]);
});

test('accounts that are gone altogether get their place back, and take their key again', async () => {
  const alerts = restartAfter(() => {
    rmSync(join(folder, 'backups'), { recursive: true, force: true });
    for (const name of ['settings', 'accounts', 'keys']) {
      for (const file of [name, `${name}.last-good`]) rmSync(pathOf(file));
    }
  });
  expect(alerts.join('\n')).toContain('accounts-missing');
  expect(it.core.accounts.views()).toMatchObject([{ id: it.accountId, hasKey: false }]);
  const before = it.provider.requestsOf(runningId).length;
  await it.saveAccount(it.provider.key);
  await expect.poll(() => it.provider.requestsOf(runningId).length).toBeGreaterThan(before);
});

test('a folder of the ledger that is a file: the app starts, and the list comes from the backup', () => {
  newStore().backUp('2026-11-22');
  restartAfter(() => {
    rmSync(join(folder, 'ledger'), { recursive: true });
    writeFileSync(join(folder, 'ledger'), 'x');
  });
  expect(it.taskOf(id).state).toBe('archived');
  expect(existsSync(join(folder, 'ledger'))).toBe(true);
});
