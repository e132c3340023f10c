import { endpointId } from '../../electron/shared/endpoint.ts';
import type {
  ArchivedFile,
  ArchivedTask,
  CheckingTask,
  ReadyTask,
  RunningTask,
} from '../../electron/shared/task.ts';
import { toAccountId, toTaskId, type TaskId } from '../../electron/shared/id.ts';

/** 2026-11-22T10:00:00Z, in Unix milliseconds. */
export const nowMs = Date.UTC(2026, 10, 22, 10);

export const runwayId = endpointId('runway');
export const alephId = endpointId('aleph');
export const accountId = toAccountId('account-1');

/** A task id that is known to be one. */
export function anId(text = '7d2c58e1cf02a1a1b9c447cee9e0e5f7'): TaskId {
  const id = toTaskId(text);
  if (id === undefined) throw new Error(`"${text}" is not a task id`);
  return id;
}

/** The n-th of many ids, all of the 32-digit form. */
export function idNumber(n: number): TaskId {
  return anId(n.toString(16).padStart(32, '0'));
}

const base = { id: anId(), accountId, addedAtMs: nowMs, updatedAtMs: nowMs, paused: false };

export function aCheckingTask(change: Partial<CheckingTask> = {}): CheckingTask {
  return { ...base, state: 'checking', missedAt: [], ...change };
}

export function aRunningTask(change: Partial<RunningTask> = {}): RunningTask {
  return {
    ...base,
    endpoint: runwayId,
    state: 'running',
    phase: 'generating',
    rawState: 'generating',
    sinceMs: nowMs,
    ...change,
  };
}

export function aReadyTask(change: Partial<ReadyTask> = {}): ReadyTask {
  const media = { videoUrl: 'https://files.example/v.mp4' };
  return {
    ...base,
    endpoint: runwayId,
    state: 'ready',
    media,
    linkStep: 'stored',
    attempts: 0,
    ...change,
  };
}

export function aFile(change: Partial<ArchivedFile> = {}): ArchivedFile {
  return {
    role: 'video',
    path: '2026/11/2026-11-22 retriever [7d2c58e1].mp4',
    sizeBytes: 12,
    sha256: 'a'.repeat(64),
    extension: 'mp4',
    mimeType: 'video/mp4',
    durationMs: 5000,
    ...change,
  };
}

export function anArchivedTask(change: Partial<ArchivedTask> = {}): ArchivedTask {
  return {
    ...base,
    endpoint: runwayId,
    state: 'archived',
    archivedAtMs: nowMs,
    files: [aFile()],
    ...change,
  };
}
