import { expect, test } from 'vitest';
import { answer } from '../../electron/cli/answer.ts';
import type { Answerer } from '../../electron/cli/ports.ts';
import { runIn, wait } from './commands-harness.ts';
import { CoreHarness } from './core-harness.ts';

/** Data that was opened for a check, which stops because the app asks for it. */
function givingWay(onEnd: () => void = () => undefined): Answerer {
  return {
    isRunning: false,
    hasGivenWay: () => true,
    ask: async function* () {
      const result = { videos: 0, isComplete: false, damaged: [] };
      yield await Promise.resolve({ kind: 'done', result } as const);
    },
    end: () => {
      onEnd();
      return Promise.resolve();
    },
  };
}

test('a check that gives way to the app goes on there', async () => {
  const harness = await CoreHarness.start();
  try {
    const { core } = harness;
    const task = harness.aTask();
    harness.add(task, 'runway');
    await harness.reaches(task, 'archived');
    const parts = { core, version: '0', isRunning: true, mask: String, wait };
    const app: Answerer = {
      isRunning: true,
      ask: (request) => answer(request, parts),
      end: () => Promise.resolve(),
    };
    let isFree = false;
    const { code, out, err } = await runIn(core, ['verify'], {
      connect: () => (isFree ? app : undefined), // it listens once it has the data
      openData: () => ({ ok: true, value: givingWay(() => (isFree = true)) }),
    });
    expect([code, out]).toEqual([0, '1 video read, all as archived.\n']);
    expect(err).toBe('Reelkeep was started meanwhile, and goes on with this.\n');
  } finally {
    await harness.stop();
  }
});

test('a check whose app does not come after all says so', async () => {
  const harness = await CoreHarness.start();
  try {
    const { code, out, err } = await runIn(harness.core, ['verify'], {
      openData: () => ({ ok: true, value: givingWay() }),
    });
    expect([code, out]).toEqual([3, '']);
    expect(err).toContain('stopped before its end');
  } finally {
    await harness.stop();
  }
});
