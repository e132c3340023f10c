// npm run seed -- [COUNT] [FOLDER]: a library to play with. Makes the data folder of a Reelkeep that tracks
// so many tasks, most of them archived, and says how to open it. Nothing of the user's is touched.
import { mkdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { systemClock as clock } from '../../electron/core/platform/clock.ts';
import { silentLog } from '../../electron/core/platform/log.ts';
import { TaskRepository } from '../../electron/core/ledger/repository.ts';
import { JsonStore } from '../../electron/host/data/json-store.ts';
import { endpointId } from '../../electron/shared/endpoint.ts';
import { toAccountId, toTaskId } from '../../electron/shared/id.ts';
import type { Task } from '../../electron/shared/task.ts';

const dayMs = 86_400_000;
const accountId = toAccountId('seed');
const archiveId = 'seed';
const subjects = ['A lighthouse', 'A red fox', 'An old tram', 'A glass harbour', 'Two dancers'];
const places = ['in a storm', 'at dawn', 'under neon signs', 'in deep snow', 'by the sea'];
const moves = ['slow dolly in', 'handheld', 'drone shot', 'static, shallow focus'];

function at<T>(list: readonly T[], n: number): T {
  const value = list[n % list.length];
  if (value === undefined) throw new Error('The list is empty.');
  return value;
}

function aTask(n: number, nowMs: number): Task {
  const id = toTaskId(n.toString(16).padStart(32, '0'));
  if (id === undefined) throw new Error('It is no id.');
  const addedAtMs = nowMs - Math.floor(n / 40) * dayMs - (n % 40) * 60_000;
  const prompt = `${at(subjects, n)} ${at(places, Math.floor(n / 5))}, ${at(moves, n * 7)}, take ${String(n)}`;
  const endpoint = endpointId(n % 3 === 0 ? 'aleph' : 'runway');
  const parameters = { prompt, duration: 5, quality: '720p' };
  const record = { prompt, parameters, startedAtMs: addedAtMs };
  const base = { id, accountId, addedAtMs, updatedAtMs: addedAtMs, paused: false } as const;
  if (n % 50 === 1) return { ...base, state: 'checking', missedAt: [] };
  const known = { ...base, endpoint, record };
  if (n % 50 === 2) {
    return {
      ...known,
      state: 'running',
      phase: 'generating',
      rawState: 'generating',
      sinceMs: addedAtMs,
    };
  }
  if (n % 50 === 3) {
    const words = { providerCode: '500', providerMessage: 'Internal error, please try again.' };
    return { ...known, state: 'failed', endedAtMs: addedAtMs, ...words };
  }
  const path = `${new Date(addedAtMs).toISOString().slice(0, 7).replace('-', '/')}/${prompt} [${String(n)}]`;
  const facts = { sizeBytes: 4_000_000 + n, sha256: n.toString(16).padStart(64, '0') };
  const video = {
    role: 'video',
    path: `${path}.mp4`,
    extension: 'mp4',
    mimeType: 'video/mp4',
    ...facts,
  } as const;
  return {
    ...known,
    state: 'archived',
    archivedAtMs: addedAtMs + 60_000,
    reservedPath: path,
    archiveId,
    files: [{ ...video, width: 1280, height: 720, durationMs: 5000 }],
  };
}

/** Where the seeded library is put, when no folder is named. */
const defaultFolder = join(tmpdir(), 'reelkeep-seed');

const [countText = '10000', folderText = defaultFolder] = process.argv.slice(2);
const count = Number(countText);
if (!Number.isSafeInteger(count) || count < 1) {
  throw new Error(`"${countText}" is no number of tasks: npm run seed -- 10000 [FOLDER]`);
}
const folder = resolve(folderText);
mkdirSync(folder, { recursive: true });
if (readdirSync(folder).length > 0) {
  throw new Error(
    `${folder} is not empty. Remove it, or name another: npm run seed -- ${countText} FOLDER`,
  );
}
// Outside Electron the module `electron` is a path, looked for in this folder.
process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= tmpdir();
const { default: ElectronStore } = await import('electron-store');
const store = new JsonStore({ folder, ElectronStore, clock });
store.write('settings', {
  accounts: [{ id: accountId, name: 'Seed', provider: 'custom', baseUrl: 'http://127.0.0.1:8791' }],
  archiveFolder: join(folder, 'archive'),
  archiveId,
  archives: { [archiveId]: join(folder, 'archive') },
});
const repository = new TaskRepository({ store, clock, log: silentLog });
const nowMs = clock.now();
for (let n = 0; n < count; n += 1) repository.put(aTask(n + 1, nowMs));
const refused = repository.flush();
if (refused !== undefined) throw refused;
console.log(
  `${String(count)} tasks are in ${folder}. Their files are not: they show as an archive that is away.`,
);
console.log(`Open it: npm start -- --user-data-dir=${folder}`);
