import { tmpdir } from 'node:os';
import { systemClock as clock } from '../../electron/core/platform/clock.ts';
import { silentLog } from '../../electron/core/platform/log.ts';
import { TaskRepository } from '../../electron/core/ledger/repository.ts';
import { JsonStore } from '../../electron/host/data/json-store.ts';
import { endpointId } from '../../electron/shared/endpoint.ts';
import { toAccountId, toTaskId } from '../../electron/shared/id.ts';
import type { ReadyTask } from '../../electron/shared/task.ts';

/** A task that is ready to be fetched, as a test names it. */
export interface SeededTask extends Partial<ReadyTask> {
  readonly taskId: string;
  readonly videoUrl: string;
  readonly prompt: string;
}

/** Puts tasks into the ledger of an app that does not run, with its first account: so many are ready at once. */
export async function seedReady(userDataDir: string, tasks: readonly SeededTask[]): Promise<void> {
  // Outside Electron the module `electron` is a path, looked for in this folder.
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= tmpdir();
  const { default: ElectronStore } = await import('electron-store');
  const store = new JsonStore({ folder: userDataDir, ElectronStore, clock });
  const { accounts } = store.read('settings').value as { accounts: { id: string }[] };
  const repository = new TaskRepository({ store, clock, log: silentLog });
  await repository.load();
  const nowMs = clock.now();
  for (const { taskId, videoUrl, prompt, ...change } of tasks) {
    const id = toTaskId(taskId);
    if (id === undefined) throw new Error(`${taskId} is no id`);
    repository.put({
      id,
      accountId: toAccountId(accounts[0]?.id ?? ''),
      ...{ addedAtMs: nowMs, updatedAtMs: nowMs, paused: false },
      endpoint: endpointId('runway'),
      record: { prompt, parameters: {} },
      ...{ state: 'ready', media: { videoUrl }, linkStep: 'stored', attempts: 0 },
      ...change,
    });
  }
  const refused = repository.flush();
  if (refused !== undefined) throw refused;
}
