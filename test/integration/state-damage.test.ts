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
import { systemClock } from '../../electron/core/platform/clock.ts';
import { JsonStore } from '../../electron/host/data/json-store.ts';
import { describeAlert } from '../../electron/shared/messages/alerts.ts';
import { asNobody, giveToNobody } from '../fake/nobody.ts';
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
      const at = bytes.indexOf('Id"') + 6; // within the string after a field's name, or early on
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
async function restartAfter(damage: () => void): Promise<readonly string[]> {
  damage();
  await it.restart({ store: newStore() });
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

/** Every other document that is there: removed tasks, the last run, waiting times. */
function otherDocuments(): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter(
      (name) => name.endsWith('.json') && !/^(?:backups|ledger)|\.last-good|damaged/.test(name),
    )
    .map((name) => name.replace(/\.json$/, ''))
    .filter((name) => !documents.includes(name));
}

/** The archived task is removed, and all is on disk. */
async function removeArchived(): Promise<void> {
  await it.restart({ store: newStore() });
  expect(await it.core.tasks.remove([it.taskOf(id).id])).toMatchObject({ ok: true });
  await it.core.stop();
}

describe.each(damages)('a document whose file is %s', (_, damage) => {
  test('costs nothing, is kept under a new name, and the user is told', async () => {
    for (const index of documents.keys()) {
      const name = documents[index] ?? '';
      const alerts = await restartAfter(() => damage(pathOf(name)));
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

  test('costs the removed videos and what else is remembered nothing either', async () => {
    await removeArchived();
    const names = otherDocuments();
    expect(names).toContain('removed');
    expect(names.some((name) => name.startsWith('trash/'))).toBe(true);
    for (const name of names) {
      const alerts = await restartAfter(() => damage(pathOf(name)));
      expect(it.core.upkeep.trash.list(), name).toMatchObject([{ id }]);
      expect(it.taskOf(runningId).state, name).toBe('running');
      expect(alerts.join('\n'), name).toContain('state-restored The list of removed videos');
      await it.core.stop();
    }
  });

  test('with its copy and no backup never brings a removed video back, nor costs another', async () => {
    await removeArchived();
    rmSync(join(folder, 'backups'), { recursive: true, force: true });
    const alerts = await restartAfter(() => {
      for (const name of otherDocuments().flatMap((each) => [each, `${each}.last-good`])) {
        damage(pathOf(name));
      }
    });
    expect(alerts.join('\n')).toContain('state-lost The list of removed videos');
    expect([...it.core.tasks.tasks()].map((task) => task.id)).toEqual([runningId]);
    expect(it.core.accounts.views()).toMatchObject([{ hasKey: true }]);
  });

  test('whose copy is as well is read from the backup, and the user is told of when that is', async () => {
    await it.restart({ store: newStore() }); // the first start after a day's work makes the backup
    rmSync(join(folder, 'backups'), { recursive: true, force: true });
    newStore().backUp('2026-11-22');
    const alerts = await restartAfter(() => {
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

test.skipIf(process.platform === 'win32').each([
  ['cannot be read', 0o000],
  ['can only be read', 0o400],
])(
  'documents whose files %s by this user cost nothing, and can be written again',
  async (_, mode) => {
    await giveToNobody(folder);
    await giveToNobody(it.folder);
    await asNobody(async () => {
      for (const name of documents) {
        const alerts = await restartAfter(() => chmodSync(pathOf(name), mode));
        expect(it.taskOf(id).state, name).toBe('archived');
        expect(it.taskOf(runningId).state, name).toBe('running');
        expect(it.core.accounts.views(), name).toMatchObject([{ hasKey: true }]);
        it.core.settings.change({ simultaneousTransfers: 4 });
        await it.saveAccount(it.provider.key);
        expect(alerts.join('\n').includes('state-unwritable'), name).toBe(false);
        if (mode === 0o000 && name !== 'accounts') {
          expect(alerts.join('\n'), name).toContain('state-restored');
        }
        await it.core.stop();
      }
    });
  },
);

test('keys that are gone with their copy are said to be lost, and their account stays', async () => {
  const alerts = await restartAfter(() => {
    truncateSync(pathOf('keys'), 3);
    truncateSync(pathOf('keys.last-good'), 3);
  });
  expect(alerts.join('\n')).toContain('state-lost The API key file');
  expect(it.core.accounts.views()).toMatchObject([{ name: 'Test account', hasKey: false }]);
});

test('settings that are gone without a backup leave the accounts as their own document has them', async () => {
  await restartAfter(() => {
    rmSync(join(folder, 'backups'), { recursive: true, force: true });
    for (const file of ['settings', 'settings.last-good']) rmSync(pathOf(file));
  });
  expect(it.core.accounts.views()).toMatchObject([{ name: 'Test account', hasKey: true }]);
});

test('accounts that are gone altogether get their place back, and take their key again', async () => {
  const alerts = await restartAfter(() => {
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

test('a folder of the ledger that is a file: the app starts, and the list comes from the backup', async () => {
  newStore().backUp('2026-11-22');
  await restartAfter(() => {
    rmSync(join(folder, 'ledger'), { recursive: true });
    writeFileSync(join(folder, 'ledger'), 'x');
  });
  expect(it.taskOf(id).state).toBe('archived');
  expect(existsSync(join(folder, 'ledger'))).toBe(true);
});
