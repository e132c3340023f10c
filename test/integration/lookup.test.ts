import { afterEach, beforeEach, expect, test } from 'vitest';
import { startFakeProvider, type FakeProvider } from '../fake/provider/server.ts';
import type { AccountId } from '../../electron/shared/id.ts';
import { CoreHarness } from './core-harness.ts';

let it: CoreHarness;
let other: FakeProvider;

beforeEach(async () => {
  it = await CoreHarness.start();
  other = await startFakeProvider();
});

afterEach(async () => {
  await it.stop();
  await other.stop();
});

async function addOtherAccount(key = other.key): Promise<AccountId> {
  const { baseUrl } = other;
  const saved = await it.core.accountService.save({
    name: 'Other',
    provider: 'custom',
    baseUrl,
    key,
  });
  if (!saved.ok) throw new Error(saved.failure.code);
  return saved.value.id;
}

test('an id of another account of the user is found there', async () => {
  const otherId = await addOtherAccount();
  const id = other.addTask({
    endpoint: 'aleph',
    script: [{ state: 'success', video: 'tide.mp4', thumbnail: 'tide.jpg' }],
  });
  it.add(id);
  await it.ends(id);
  expect(it.taskOf(id)).toMatchObject({ state: 'archived', accountId: otherId });
});

test('another account whose key is refused does not keep an id from its end', async () => {
  await addOtherAccount('wrong-key');
  const id = it.provider.unknownId();
  it.add(id);
  await it.ends(id);
  expect(it.taskOf(id)).toMatchObject({ state: 'not-found', accountId: it.accountId });
});

test('keys are only ever sent to their own base URL', async () => {
  await addOtherAccount();
  const id = it.provider.unknownId();
  it.add(id);
  await it.ends(id);
  const keysAt = (provider: FakeProvider) =>
    new Set(provider.requests.map(({ authorization }) => authorization));
  expect(keysAt(it.provider)).toEqual(new Set([`Bearer ${it.provider.key}`]));
  expect(keysAt(other)).toEqual(new Set([`Bearer ${other.key}`]));
});

test('the video that another one was made from is tracked too', async () => {
  const parent = it.aTask('dunes.mp4');
  const child = it.provider.addTask({
    endpoint: 'runway',
    parentTaskId: parent,
    script: [{ state: 'success', video: 'aurora.mp4' }],
  });
  it.add(child);
  await it.until(() => [...it.core.tasks.tasks()].length === 2);
  await it.ends(parent);
  expect(it.taskOf(parent)).toMatchObject({ state: 'archived', isAncestor: true });
});

test('an ancestor whose record is gone leaves without a trace', async () => {
  const child = it.provider.addTask({
    endpoint: 'runway',
    parentTaskId: it.provider.unknownId(),
    script: [{ state: 'success', video: 'aurora.mp4' }],
  });
  it.add(child);
  await it.until(() => [...it.core.tasks.tasks()].length === 2);
  await it.until(() => [...it.core.tasks.tasks()].length === 1);
  await it.ends(child);
  expect(it.taskOf(child).state).toBe('archived');
});

test('what the system says of the network is a hint: a provider that answers is asked', async () => {
  it.isOnline = false;
  const id = it.aTask();
  it.add(id);
  await it.ends(id);
  expect(it.taskOf(id).state).toBe('archived');
});

test('a keyring that is opened later is asked again, and everything goes on by itself', async () => {
  const id = it.aTask();
  await it.core.stop();
  it.vault.isLocked = true;
  await it.restart();
  it.add(id);
  await it.until(() => it.taskOf(id).hindrance?.code === 'keyring-failed');
  expect(it.core.accounts.views()).toMatchObject([{ block: { code: 'keyring-failed' } }]);
  it.vault.isLocked = false;
  await it.ends(id);
  expect(it.taskOf(id).state).toBe('archived');
  expect(it.core.accounts.views()[0]?.block).toBeUndefined();
});
