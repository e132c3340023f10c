import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test as anywhere } from 'vitest';
import {
  dropOldAppImage,
  replaceAppImage,
} from '../../../../electron/host/update/replace-app-image.ts';
import { isAbovePermissions } from '../../../../scripts/usual-rights.ts';

const [older, newer] = [Buffer.from('the old app'), Buffer.from('the new app')];
const file = {
  kind: 'appimage' as const,
  arch: 'x64' as const,
  name: 'Reelkeep-0.2.0.AppImage',
  sizeBytes: newer.length,
  sha512: createHash('sha512').update(newer).digest('hex'),
};

// AppImages are not for Windows, which has neither their permissions nor folders that are flushed.
const isPosix = process.platform !== 'win32';
const test = anywhere.runIf(isPosix);

let folder: string;
let appImage: string;
let from: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelkeep-appimage-'));
  mkdirSync(join(folder, 'apps'));
  mkdirSync(join(folder, 'updates'));
  appImage = join(folder, 'apps', 'Reelkeep.AppImage');
  from = join(folder, 'updates', file.name);
  writeFileSync(appImage, older, { mode: 0o755 });
  writeFileSync(from, newer, { mode: 0o600 });
});
afterEach(() => {
  chmodSync(join(folder, 'apps'), 0o755);
  rmSync(folder, { recursive: true, force: true });
});

const there = () => readdirSync(join(folder, 'apps')).sort();

test('the new one takes the old one’s place and name, can be started, and the old one is kept until it ran', async () => {
  expect(await replaceAppImage(from, appImage, file)).toEqual({
    ok: true,
    value: { kind: 'installed' },
  });
  expect(readFileSync(appImage)).toEqual(newer);
  expect(statSync(appImage).mode & 0o777).toBe(0o755);
  expect(readFileSync(`${appImage}.previous`)).toEqual(older);
  expect(there()).toEqual(['Reelkeep.AppImage', 'Reelkeep.AppImage.previous']);
  await dropOldAppImage(appImage);
  expect(there()).toEqual(['Reelkeep.AppImage']);
});

test('a link that the user starts stays one, and leads to the new one', async () => {
  const link = join(folder, 'reelkeep');
  symlinkSync(appImage, link);
  expect((await replaceAppImage(from, link, file)).ok).toBe(true);
  expect(readFileSync(link)).toEqual(newer);
  expect(readFileSync(appImage)).toEqual(newer);
});

test('leftovers of a crash are no hindrance', async () => {
  writeFileSync(join(folder, 'apps', '.Reelkeep.AppImage.next'), 'half');
  writeFileSync(`${appImage}.previous`, 'of long ago');
  expect((await replaceAppImage(from, appImage, file)).ok).toBe(true);
  expect(readFileSync(appImage)).toEqual(newer);
  expect(readFileSync(`${appImage}.previous`)).toEqual(older);
});

test('what is not as it was signed never becomes the app', async () => {
  writeFileSync(from, 'the bad app');
  expect(await replaceAppImage(from, appImage, file)).toEqual({
    ok: false,
    failure: { code: 'wrong-hash' },
  });
  expect(readFileSync(appImage)).toEqual(older);
  expect(there()).toEqual(['Reelkeep.AppImage']);
});

test('a file that is gone leaves the old app as it was', async () => {
  rmSync(from);
  expect(await replaceAppImage(from, appImage, file)).toMatchObject({
    ok: false,
    failure: { code: 'disk', detail: 'ENOENT' },
  });
  expect(there()).toEqual(['Reelkeep.AppImage']);
});

const isRuled = isPosix && !isAbovePermissions();

anywhere.runIf(isRuled)('in a folder of others it is said how to do it by hand', async () => {
  chmodSync(join(folder, 'apps'), 0o500);
  const path = realpathSync(appImage);
  expect(await replaceAppImage(from, appImage, file)).toEqual({
    ok: true,
    value: {
      kind: 'by-hand',
      path: from,
      command: `sudo install -m 755 ${from} ${path}`,
    },
  });
  expect(there()).toEqual(['Reelkeep.AppImage']);
  expect(readFileSync(appImage)).toEqual(older);
});
