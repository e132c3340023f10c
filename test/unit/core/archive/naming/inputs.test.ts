import { expect, test } from 'vitest';
import { folderOf, inputBase } from '../../../../../electron/core/archive/naming/archive-path.ts';
import {
  readSidecar,
  writeSidecar,
} from '../../../../../electron/core/archive/metadata/sidecar.ts';
import type { ArchivedFile } from '../../../../../electron/shared/task.ts';
import { aSidecar, base } from '../archive-harness.ts';

const folder = folderOf(base);

const input: ArchivedFile = {
  role: 'input',
  path: `${inputBase(base, 2)}.mp4`,
  sizeBytes: 7,
  sha256: 'ab'.repeat(32),
  extension: 'mp4',
  mimeType: 'video/mp4',
};

test('a sidecar tells saved and missed inputs, and is read back as it was', () => {
  const missedInputs = [{ host: 'example.com', reason: 'media-refused' }];
  const sidecar = aSidecar({ files: [input], missedInputs });
  expect(readSidecar(writeSidecar(sidecar, folder), folder)).toEqual(sidecar);
});

test('a sidecar from before there were inputs has none', () => {
  const read = readSidecar(writeSidecar(aSidecar(), folder), folder);
  expect(read).toMatchObject({ files: [] });
  expect(read).not.toHaveProperty('missedInputs');
});
