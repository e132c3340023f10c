import type { TaskView } from '../../electron/shared/task.ts';
import {
  aCheckingTask,
  accountId,
  anArchivedTask,
  anId,
  aReadyTask,
  aRunningTask,
  nowMs,
} from './builders.ts';

const base = { id: anId(), accountId, addedAtMs: nowMs, updatedAtMs: nowMs, paused: false };
const ended = { endedAtMs: nowMs };
const refusal = { providerCode: '400', providerMessage: 'no' };
const found = { paths: ['a.mp4'], foundAtMs: nowMs };
const { media, linkStep, attempts } = aReadyTask();

/** A task in each state, with the word that the window has for it. */
export const everyState: readonly (readonly [word: string, task: TaskView])[] = [
  ['Checking', aCheckingTask()],
  ['Waiting', aRunningTask({ phase: 'waiting' })],
  ['Queued', aRunningTask({ phase: 'queued' })],
  ['Generating', aRunningTask({ phase: 'generating' })],
  ['Generating', aRunningTask({ phase: 'unknown', rawState: 'polishing' })],
  ['Ready', aReadyTask()],
  ['Downloading', { ...base, state: 'downloading', media, linkStep, attempts }],
  ['Archived', anArchivedTask()],
  ['Damaged', anArchivedTask({ damage: { kind: 'damaged', ...found } })],
  ['Missing', anArchivedTask({ damage: { kind: 'missing', ...found } })],
  ['Failed', { ...base, ...ended, ...refusal, state: 'failed' }],
  ['Not found', { ...base, ...ended, state: 'not-found', missedAt: [], rechecks: 0 }],
  ['Stalled', { ...base, state: 'stalled', phase: 'queued', rawState: 'x', sinceMs: nowMs }],
  ['Lost', { ...base, ...ended, state: 'lost', cause: { code: 'media-expired' } }],
  ['Paused', aReadyTask({ paused: true })],
];
