import { link, rm, truncate, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Archive } from '../../../../electron/core/archive/archive.ts';
import { manifestLine } from '../../../../electron/core/archive/metadata/manifest.ts';
import { resultBase } from '../../../../electron/core/archive/naming/archive-path.ts';
import { maxMediaBytes } from '../../../../electron/core/platform/storable.ts';
import {
  aProof,
  ArchiveHarness,
  aSidecar,
  base,
  fixtureBytes,
  taskId,
  valueOf,
} from './archive-harness.ts';

let harness: ArchiveHarness;
let archive: Archive;
beforeEach(async () => {
  harness = await ArchiveHarness.make();
  archive = await harness.open();
});
afterEach(() => harness.remove());

const manifest = '2026/11/manifest-sha256.txt';

async function keptVideo(): Promise<object> {
  return { ok: true, value: { role: 'video', path: `${base}.mp4`, ...(await aProof()) } };
}

describe('keeping a video', () => {
  test('gives it its name, and leaves no part', async () => {
    await harness.putPart();
    expect(await archive.commit(base, 'video', await aProof())).toEqual(await keptVideo());
    expect(await harness.names()).toEqual(['….mp4']);
  });

  test('where links are not possible gives it its name all the same', async () => {
    archive = await harness.open({ hardLinks: false });
    await harness.putPart();
    expect(await archive.commit(base, 'video', await aProof())).toEqual(await keptVideo());
    expect(await harness.names()).toEqual(['….mp4']);
  });

  test('again after it is kept changes nothing', async () => {
    await harness.keepVideo(archive);
    expect(await archive.commit(base, 'video', await aProof())).toEqual(await keptVideo());
    expect(await harness.names()).toEqual(['….mp4']);
  });

  test('after a crash between the name and the part’s removal removes the part', async () => {
    await harness.putPart();
    await link(harness.path(`${base}.mp4.part`), harness.path(`${base}.mp4`));
    expect(await archive.commit(base, 'video', await aProof())).toEqual(await keptVideo());
    expect(await harness.names()).toEqual(['….mp4']);
  });

  test('after a crash between the part’s removal and its note’s removes the note', async () => {
    await harness.putPart();
    await harness.keepVideo(archive);
    await harness.put(`${base}.mp4.part.json`, '{}');
    expect(await archive.commit(base, 'video', await aProof())).toEqual(await keptVideo());
    expect(await harness.names()).toEqual(['….mp4']);
  });

  test('after a crash that left an empty placeholder takes its place', async () => {
    await harness.putPart();
    await harness.put(`${base}.mp4`, '');
    expect(await archive.commit(base, 'video', await aProof())).toEqual(await keptVideo());
    expect(await harness.names()).toEqual(['….mp4']);
  });

  test('never overwrites a file: the video gets a number', async () => {
    await harness.putPart();
    await harness.put(`${base}.mp4`, 'somebody’s');
    expect(await archive.commit(base, 'video', await aProof())).toMatchObject({
      value: { path: `${base} (2).mp4` },
    });
    expect(await harness.read(`${base}.mp4`)).toBe('somebody’s');
    expect(await harness.names()).toEqual(['… (2).mp4', '….mp4']);
  });

  test('never overwrites a file where links are not possible either', async () => {
    archive = await harness.open({ hardLinks: false });
    await harness.putPart();
    await harness.put(`${base}.mp4`, 'somebody’s');
    expect(await archive.commit(base, 'video', await aProof())).toMatchObject({
      value: { path: `${base} (2).mp4` },
    });
    expect(await harness.read(`${base}.mp4`)).toBe('somebody’s');
  });

  test('fails when there is nothing to keep', async () => {
    await archive.prepare(base);
    expect(await archive.commit(base, 'video', await aProof())).toMatchObject({
      failure: { code: 'disk-error', detail: 'ENOENT' },
    });
  });

  test('fails when the part is no longer what was proven', async () => {
    await harness.putPart('video', 'dunes.mp4');
    expect(await archive.commit(base, 'video', await aProof())).toMatchObject({
      failure: { code: 'disk-error' },
    });
    expect(await harness.names()).toEqual(['….mp4.part', '….mp4.part.json']);
  });
});

describe('sealing', () => {
  test('again leaves one line a file', async () => {
    const files = [await harness.keepVideo(archive)];
    for (let count = 0; count < 3; count += 1) {
      valueOf(await archive.writeMetadata(base, aSidecar({ files })));
    }
    const { sha256 } = await aProof();
    const name = `${base.slice('2026/11/'.length)}.mp4`;
    expect(await harness.read(manifest)).toBe(manifestLine({ name, sha256 }));
  });

  test('after a crash between sidecar and manifest adds the line', async () => {
    const files = [await harness.keepVideo(archive)];
    valueOf(await archive.writeMetadata(base, aSidecar({ files })));
    await rm(harness.path(manifest));
    valueOf(await archive.writeMetadata(base, aSidecar({ files })));
    expect(await harness.read(manifest)).toContain('[7d2c58e1].mp4\n');
  });

  test('after a crash in the sidecar’s writing leaves no trace of it', async () => {
    await harness.put(`${base}.json.tmp`, '{"reelk');
    valueOf(await archive.writeMetadata(base, aSidecar()));
    expect(await harness.names()).toEqual(['….json']);
  });

  test('keeps the raw answer, tags and notes that were there, unless new ones come', async () => {
    const rawAnswer = { code: 200 };
    valueOf(
      await archive.writeMetadata(base, aSidecar({ rawAnswer, tags: ['dog'], notes: 'first' })),
    );
    valueOf(await archive.writeMetadata(base, aSidecar({ notes: 'second' })));
    expect((await archive.recover(base, taskId))?.sidecar).toMatchObject({
      rawAnswer,
      tags: ['dog'],
      notes: 'second',
    });
  });

  test.each(['{"mine": true}', JSON.stringify({ reelkeep: { schema: 1 }, taskId: 'other-task' })])(
    'sets a file aside that is not this task’s sidecar: %s',
    async (text) => {
      await harness.put(`${base}.json`, text);
      await harness.put(`${base}.set-aside-1.json`, 'older');
      valueOf(await archive.writeMetadata(base, aSidecar()));
      expect(await harness.read(`${base}.set-aside-2.json`)).toBe(text);
      expect(await harness.read(`${base}.set-aside-1.json`)).toBe('older');
    },
  );
});

describe('recovering', () => {
  test('finds nothing where nothing is', async () => {
    expect(await archive.recover(base, taskId)).toBeUndefined();
    await harness.putPart();
    expect(await archive.recover(base, taskId)).toBeUndefined();
  });

  test('finds a kept video that was never sealed, proven from the disk', async () => {
    const file = await harness.keepVideo(archive);
    expect(await archive.recover(base, taskId)).toEqual({ files: [file] });
  });

  test('finds everything that was sealed', async () => {
    const file = await harness.keepVideo(archive);
    valueOf(await archive.writeMetadata(base, aSidecar({ files: [file] })));
    const sidecar = aSidecar({ files: [file] });
    expect(await archive.recover(base, taskId)).toEqual({ files: [file], sidecar });
  });

  test('finds a video that had to take another name', async () => {
    await harness.put(`${base}.mp4`, 'somebody’s');
    const file = await harness.keepVideo(archive);
    expect((await archive.recover(base, taskId))?.files).toEqual([file]);
  });

  test('removes the part that a crash left beside its twin', async () => {
    await harness.putPart();
    await link(harness.path(`${base}.mp4.part`), harness.path(`${base}.mp4`));
    expect((await archive.recover(base, taskId))?.files).toHaveLength(1);
    expect(await harness.names()).toEqual(['….mp4']);
  });

  test('removes the notes that a crash left without their part', async () => {
    await harness.keepVideo(archive);
    await harness.put(`${base}.mp4.part.json`, '{}');
    await harness.put(`${base}.mp4.part.json.tmp`, '{');
    await archive.recover(base, taskId);
    expect(await harness.names()).toEqual(['….mp4']);
  });

  test('leaves a part alone that is no twin', async () => {
    await harness.keepVideo(archive);
    await harness.putPart('video', 'dunes.mp4');
    await archive.recover(base, taskId);
    expect(await harness.names()).toEqual(['….mp4', '….mp4.part', '….mp4.part.json']);
  });

  test.each(['truncated.mp4', 'page.html'])('does not take %s for a video', async (name) => {
    await harness.put(`${base}.mp4`, await fixtureBytes(name));
    expect(await archive.recover(base, taskId)).toBeUndefined();
    expect(await harness.names()).toEqual(['….mp4']);
  });

  test('does not take a video whose hash is not the sidecar’s', async () => {
    const file = await harness.keepVideo(archive);
    valueOf(await archive.writeMetadata(base, aSidecar({ files: [file] })));
    await writeFile(harness.path(`${base}.mp4`), await fixtureBytes('dunes.mp4'));
    expect((await archive.recover(base, taskId))?.files).toEqual([]);
  });

  test('finds each of several results under its own name only', async () => {
    const second = resultBase(base, 2);
    const first = await harness.keepVideo(archive);
    await harness.put(`${second}.mp4.part`, await fixtureBytes('dunes.mp4'));
    const other = valueOf(await archive.commit(second, 'video', await aProof('dunes.mp4')));
    expect(await archive.recover(base, taskId)).toEqual({ files: [first] });
    expect(await archive.recover(base, taskId, resultBase(base, 2))).toMatchObject({
      files: [{ path: other.path }],
    });
    expect(await archive.recover(base, taskId, resultBase(base, 3))).toBeUndefined();
  });

  test('holds each of several results against the one sidecar', async () => {
    const second = resultBase(base, 2);
    await harness.put(`${second}.mp4.part`, await fixtureBytes('tide.mp4'));
    const file = valueOf(await archive.commit(second, 'video', await aProof()));
    valueOf(await archive.writeMetadata(base, aSidecar({ files: [file] })));
    expect((await archive.recover(base, taskId, resultBase(base, 2)))?.files).toEqual([file]);
    await writeFile(harness.path(`${second}.mp4`), await fixtureBytes('dunes.mp4'));
    expect((await archive.recover(base, taskId, resultBase(base, 2)))?.files).toEqual([]);
    // The first result was lost when the sidecar was written; it may have come since.
    const first = await harness.keepVideo(archive);
    expect((await archive.recover(base, taskId))?.files).toEqual([first]);
  });

  test('finds a picture that is the result as what the sidecar says', async () => {
    await harness.putPart('video', 'tide.jpg');
    const file = valueOf(await archive.commit(base, 'video', await aProof('tide.jpg')));
    expect((await archive.recover(base, taskId))?.files).toMatchObject([{ role: 'thumbnail' }]);
    valueOf(await archive.writeMetadata(base, aSidecar({ files: [file] })));
    expect((await archive.recover(base, taskId))?.files).toMatchObject([{ role: 'video' }]);
  });

  test('does not read a film that a hole makes larger than any, however long that would take', async () => {
    const file = await harness.keepVideo(archive);
    await truncate(harness.path(file.path), maxMediaBytes + 1);
    expect(await archive.recover(base, taskId)).toBeUndefined();
  });

  test('does not take what belongs to another task', async () => {
    const file = await harness.keepVideo(archive);
    valueOf(await archive.writeMetadata(base, aSidecar({ files: [file], taskId: 'other-task' })));
    expect(await archive.recover(base, taskId)).toBeUndefined();
  });
});
