import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { link, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeFailure } from '../../../../electron/shared/messages/failures.ts';
import { partName, TransferHarness } from './transfer-harness.ts';

let harness: TransferHarness;
let outside: string;
const sockets: Server[] = [];
beforeEach(async () => {
  harness = await TransferHarness.start();
  outside = `${harness.folder}-outside`;
  await mkdir(outside);
  await writeFile(join(outside, 'precious'), 'precious');
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  await rm(outside, { recursive: true });
  await harness.stop();
});

async function putSocket(path: string): Promise<void> {
  const socket = createServer().listen(path);
  sockets.push(socket);
  await once(socket, 'listening');
}

/** What somebody may have put in the place of a file of Reelkeep's. */
const intruders: readonly (readonly [string, (path: string) => unknown])[] = [
  ['a link to a file outside', (path) => symlink(join(outside, 'precious'), path)],
  ['a dangling link', (path) => symlink(join(outside, 'new'), path)],
  ['a link to a folder', (path) => symlink(outside, path)],
  ['a pipe', (path) => execFileSync('mkfifo', [path])],
  ['a socket', putSocket],
  ['a folder', (path) => mkdir(path)],
];

const cases = intruders.flatMap(([name, put]) =>
  ['', '.json'].map((ending) => ({ name, put, ending })),
);

async function expectOutsideUntouched(): Promise<void> {
  expect(await readdir(outside)).toEqual(['precious']);
  expect(await readFile(join(outside, 'precious'), 'utf8')).toBe('precious');
}

describe.skipIf(process.platform === 'win32')('in the place of a part', () => {
  test.each(cases)('$name at ….part$ending is told and left', async ({ put, ending }) => {
    await put(harness.partPath + ending);
    const outcome = await harness.fetch('dunes.mp4');
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'foreign-entry' } });
    if (!outcome.ok) expect(describeFailure(outcome.failure).sentence).not.toBe('');
    expect(await readdir(harness.folder)).toContain(partName + ending);
    await expectOutsideUntouched();
  });

  test.each(intruders)('%s at ….part.json.tmp is left, and costs nothing', async (_name, put) => {
    const path = `${harness.notePath}.tmp`;
    await put(path);
    expect(await harness.fetch('dunes.mp4')).toMatchObject(harness.whole('dunes.mp4'));
    expect(await readdir(harness.folder)).toContain(`${partName}.json.tmp`);
    await expectOutsideUntouched();
  });

  test('a second name of a file outside is not written to', async () => {
    await link(join(outside, 'precious'), harness.partPath);
    expect(await harness.fetch('dunes.mp4')).toMatchObject({ failure: { code: 'foreign-entry' } });
    await expectOutsideUntouched();
  });

  test.each(['.json', '.json.tmp'])('a second name at ….part%s gives way', async (ending) => {
    await link(join(outside, 'precious'), harness.partPath + ending);
    expect(await harness.fetch('dunes.mp4')).toMatchObject(harness.whole('dunes.mp4'));
    await expectOutsideUntouched();
  });

  test('a note that became a link costs none of the bytes that are there', async () => {
    await harness.fetchPartly('dunes.mp4', 65_536);
    await rm(harness.notePath);
    await symlink(join(outside, 'precious'), harness.notePath);
    expect(await harness.fetch('dunes.mp4')).toMatchObject({ failure: { code: 'foreign-entry' } });
    expect((await harness.part()).length).toBe(65_536);
    expect(harness.ranges).toEqual([]);
    await expectOutsideUntouched();
  });

  test('a month that is a link is not entered', async () => {
    await symlink(outside, join(harness.folder, '2026'));
    const outcome = await harness.fetch('dunes.mp4', {}, { partPath: `2026/${partName}` });
    expect(outcome).toMatchObject({ failure: { code: 'foreign-entry', found: 'link' } });
    await expectOutsideUntouched();
  });
});
