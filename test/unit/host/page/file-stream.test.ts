import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Root } from '../../../../electron/core/files/root.ts';
import { streamFile } from '../../../../electron/host/page/file-stream.ts';

const sizeBytes = 700_000;
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelkeep-stream-'));
  path = join(folder, 'a.mp4');
  await writeFile(
    path,
    Uint8Array.from({ length: sizeBytes }, (_, index) => index % 251),
  );
});

afterEach(() => rm(folder, { recursive: true }));

async function openStream(firstByte: number, lastByte: number) {
  const file = await new Root(folder).openFile('a.mp4');
  return { stream: streamFile(file, { firstByte, lastByte }), isClosed: () => !file.isOpen };
}

describe('streamFile', () => {
  test('gives exactly the bytes of the span, and closes the file', async () => {
    const { stream, isClosed } = await openStream(100, 600_000);
    const bytes = await new Response(stream).bytes();
    expect(bytes.length).toBe(599_901);
    expect(bytes.every((byte, index) => byte === (index + 100) % 251)).toBe(true);
    expect(isClosed()).toBe(true);
  });

  test('closes the file when the reader goes away', async () => {
    const { stream, isClosed } = await openStream(0, sizeBytes - 1);
    const reader = stream.getReader();
    await reader.read();
    await reader.cancel();
    expect(isClosed()).toBe(true);
  });

  test('reads nothing before it is asked', async () => {
    const { stream, isClosed } = await openStream(0, 9);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isClosed()).toBe(false);
    await stream.cancel();
    expect(isClosed()).toBe(true);
  });

  test('a file cut short meanwhile is an error, not an end', async () => {
    const { stream, isClosed } = await openStream(0, sizeBytes - 1);
    await truncate(path, 300_000);
    await expect(new Response(stream).bytes()).rejects.toThrow('shorter');
    expect(isClosed()).toBe(true);
  });
});
