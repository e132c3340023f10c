import { tmpdir } from 'node:os';
import { systemClock as clock } from '../../../electron/core/platform/clock.ts';
import { silentLog } from '../../../electron/core/platform/log.ts';
import { TaskRepository } from '../../../electron/core/ledger/repository.ts';
import { JsonStore } from '../../../electron/host/data/json-store.ts';
import type { JsonValue } from '../../../electron/shared/json.ts';
import { endpointId } from '../../../electron/shared/endpoint.ts';
import { toAccountId, toTaskId } from '../../../electron/shared/id.ts';
import type { Task } from '../../../electron/shared/task.ts';

interface KeptSettings {
  readonly [name: string]: JsonValue;
  readonly accounts: readonly { readonly id: string }[];
  readonly archiveId: string;
}

function archived(n: number, { accounts, archiveId }: KeptSettings): Task {
  const hex = n.toString(16);
  const id = toTaskId(hex.padStart(32, '0'));
  if (id === undefined) throw new Error('It is no id.');
  const atMs = clock.now() - n * 600_000;
  const prompt = `A lighthouse in a storm, slow dolly in, take ${String(n)}`;
  const path = `2026/11/${prompt}`;
  return {
    id,
    accountId: toAccountId(accounts[0]?.id ?? ''),
    ...{ addedAtMs: atMs, updatedAtMs: atMs, paused: false, endpoint: endpointId('runway') },
    record: { prompt, parameters: { prompt, duration: 5, quality: '720p' }, startedAtMs: atMs },
    ...{ state: 'archived', archivedAtMs: atMs + 60_000, reservedPath: path, archiveId },
    files: [
      {
        ...{ role: 'video', path: `${path}.mp4`, extension: 'mp4', mimeType: 'video/mp4' },
        ...{ sizeBytes: 4_000_000 + n, sha256: hex.padStart(64, '0') },
        ...{ width: 1280, height: 720, durationMs: 5000 },
      },
    ],
  };
}

/** Fills a library with archived videos, none of which is there; its window is to keep working when it is closed. */
export async function fillLibrary(userDataDir: string, count: number): Promise<void> {
  // Outside Electron the module `electron` is a path, looked for in this folder.
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= tmpdir();
  const { default: ElectronStore } = await import('electron-store');
  const store = new JsonStore({ folder: userDataDir, ElectronStore, clock });
  const settings = store.read('settings').value as KeptSettings; // written by the app that was here before
  store.write('settings', { ...settings, background: 'keep' });
  const repository = new TaskRepository({ store, clock, log: silentLog });
  await repository.load();
  for (let n = 1; n <= count; n += 1) repository.put(archived(n, settings));
  const refused = repository.flush();
  if (refused !== undefined) throw refused;
}
