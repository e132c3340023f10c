import { afterEach, beforeEach, expect, test } from 'vitest';
import { toTaskId } from '../../electron/shared/task.ts';
import { CoreHarness } from './core-harness.ts';

let it: CoreHarness;

beforeEach(async () => {
  it = await CoreHarness.start();
});

afterEach(async () => {
  await it.stop();
});

async function verdictOn(id: string): Promise<string | undefined> {
  return (await it.core.tasks.find(id))[0]?.verdict;
}

test('a removed id is told from a new one, also after a restart, and can be added again', async () => {
  const id = it.aTask();
  expect(await verdictOn(id)).toBe('new');
  it.add(id, 'runway');
  expect(await verdictOn(id)).toBe('tracked');
  const taskId = toTaskId(id);
  it.core.tasks.remove(taskId === undefined ? [] : [taskId]);
  expect(await verdictOn(id)).toBe('removed');
  await it.core.stop();
  it.restart();
  expect(await verdictOn(id)).toBe('removed');
  it.add(id, 'runway');
  expect(await verdictOn(id)).toBe('tracked');
  await it.reaches(id, 'archived');
});
