import { expect, test } from 'vitest';
import type { TaskEvent } from '../../../../electron/core/task/event.ts';
import { createTask } from '../../../../electron/core/task/common-fields.ts';
import { advance } from '../../../../electron/core/task/lifecycle.ts';
import type { Answer } from '../../../../electron/core/provider/adapter.ts';
import type { Task } from '../../../../electron/shared/task.ts';
import { toAccountId } from '../../../../electron/shared/id.ts';
import {
  aCheckingTask,
  accountId,
  aFile,
  alephId,
  anId,
  aReadyTask,
  aRunningTask,
  nowMs,
  runwayId,
} from '../../builders.ts';

const dayMs = 24 * 3_600_000;
const media = { videoUrl: 'https://files.example/v.mp4' };
const refused = { code: 'media-refused', host: 'files.example', httpStatus: 410 } as const;

type Known = Exclude<Answer, { readonly kind: 'unknown-id' }>;

function answered(answer: Known): TaskEvent {
  return {
    type: 'answered',
    endpoint: runwayId,
    answer,
    raw: { taskId: anId() },
    retentionMs: 14 * dayMs,
  };
}

const success = answered({ kind: 'succeeded', media, record: { parameters: {} } });
const generating = answered({
  kind: 'running',
  phase: 'generating',
  rawState: 'generating',
  record: { parameters: {}, prompt: 'A dog', startedAtMs: nowMs - 30_000 },
});

test('a new task is checking, with nothing asked', () => {
  const task = createTask({ id: anId(), accountId, endpoint: undefined, nowMs });
  expect(task).toMatchObject({ state: 'checking', missedAt: [], paused: false });
  expect(task).not.toHaveProperty('endpoint');
});

test('an answer tells who owns the id, the prompt and the start', () => {
  expect(advance(aCheckingTask(), generating, nowMs)).toMatchObject({
    state: 'running',
    endpoint: runwayId,
    sinceMs: nowMs - 30_000,
    record: { prompt: 'A dog' },
    deadlineMs: nowMs - 30_000 + 14 * dayMs,
    rawAnswer: { taskId: anId() },
  });
});

test('an answer without news leaves the very same task: nothing is written or sent', () => {
  const task = advance(aCheckingTask(), generating, nowMs);
  expect(advance(task, generating, nowMs + 5_000)).toBe(task);
  const queued = answered({
    kind: 'running',
    phase: 'queued',
    rawState: 'queueing',
    record: { parameters: {} },
  });
  expect(advance(task, queued, nowMs + 5_000)).toMatchObject({ phase: 'queued' });
});

test('a success is ready with its links', () => {
  expect(advance(aRunningTask(), success, nowMs)).toMatchObject({
    state: 'ready',
    media,
    mediaSeenAtMs: nowMs,
    linkStep: 'stored',
  });
});

test('a deadline never moves back', () => {
  const task = aRunningTask({ deadlineMs: nowMs + dayMs });
  expect(advance(task, success, nowMs)).toMatchObject({ deadlineMs: nowMs + dayMs });
});

test('a task that has run for an hour is stalled, and a success brings it back', () => {
  const task = aRunningTask({ sinceMs: nowMs - 3_600_000 });
  const stalled = advance(task, generating, nowMs);
  expect(stalled.state).toBe('stalled');
  expect(advance(stalled, success, nowMs).state).toBe('ready');
});

test("a failure keeps the provider's words", () => {
  const failed = answered({
    kind: 'failed',
    providerCode: '400',
    providerMessage: 'No cats.',
    record: { parameters: {} },
  });
  expect(advance(aRunningTask(), failed, nowMs)).toMatchObject({
    state: 'failed',
    endedAtMs: nowMs,
    providerMessage: 'No cats.',
  });
});

test('a record that has expired before Reelkeep saw it is lost, and its recipe is kept', () => {
  const record = { parameters: { seed: 7 }, prompt: 'A dog' };
  const lost = advance(aCheckingTask(), answered({ kind: 'expired', record }), nowMs);
  expect(lost).toMatchObject({ state: 'lost', cause: { code: 'media-expired' }, record });
});

test('an id that nobody knows is not found after one round, or after one look where it may be fresh', () => {
  const miss = (endpoint: typeof runwayId, isLast: boolean, isWorthALook?: true): TaskEvent => ({
    type: 'missed',
    endpoint,
    isLast,
    ...(isWorthALook && { isWorthALook }),
  });
  const once = advance(aCheckingTask(), miss(runwayId, false), nowMs);
  expect(once).toMatchObject({ state: 'checking', missedAt: [runwayId], firstMissAtMs: nowMs });
  const missing = { state: 'not-found', endedAtMs: nowMs, rechecks: 0, missedAt: [] };
  expect(advance(once, miss(alephId, true), nowMs)).toMatchObject(missing);
  const round = advance(once, miss(alephId, true, true), nowMs);
  const waiting = { state: 'checking', missedAt: [], firstMissAtMs: nowMs, isRoundOver: true };
  expect(round).toMatchObject(waiting);
  const look = advance(round, miss(runwayId, false), nowMs);
  expect(look).toMatchObject({ ...waiting, missedAt: [runwayId] });
  expect(advance(look, miss(alephId, true, true), nowMs)).toMatchObject(missing);
  const late = advance(once, miss(alephId, true, true), nowMs + 15_000);
  expect(late).toMatchObject({ state: 'not-found' });
  expect(late).not.toHaveProperty('isRoundOver');
});

test.each(['checking', 'not-found'] as const)(
  'an id, %s, that one account does not know is asked for with the next, and comes home in the end',
  (state) => {
    const other = toAccountId('account-2');
    const { state: _, ...base } = aCheckingTask();
    const ended = { ...base, state: 'not-found', endedAtMs: nowMs, rechecks: 0 } as const;
    const begun = state === 'checking' ? aCheckingTask() : ended;
    const last = { type: 'missed', endpoint: alephId, isLast: true } as const;
    const moved = advance(begun, { ...last, nextAccountId: other }, nowMs);
    expect(moved).toMatchObject({ state, accountId: other, triedAccounts: [accountId] });
    const inRound = advance(moved, { ...last, isLast: false }, nowMs);
    expect(inRound).toMatchObject({ accountId: other, missedAt: [alephId] });
    expect(advance(moved, generating, nowMs)).toMatchObject({
      state: 'running',
      accountId: other,
    });
    const home = advance(inRound, last, nowMs);
    expect(home).toMatchObject({ state: 'not-found', accountId, missedAt: [] });
    expect(home).not.toHaveProperty('triedAccounts');
  },
);

test('an unknown id that comes alive later is found after all', () => {
  const { state: _checking, ...task } = aCheckingTask();
  const missing: Task = {
    ...task,
    state: 'not-found',
    endedAtMs: nowMs,
    rechecks: 1,
    missedAt: [],
  };
  expect(advance(missing, generating, nowMs).state).toBe('running');
});

test('a record that vanishes under a running task is no end', () => {
  const task = aRunningTask();
  expect(advance(task, { type: 'missed', endpoint: runwayId, isLast: true }, nowMs)).toBe(task);
});

test('a transfer that failed is ready again, by the way it is told', () => {
  const downloading = advance(aReadyTask(), { type: 'transfer-started' }, nowMs);
  expect(downloading.state).toBe('downloading');
  const next = advance(
    downloading,
    { type: 'transfer-failed', failure: refused, next: 'refreshed', attempts: 0 },
    nowMs,
  );
  expect(next).toMatchObject({ state: 'ready', linkStep: 'refreshed', hindrance: refused });
});

test('progress takes away what stood in the way', () => {
  const hindered = advance(aReadyTask(), { type: 'hindered', failure: refused }, nowMs);
  expect(hindered.hindrance).toEqual(refused);
  expect(advance(hindered, { type: 'transfer-started' }, nowMs)).not.toHaveProperty('hindrance');
});

test('a changed account takes away what stood in the way', () => {
  const hindered = advance(aRunningTask(), { type: 'hindered', failure: refused }, nowMs);
  expect(advance(hindered, { type: 'unhindered' }, nowMs)).toEqual(aRunningTask());
  const task = aRunningTask();
  expect(advance(task, { type: 'unhindered' }, nowMs)).toBe(task);
});

test('archived needs files, and drops the raw answer that the sidecar now has', () => {
  const task = aReadyTask({ rawAnswer: { taskId: anId() } });
  const archived = advance(task, { type: 'archived', files: [aFile()] }, nowMs);
  expect(archived).toMatchObject({ state: 'archived', archivedAtMs: nowMs, files: [aFile()] });
  expect(archived).not.toHaveProperty('rawAnswer');
});

test('a late answer changes nothing about a file that is on its way or safe', () => {
  const downloading = advance(aReadyTask(), { type: 'transfer-started' }, nowMs);
  const archived = advance(downloading, { type: 'archived', files: [aFile()] }, nowMs);
  expect(advance(downloading, generating, nowMs)).toBe(downloading);
  expect(advance(archived, generating, nowMs)).toBe(archived);
});

test('only a task with links can be archived or lost by a transfer', () => {
  const task = aRunningTask();
  expect(advance(task, { type: 'archived', files: [] }, nowMs)).toBe(task);
  expect(advance(task, { type: 'lost', cause: refused }, nowMs)).toBe(task);
});

test('asking again sends an ended task back to the start, with the account given', () => {
  const lost = advance(aReadyTask(), { type: 'lost', cause: refused }, nowMs);
  const other = toAccountId('account-2');
  const again = advance(
    lost,
    { type: 'asked-again', accountId: other, endpoint: undefined },
    nowMs,
  );
  expect(again).toMatchObject({ state: 'checking', accountId: other, missedAt: [] });
  expect(again).not.toHaveProperty('endpoint');
  const failed: Task = {
    ...aCheckingTask(),
    state: 'failed',
    endedAtMs: 1,
    providerCode: '',
    providerMessage: '',
  };
  expect(
    advance(failed, { type: 'asked-again', accountId: other, endpoint: undefined }, nowMs),
  ).toBe(failed);
});

test('a name in another archive leaves the old thumbnail behind', () => {
  const thumbnail = aFile({ role: 'thumbnail' });
  const task = aReadyTask({ archiveId: 'one', thumbnail, reservedPath: 'a' });
  const same = advance(task, { type: 'reserved', path: 'b', archiveId: 'one' }, nowMs);
  expect(same).toMatchObject({ thumbnail, reservedPath: 'b' });
  const other = advance(task, { type: 'reserved', path: 'b', archiveId: 'two' }, nowMs);
  expect(other).not.toHaveProperty('thumbnail');
});

test('a running task whose record is gone ends as stalled after an hour', () => {
  const missed = { type: 'missed', endpoint: runwayId, isLast: true } as const;
  const task = aRunningTask({ sinceMs: nowMs - 3_600_000 });
  expect(advance(task, missed, nowMs - 1)).toBe(task);
  expect(advance(task, missed, nowMs).state).toBe('stalled');
});
