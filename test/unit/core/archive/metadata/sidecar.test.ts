import { describe, expect, test } from 'vitest';
import {
  readSidecar,
  writeSidecar,
} from '../../../../../electron/core/archive/metadata/sidecar.ts';
import { toTaskId } from '../../../../../electron/shared/id.ts';
import { aProof, aSidecar, base, taskId } from '../archive-harness.ts';

const parentTaskId = toTaskId('7d2c58e1-0000-0000-0000-000000000000');

async function aFullSidecar() {
  return aSidecar({
    record: {
      prompt: 'golden retriever “running”\nthrough 猫',
      parameters: { duration: 5, quality: '720p', imageUrl: null },
      startedAtMs: Date.UTC(2026, 10, 22, 9),
      finishedAtMs: Date.UTC(2026, 10, 22, 9, 1),
      videoId: 'v-1',
      ...(parentTaskId === undefined ? {} : { parentTaskId }),
    },
    rawAnswer: { code: 200, msg: 'success', data: { state: 'success', list: [1, null] } },
    files: [{ role: 'video', path: `${base}.mp4`, ...(await aProof()) }],
    tags: ['dog'],
    notes: 'for the reel',
  });
}

describe('a sidecar', () => {
  test('reads back as it was written', async () => {
    const sidecar = await aFullSidecar();
    expect(readSidecar(writeSidecar(sidecar), '2026/11')).toEqual(sidecar);
  });

  test('without any of what is optional reads back as it was written', () => {
    const { endpoint: _endpoint, archivedAtMs: _archivedAtMs, ...sidecar } = aSidecar();
    expect(readSidecar(writeSidecar(sidecar), '2026/11')).toEqual(sidecar);
  });

  test('is JSON for people: indented, times in ISO 8601, files by name', async () => {
    const text = writeSidecar(await aFullSidecar());
    expect(text).toMatch(/^{\n {2}"reelkeep": {\n {4}"schema": 1,/);
    expect(JSON.parse(text)).toMatchObject({
      times: {
        added: '2026-11-22T10:00:00.000Z',
        started: '2026-11-22T09:00:00.000Z',
        finished: '2026-11-22T09:01:00.000Z',
        archived: '2026-11-22T10:05:00.000Z',
      },
      files: [{ name: '2026-11-22 golden retriever [7d2c58e1].mp4', role: 'video' }],
    });
  });

  test('goes with its folder: files are found in the one it was moved to', async () => {
    const moved = readSidecar(writeSidecar(await aFullSidecar()), '2027/01');
    expect(moved?.files[0]?.path).toBe('2027/01/2026-11-22 golden retriever [7d2c58e1].mp4');
  });

  test('of a newer version still tells what this one knows', () => {
    const text = JSON.stringify({
      reelkeep: { schema: 9, appVersion: '9.0.0' },
      taskId,
      mood: 'cheerful',
      tags: 'not a list',
      times: { added: 'long ago' },
      record: { parameters: 'none', prompt: 7 },
      files: [{ role: 'soundtrack' }, 5],
    });
    expect(readSidecar(text, '2026/11')).toEqual({
      appVersion: '9.0.0',
      taskId,
      provider: '',
      host: '',
      accountName: '',
      record: { parameters: {} },
      files: [],
      addedAtMs: 0,
      tags: [],
      notes: '',
    });
  });

  test('never leads a file out of its folder', async () => {
    const text = writeSidecar(await aFullSidecar()).replace('"name": "', '"name": "../../');
    expect(readSidecar(text, '2026/11')?.files).toEqual([]);
  });

  test.each(['', '{', 'null', '[]', '{"taskId":"x"}', '{"reelkeep":{"schema":1}}'])(
    '%j is none',
    (text) => {
      expect(readSidecar(text, '2026/11')).toBeUndefined();
    },
  );
});
