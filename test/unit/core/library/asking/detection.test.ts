import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { Detection } from '../../../../../electron/core/library/asking/detection.ts';
import { Turns } from '../../../../../electron/core/platform/turns.ts';
import { endpoints } from '../../../../../electron/core/provider/registry.ts';
import { endpointId } from '../../../../../electron/shared/endpoint.ts';
import type { Task } from '../../../../../electron/shared/task.ts';
import { toAccountId } from '../../../../../electron/shared/id.ts';
import { aCheckingTask, aRunningTask, anId, nowMs } from '../../../builders.ts';

const veo = endpointId('veo');
const suno = endpointId('suno');
const plain = ['runway', 'aleph', 'market', 'veo', 'luma', 'suno'];

function order(detection: Detection, task = aCheckingTask()): readonly string[] {
  return detection.order(task).map(({ id }) => id);
}

test('without any history an id of no form is asked about in the order of the registry', () => {
  expect(order(new Detection(endpoints))).toEqual(plain);
});

test('the form of an id comes before all history', () => {
  const detection = new Detection(endpoints);
  for (let count = 0; count < 30; count += 1) detection.noticed(aCheckingTask(), suno);
  const id = anId('veo_task_8f3c1d7a52b94e60');
  expect(order(detection, aCheckingTask({ id }))[0]).toBe('veo');
});

test('what has answered most of late comes first, and only for its own account', () => {
  const detection = new Detection(endpoints);
  for (const endpoint of [suno, veo, veo]) detection.noticed(aCheckingTask(), endpoint);
  expect(order(detection)).toEqual(['veo', 'suno', 'runway', 'aleph', 'market', 'luma']);
  const other = aCheckingTask({ accountId: toAccountId('other') });
  expect(order(detection, other)).toEqual(plain);
  for (let count = 0; count < 20; count += 1) detection.noticed(aCheckingTask(), suno);
  expect(order(detection)[0]).toBe('suno');
  expect(order(detection)[1]).toBe('runway');
});

test('it learns from the latest of very many tasks', async () => {
  const detection = new Detection(endpoints);
  const record = { parameters: {} };
  const tasks = Array.from({ length: 5_000 }, (_, index) =>
    aRunningTask({ endpoint: index < 4_970 ? suno : veo, addedAtMs: nowMs + index, record }),
  );
  await detection.learn(tasks);
  expect(order(detection)[0]).toBe('veo');
});

/** Tasks each of which takes a slice to read. */
function* slowTasks(count: number): Iterable<Task> {
  for (let index = 0; index < count; index += 1) {
    const untilMs = performance.now() + 9;
    while (performance.now() < untilMs); // as a very long list does
    yield aRunningTask({ endpoint: suno, addedAtMs: nowMs + index, record: { parameters: {} } });
  }
}

test('everything else has its turns while it learns, and it can be ended in the middle', async () => {
  const detection = new Detection(endpoints);
  let isDone = false;
  let turnsOfOthers = 0;
  const other = (): void => {
    turnsOfOthers += 1;
    if (!isDone) setImmediate(other);
  };
  setImmediate(other);
  await detection.learn(slowTasks(10));
  isDone = true;
  expect(turnsOfOthers).toBeGreaterThanOrEqual(9);
  expect(order(detection)[0]).toBe('suno');

  const ended = new AbortController();
  const learning = new Detection(endpoints).learn(slowTasks(10), new Turns(ended.signal));
  ended.abort(new Error('ended'));
  await expect(learning).rejects.toThrow('ended');
});

test('a choice of the user that no answer has confirmed teaches nothing', async () => {
  const detection = new Detection(endpoints);
  await detection.learn([aCheckingTask({ endpoint: suno })]);
  expect(order(detection)).toEqual(plain);
});

const notThere = { code: 'not-the-provider', host: 'api.example', httpStatus: 404 } as const;
const page = { ...notThere, got: 'html' } as const;

test('an endpoint that has answered is not taken for missing by a page in its place', () => {
  const detection = new Detection(endpoints);
  const task = aCheckingTask();
  detection.answered(task.accountId);
  expect(detection.isOfEndpoint(task, veo, page)).toBe(true);
  detection.spoke(task, veo);
  expect(detection.isOfEndpoint(task, veo, page)).toBe(false);
  detection.noticed(task, suno);
  expect(detection.isOfEndpoint(task, suno, page)).toBe(false);
});

test('an endpoint that was missing is asked again by what was not found, and once it answers by all', () => {
  const detection = new Detection(endpoints);
  const task = aCheckingTask();
  const names = (asked: Task) => detection.candidates(asked).map(({ id }) => id);
  detection.lacks(task.accountId, veo);
  expect(names(task)).not.toContain('veo');
  const { id, accountId, addedAtMs, updatedAtMs, paused } = task;
  const ended = { endedAtMs: nowMs, missedAt: [], rechecks: 0 };
  const notFound = { id, accountId, addedAtMs, updatedAtMs, paused, ...ended };
  expect(names({ ...notFound, state: 'not-found' })).toContain('veo');
  detection.spoke(task, veo);
  expect(names(task)).toContain('veo');
});

test('what has failed over an id is forgotten with its task', () => {
  const detection = new Detection(endpoints);
  const task = aCheckingTask();
  const first = (): string | undefined => detection.candidates(task)[0]?.id;
  detection.failed(task, endpointId('runway'), nowMs);
  expect(first()).toBe('aleph');
  detection.removed(task.id);
  expect(first()).toBe('runway');
});
