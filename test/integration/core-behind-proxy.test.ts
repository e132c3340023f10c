import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeFailure } from '../../electron/shared/messages/failures.ts';
import { farBaseUrl, ProxyStage, trustFixtures } from '../fake/proxy/stage.ts';
import { frontName } from '../fake/proxy/tls-front.ts';
import { CoreHarness } from './core-harness.ts';

trustFixtures();

let it: CoreHarness;
let stage: ProxyStage;

beforeEach(async () => {
  let pac = 'DIRECT';
  it = await CoreHarness.start({ proxies: { resolve: () => Promise.resolve(pac) } });
  stage = await ProxyStage.start(it.provider);
  pac = stage.http.pac;
  const saved = await it.core.accountService.save({
    id: it.accountId,
    name: 'Behind a proxy',
    provider: 'custom',
    baseUrl: farBaseUrl,
    key: it.provider.key,
  });
  if (!saved.ok) throw new Error(saved.failure.code);
});

afterEach(async () => {
  await it.stop();
  await stage[Symbol.asyncDispose]();
});

/** A finished task whose video lies beyond the proxy. */
function aFarTask(): string {
  const video = stage.fileUrl('aurora.mp4');
  return it.provider.addTask({ endpoint: 'runway', script: [{ state: 'success', video }] });
}

test('a video is found, fetched and archived through the proxy', async () => {
  const id = aFarTask();
  it.add(id, 'runway');
  await it.reaches(id, 'archived');
  expect(new Set(stage.http.asked)).toEqual(new Set([`${frontName}:443`]));
  expect(new Set(stage.front.names)).toEqual(new Set([frontName]));
});

test('a proxy that wants a password is the account’s banner, and over once it does not', async () => {
  stage.http.mood = 407;
  const id = aFarTask();
  it.add(id, 'runway');
  const block = () => it.core.accounts.views()[0]?.block;
  await it.until(() => block() !== undefined);
  const failure = block();
  if (failure === undefined) throw new Error('It was there just now.');
  expect(failure).toMatchObject({ code: 'proxy-refused', httpStatus: 407 });
  const words = describeFailure(failure);
  expect(words.sentence).toContain(stage.http.address);
  expect(words.remedy).toContain('password');
  await stage.http.askedTimes(3);
  expect(it.taskOf(id)).toMatchObject({ state: 'checking', hindrance: { code: 'proxy-refused' } });

  stage.http.mood = 'open';
  await it.reaches(id, 'archived');
  expect(block()).toBeUndefined();
});

test('a proxy that refuses a transfer ends none: it waits, asks nobody else, and goes on', async () => {
  const id = aFarTask();
  it.add(id, 'runway');
  // The question has its tunnel when the proxy changes its mind.
  await stage.http.askedTimes(1);
  stage.http.mood = 403;
  await it.until(() => it.taskOf(id).hindrance?.code === 'proxy-refused');
  await stage.http.askedTimes(stage.http.asked.length + 2);
  await it.reaches(id, 'ready');
  expect(it.taskOf(id)).toMatchObject({ linkStep: 'stored', attempts: 0 });
  expect(it.endpointsAsked(id)).toEqual(['runway']);

  stage.http.mood = 'open';
  await it.reaches(id, 'archived');
});
