import { afterEach, beforeEach, expect, test } from 'vitest';
import { LeapClock } from '../fake/leap-clock.ts';
import { CoreHarness } from './core-harness.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

let clock: LeapClock;
let it: CoreHarness;

beforeEach(async () => {
  clock = new LeapClock();
  it = await CoreHarness.start({ clock });
});

afterEach(() => it.stop());

test('a file that answers 404 for the first 90 s is archived', async () => {
  const id = it.aTask();
  const missing = it.provider.fault('file-404', { taskId: id, file: 'video' });
  it.add(id);
  await missing.reached;
  await it.until(() => it.taskOf(id).hindrance?.code === 'media-refused');
  clock.leap(90_000);
  expect(it.taskOf(id).state).toBe('ready');
  missing.clear();
  await it.ends(id);
  expect(it.taskOf(id).state).toBe('archived');
});

test('a page for bots to everybody is one alert and no loss, and all come when it is over', async () => {
  const check = it.provider.fault({
    on: 'file',
    httpStatus: 403,
    headers: { server: 'cloudflare', 'cf-mitigated': 'challenge', 'content-type': 'text/html' },
    body: '<!DOCTYPE html><title>Just a moment...</title>',
  });
  const ids = Array.from({ length: 6 }, () => it.aTask('tide.mp4'));
  for (const id of ids) it.add(id, 'runway');
  await it.until(() => ids.every((id) => it.taskOf(id).hindrance?.code === 'host-refuses'));
  const alerts = it.core.alerts.list().map(({ alert }) => alert.code);
  expect(alerts).toEqual(['host-refuses']);
  expect(new Set(ids.map((id) => it.taskOf(id).state))).toEqual(new Set(['ready']));
  check.clear();
  clock.leap(6 * minuteMs);
  await it.until(() => ids.every((id) => it.taskOf(id).state === 'archived'));
  expect(it.core.alerts.list()).toEqual([]);
});

test('a long Retry-After on a file is waited for, and nothing is asked or fetched meanwhile', async () => {
  const id = it.aTask();
  const busy = it.provider.failNext('file-429', {
    file: 'video',
    with: { headers: { 'retry-after': '7200' } },
  });
  it.add(id, 'runway');
  await busy.reached;
  await it.until(() => it.taskOf(id).hindrance?.code === 'host-busy');
  it.provider.clearRequests();
  clock.leap(hourMs);
  await it.until(() => it.taskOf(id).state === 'ready');
  expect(it.provider.requests).toEqual([]);
  clock.leap(hourMs);
  await it.ends(id);
  expect(it.taskOf(id).state).toBe('archived');
});

test.each([30, 5 * 24])(
  'a task that was queued when Reelkeep ended is asked about at a start %d h later',
  async (hours) => {
    const id = it.provider.addTask({ endpoint: 'runway', script: [{ state: 'queueing' }] });
    it.add(id, 'runway');
    await it.until(() => it.taskOf(id).state === 'running');
    await it.core.stop();
    it.provider.setTask(id, { state: 'success', video: 'tide.mp4' });
    clock.leap(hours * hourMs);
    await it.restart();
    await it.ends(id);
    expect(it.taskOf(id).state).toBe('archived');
  },
);

test('a task that is generating for 30 h is archived all the same', async () => {
  const id = it.provider.addTask({ endpoint: 'runway', script: [{ state: 'generating' }] });
  it.add(id, 'runway');
  await it.until(() => it.taskOf(id).state === 'running');
  // The provider's own clock, by which Reelkeep goes, is on as far.
  const date = new Date(clock.now() + 30 * hourMs).toUTCString();
  it.provider.fault({ on: 'api', headers: { date } });
  clock.leap(30 * hourMs);
  await it.reaches(id, 'stalled');
  it.provider.setTask(id, { state: 'success', video: 'tide.mp4' });
  clock.leap(2 * hourMs);
  await it.ends(id);
  expect(it.taskOf(id).state).toBe('archived');
});

test('a lost video that is there again comes back without a click', async () => {
  const id = it.aTask();
  const gone = it.provider.fault('file-410', { taskId: id, file: 'video' });
  it.add(id, 'runway');
  await gone.reached;
  it.provider.setTask(id, { state: 'success', expired: true });
  await it.ends(id);
  expect(it.taskOf(id).state).toBe('lost');
  gone.clear();
  clock.leap(25 * hourMs);
  await it.reaches(id, 'archived');
  expect((await it.files()).some((path) => path.endsWith('.mp4'))).toBe(true);
});
