import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { toTaskId } from '../../electron/shared/id.ts';
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
  await it.core.tasks.remove(taskId === undefined ? [] : [taskId]);
  expect(await verdictOn(id)).toBe('removed');
  await it.core.stop();
  await it.restart();
  expect(await verdictOn(id)).toBe('removed');
  it.add(id, 'runway');
  expect(await verdictOn(id)).toBe('tracked');
  await it.reaches(id, 'archived');
});

test('a record that this Reelkeep cannot read stays on disk beside those that come and go', async () => {
  const strange = { task: 'of a newer Reelkeep' };
  const names = Array.from({ length: 16 }, (_, n) => `trash/removed-${String(n)}`);
  for (const name of names) it.store.write(name, { version: 1, tasks: [strange] });
  await it.core.stop();
  await it.restart();
  const id = it.aTask();
  it.add(id);
  await it.ends(id);
  await it.core.tasks.remove([it.taskOf(id).id]);
  const kept = names.map((name) => it.store.read(name).value);
  const held = kept.map((value) => (value as { tasks: unknown[] }).tasks);
  expect(held.every((tasks) => tasks.some((entry) => isDeepStrictEqual(entry, strange)))).toBe(
    true,
  );
  expect(held.flat()).toHaveLength(names.length + 1);
});
