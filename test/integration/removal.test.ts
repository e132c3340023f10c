import { afterEach, beforeEach, expect, test } from 'vitest';
import { CoreHarness } from './core-harness.ts';

let it: CoreHarness;

beforeEach(async () => {
  it = await CoreHarness.start();
});

afterEach(() => it.stop());

test('an archived task that is removed and added again takes its own files up', async () => {
  const id = it.aTask();
  it.add(id);
  await it.ends(id);
  const files = await it.files();
  it.core.tasks.remove([it.taskOf(id).id]);
  it.provider.clearRequests();
  it.add(id);
  await it.ends(id);
  expect(it.taskOf(id).state).toBe('archived');
  expect(await it.files()).toEqual(files);
  expect(it.provider.requestsOf(id).filter(({ file }) => file === 'video')).toEqual([]);
});

test('a task removed in mid-download leaves no part behind', async () => {
  const id = it.aTask('large.mp4');
  it.provider.fault('stall', { taskId: id, file: 'video', with: { stallAfterBytes: 9_000 } });
  it.add(id);
  await it.until(() => it.core.transfers.progress().some(({ receivedBytes }) => receivedBytes > 0));
  it.core.tasks.remove([it.taskOf(id).id]);
  await it.core.stop();
  expect((await it.files()).filter((path) => path.includes('.part'))).toEqual([]);
});

test('quitting does not wait for a turn at the provider', async () => {
  const id = it.aTask();
  it.provider.fault('file-403', { taskId: id, file: 'video' });
  const slow = it.provider.fault('hang', { endpoint: 'download-url' });
  it.add(id);
  await slow.reached;
  await expect(it.core.stop()).resolves.toBeUndefined();
  expect(it.taskOf(id).state).toBe('ready');
});
