import { describe, expect, test } from 'vitest';
import { planTransfer } from '../../../../electron/core/download/resume.ts';

const url = 'https://files.example.com/dunes.mp4';
const askWhole = { kind: 'ask-whole' };

describe('a 206 that nobody asked a range for', () => {
  const begun = (totalBytes?: number) => ({
    kind: 'replace',
    source: { linkSha256: url, ...(totalBytes !== undefined && { totalBytes }) },
  });
  test.each([
    [
      'of the whole is the file',
      { firstByte: 0, lastByte: 999, totalBytes: 1000 },
      1000,
      begun(1000),
    ],
    [
      'of its first part begins it',
      { firstByte: 0, lastByte: 99, totalBytes: 1000 },
      100,
      begun(1000),
    ],
    ['without a range is what a 200 is', undefined, 1000, begun(1000)],
    ['without range and length has an unknown one', undefined, undefined, begun()],
    ['of an unknown total has an unknown length', { firstByte: 0, lastByte: 999 }, 1000, begun()],
    [
      'that contradicts itself has one too',
      { firstByte: 0, lastByte: 9, totalBytes: 10 },
      1000,
      begun(),
    ],
    [
      'that begins further on fits nothing',
      { firstByte: 1, lastByte: 999, totalBytes: 1000 },
      999,
      askWhole,
    ],
  ] as const)('%s', (...[, contentRange, contentLength, plan]) => {
    const answer = {
      linkSha256: url,
      status: 206,
      ...(contentRange !== undefined && { contentRange }),
      ...(contentLength !== undefined && { contentLength }),
    };
    expect(planTransfer(undefined, answer)).toEqual(plan);
  });
});
