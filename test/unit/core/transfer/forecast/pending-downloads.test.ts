import { expect, test } from 'vitest';
import { PeakThroughput } from '../../../../../electron/core/transfer/forecast/peak-throughput.ts';
import { medianSize } from '../../../../../electron/core/transfer/forecast/size-estimator.ts';
import { pendingDownloads } from '../../../../../electron/core/transfer/forecast/pending-downloads.ts';
import type { Task } from '../../../../../electron/shared/task.ts';
import {
  aCheckingTask,
  aFile,
  anArchivedTask,
  aReadyTask,
  idNumber,
  nowMs,
} from '../../../builders.ts';

const hourMs = 3_600_000;
const videoUrl = 'https://files.example/v.mp4';

function surveyOf(...tasks: readonly Task[]) {
  return pendingDownloads({ tasks, progress: [], guessedBytes: 1000 }, nowMs);
}

test('every result of a task that is not there yet counts', () => {
  const media = { videoUrl, moreUrls: [videoUrl, videoUrl] };
  const { loads } = surveyOf(
    aReadyTask({ deadlineMs: nowMs + hourMs, media, kept: [aFile()] }),
    aReadyTask({ id: idNumber(2) }),
  );
  expect(loads).toEqual([
    { deadlineMs: nowMs + hourMs, bytes: 2000, isRunning: false },
    { deadlineMs: Infinity, bytes: 1000, isRunning: false },
  ]);
});

test('what runs is as large as its host says, less what has come', () => {
  const task: Task = { ...aReadyTask(), state: 'downloading' };
  const progress = { taskId: task.id, receivedBytes: 400, bytesPerSecond: 1 };
  const bytesOf = (totalBytes?: number) =>
    pendingDownloads(
      {
        tasks: [task],
        progress: [totalBytes === undefined ? progress : { ...progress, totalBytes }],
        guessedBytes: 1000,
      },
      nowMs,
    ).loads[0];
  expect(bytesOf(5000)).toMatchObject({ bytes: 4600, isRunning: true });
  expect(bytesOf()).toMatchObject({ bytes: 600, isRunning: true });
});

test('a missing thumbnail goes ahead until the video has been tried', () => {
  const media = { videoUrl, thumbnailUrl: 'https://files.example/v.jpg' };
  expect(surveyOf(aReadyTask({ media })).aheadBytes).toBeGreaterThan(0);
  expect(surveyOf(aReadyTask({ media, attempts: 1 })).aheadBytes).toBe(0);
  expect(surveyOf(aReadyTask()).aheadBytes).toBe(0);
});

test('a paused task is no load, and at risk from a day before its deadline to a day after it', () => {
  const paused = (leftMs: number) => aReadyTask({ paused: true, deadlineMs: nowMs + leftMs });
  expect(surveyOf(paused(24 * hourMs))).toMatchObject({ loads: [], pausedAtRisk: 1 });
  expect(surveyOf(paused(-23 * hourMs)).pausedAtRisk).toBe(1);
  expect(surveyOf(paused(-24 * hourMs)).pausedAtRisk).toBe(0);
  expect(surveyOf(paused(30 * hourMs))).toMatchObject({
    pausedAtRisk: 0,
    nextRiskAtMs: nowMs + 6 * hourMs,
  });
});

test('what is asked about, or at an end, is no load', () => {
  expect(surveyOf(aCheckingTask(), anArchivedTask()).loads).toEqual([]);
});

test('a size is guessed by the median of the archived videos, whatever their thumbnails', () => {
  const archived = [10, 1000, 30].map((sizeBytes, n) =>
    anArchivedTask({
      id: idNumber(n),
      files: [aFile({ sizeBytes }), aFile({ role: 'thumbnail', sizeBytes: 1 })],
    }),
  );
  expect(medianSize(archived)).toBe(30);
  expect(medianSize([aReadyTask()])).toBeUndefined();
});

const looking = (bytesPerSecond: number) => [
  { taskId: idNumber(1), receivedBytes: 0, bytesPerSecond },
  { taskId: idNumber(2), receivedBytes: 0, bytesPerSecond },
];

test('the speed of the line is the best of all transfers together, from the third look on', () => {
  const speed = new PeakThroughput();
  for (const each of [500, 900, 100]) speed.look(looking(each), nowMs, false);
  expect(speed.bytesPerSecond).toBe(200);
  speed.look(looking(300), nowMs, false);
  speed.look(looking(50), nowMs, false);
  expect(speed.bytesPerSecond).toBe(600);
});

test('under a limit nobody knows what the line could do', () => {
  const speed = new PeakThroughput();
  for (let look = 0; look < 9; look++) speed.look(looking(500), nowMs, true);
  expect(speed.bytesPerSecond).toBeUndefined();
});

test('a speed is forgotten within half an hour', () => {
  const speed = new PeakThroughput();
  for (let look = 0; look < 3; look++) speed.look(looking(500), nowMs, false);
  speed.look([], nowMs + 16 * 60_000, false);
  expect(speed.bytesPerSecond).toBe(1000);
  speed.look([], nowMs + 32 * 60_000, false);
  expect(speed.bytesPerSecond).toBeUndefined();
});
