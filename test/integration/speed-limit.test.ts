import { afterEach, beforeEach, expect, test } from 'vitest';
import { CoreHarness } from './core-harness.ts';

const dayMs = 24 * 3_600_000;
const minuteMs = 60_000;

let it: CoreHarness;

beforeEach(async () => {
  it = await CoreHarness.start();
});

afterEach(() => it.stop());

const codes = () => it.core.alerts.list().map(({ alert }) => alert.code);

test('a limit so low that a video would miss its deadline is lifted until the video is there', async () => {
  const startedAtMs = Date.now() - 14 * dayMs + 15 * minuteMs;
  const id = it.provider.addTask({
    endpoint: 'runway',
    script: [
      {
        state: 'success',
        video: 'large.mp4',
        data: { generateTime: String(Math.floor(startedAtMs / 1000)) },
      },
    ],
  });
  it.core.forecaster.setLimit(2_000); // 20 minutes for its 2.4 MB
  it.add(id);
  await it.until(() => codes().includes('limit-lifted'));
  await it.ends(id);
  const task = it.taskOf(id);
  expect(task).toMatchObject({ state: 'archived' });
  expect(task.updatedAtMs).toBeLessThan(task.deadlineMs ?? 0);
  await it.until(() => codes().length === 0);
});
