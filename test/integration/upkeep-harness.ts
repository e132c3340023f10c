import { join } from 'node:path';
import type { JobKind } from '../../electron/shared/job.ts';
import type { ArchivedTask } from '../../electron/shared/task.ts';
import type { CoreHarness } from './core-harness.ts';

/** A task that has come into the archive. */
export async function anArchivedTask(
  it: CoreHarness,
  script: Parameters<CoreHarness['provider']['addTask']>[0],
): Promise<ArchivedTask> {
  const id = it.provider.addTask(script);
  it.add(id);
  await it.ends(id);
  return archivedOf(it, id);
}

/** A finished task of the fake provider with this prompt. */
export function aVideo(prompt: string): Parameters<CoreHarness['provider']['addTask']>[0] {
  return {
    endpoint: 'runway',
    prompt,
    script: [{ state: 'success', video: 'aurora.mp4', thumbnail: 'aurora.jpg' }],
  };
}

export function archivedOf(it: CoreHarness, id: string): ArchivedTask {
  const task = it.taskOf(id);
  if (task.state !== 'archived') throw new Error(`${id} is ${task.state}`);
  return task;
}

export function pathOf(it: CoreHarness, relative: string): string {
  return join(it.folder, 'archive', relative);
}

/** The archived file of a task, by its place among them. */
export function filePath(it: CoreHarness, task: ArchivedTask, index = 0): string {
  return pathOf(it, task.files[index]?.path ?? '');
}

/** Runs a job to its end. */
export async function finish(
  it: CoreHarness,
  kind: JobKind,
  start: () => Promise<{ readonly ok: boolean }>,
): Promise<void> {
  const started = await start();
  if (!started.ok) throw new Error(`${kind}: ${JSON.stringify(started)}`);
  await it.until(() => it.core.jobs.current === undefined);
}

/** Loses the ledger, and nothing else. */
export function loseLedger(it: CoreHarness): void {
  for (const name of it.store.list('ledger')) it.store.documents.delete(name);
}
