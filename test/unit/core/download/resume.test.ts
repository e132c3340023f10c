import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  parseContentRange,
  planTransfer,
  rangeHeaders,
  strongValidator,
  type ResponseHead,
  type ContentRange,
  type PartialFile,
  type FileVersion,
} from '../../../../electron/core/download/resume.ts';
import { url, etag, lastModified, date, aPartial, aHead, aRange } from './heads.ts';

describe('Content-Range', () => {
  test.each([
    ['bytes 0-499/1234', { firstByte: 0, lastByte: 499, totalBytes: 1234 }],
    ['Bytes 500-1233/1234', { firstByte: 500, lastByte: 1233, totalBytes: 1234 }],
    ['bytes 42-1233/*', { firstByte: 42, lastByte: 1233 }],
    ['bytes */1234', { totalBytes: 1234 }],
    ['bytes 5-4/10', undefined],
    ['bytes 0-10/10', undefined],
    ['bytes */*', undefined],
    ['bytes 0-499', undefined],
    ['bytes -5-10/20', undefined],
    ['chapters 1-2/3', undefined],
    ['bytes 0-99999999999999999999/1', undefined],
    ['', undefined],
  ])('%j reads as %j', (field, range) => {
    expect(parseContentRange(field)).toEqual(range);
  });
});

describe('If-Range', () => {
  test.each([
    ['a strong tag', { etag, lastModified, date }, etag],
    [
      'nothing for a weak tag, not even the date',
      { etag: 'W/"a1"', lastModified, date },
      undefined,
    ],
    ['nothing for a tag without quotes', { etag: 'a1' }, undefined],
    ['a date a second older than the answer', { lastModified, date }, lastModified],
    ['nothing for a date of the same second', { lastModified, date: lastModified }, undefined],
    ['nothing for a date without the answer’s own', { lastModified }, undefined],
    ['nothing for nonsense', { lastModified: 'yesterday', date }, undefined],
  ])('carries %s', (_title, validators, field) => {
    expect(strongValidator(validators)).toBe(field);
  });

  test.each([
    ['nothing on disk', undefined, {}],
    ['no byte on disk', aPartial({}, 0), {}],
    ['a tag', aPartial(), { range: 'bytes=400-', 'if-range': etag }],
    ['a weak tag', aPartial({ etag: 'W/"a1"' }), { range: 'bytes=400-' }],
  ])('goes with Range: %s', (_title, prefix, headers) => {
    expect(rangeHeaders(prefix)).toEqual(headers);
  });
});

const appended = { kind: 'append', source: { linkSha256: url, totalBytes: 1000, etag } };
const askWhole = { kind: 'ask-whole' };
const other = 'https://files.example.com/dunes.mp4?fresh';
const withoutTag: PartialFile = {
  receivedBytes: 400,
  source: { linkSha256: url, totalBytes: 1000 },
};
const withoutLength: PartialFile = { receivedBytes: 400, source: { linkSha256: url, etag } };

describe('a 206', () => {
  test.each([
    ['that fits continues', aPartial(), aHead(), appended],
    [
      'without its tag continues the same link',
      aPartial(),
      { ...aHead({ etag: '' }), etag: undefined },
      appended,
    ],
    [
      'of less than was asked continues',
      aPartial(),
      aHead({ contentLength: 100, contentRange: aRange({ lastByte: 499 }) }),
      appended,
    ],
    [
      'that begins elsewhere does not fit',
      aPartial(),
      aHead({ contentRange: aRange({ firstByte: 401 }), contentLength: 599 }),
      askWhole,
    ],
    [
      'of another total does not fit',
      aPartial(),
      aHead({ contentRange: aRange({ totalBytes: 1001 }) }),
      askWhole,
    ],
    [
      'of an unknown total does not fit',
      aPartial(),
      aHead({ contentRange: { firstByte: 400, lastByte: 999 } }),
      askWhole,
    ],
    ['with another tag does not fit', aPartial(), aHead({ etag: '"b2"' }), askWhole],
    [
      'with another date does not fit',
      aPartial({ lastModified }),
      aHead({ lastModified: date }),
      askWhole,
    ],
    [
      'whose length is not its range’s does not fit',
      aPartial(),
      aHead({ contentLength: 601 }),
      askWhole,
    ],
    [
      'without Content-Range does not fit',
      aPartial(),
      { linkSha256: url, status: 206, contentLength: 600, etag },
      askWhole,
    ],
    [
      'of a 416’s form does not fit',
      aPartial(),
      aHead({ contentRange: { totalBytes: 1000 } }),
      askWhole,
    ],
    [
      'of equal length continues the same link without a tag',
      withoutTag,
      aHead(),
      { kind: 'append', source: { linkSha256: url, totalBytes: 1000 } },
    ],
    ['tells the length of what began without one', withoutLength, aHead(), appended],
    [
      'from another link needs the same strong tag',
      aPartial(),
      aHead({ linkSha256: other }),
      { kind: 'append', source: { linkSha256: other, totalBytes: 1000, etag } },
    ],
    [
      'from another link without a tag does not fit',
      withoutTag,
      aHead({ linkSha256: other }),
      askWhole,
    ],
    [
      'from another link with a weak tag does not fit',
      aPartial({ etag: 'W/"a1"' }),
      aHead({ linkSha256: other, etag: 'W/"a1"' }),
      askWhole,
    ],
    [
      'to a plain request is the file if it begins at 0',
      undefined,
      aHead({ contentRange: aRange({ firstByte: 0 }), contentLength: 1000 }),
      { kind: 'replace', source: { linkSha256: url, totalBytes: 1000, etag } },
    ],
    ['to a plain request that begins elsewhere does not fit', undefined, aHead(), askWhole],
  ] as [string, PartialFile | undefined, ResponseHead, unknown][])(
    '%s',
    (...[, prefix, answer, plan]) => {
      expect(planTransfer(prefix, answer)).toEqual(plan);
    },
  );
});

describe('a 200', () => {
  test.each([
    [
      'to a Range request is the whole file',
      aPartial(),
      { linkSha256: url, status: 200, contentLength: 1000 },
      { linkSha256: url, totalBytes: 1000 },
    ],
    [
      'may not say its length',
      undefined,
      { linkSha256: url, status: 200, etag },
      { linkSha256: url, etag },
    ],
    [
      'keeps what it said for the next time',
      undefined,
      { linkSha256: url, status: 200, contentLength: 9, etag, lastModified, date },
      { linkSha256: url, totalBytes: 9, etag, lastModified, date },
    ],
  ] as [string, PartialFile | undefined, ResponseHead, FileVersion][])(
    '%s',
    (...[, prefix, answer, source]) => {
      expect(planTransfer(prefix, answer)).toEqual({ kind: 'replace', source });
    },
  );
});

describe('a 416', () => {
  test.each([
    [
      'with the length that is here means complete',
      aPartial({}, 1000),
      { totalBytes: 1000 },
      { kind: 'complete' },
    ],
    [
      'without a length means complete when all announced bytes are here',
      aPartial({}, 1000),
      undefined,
      { kind: 'complete' },
    ],
    ['with another length means another file', aPartial(), { totalBytes: 300 }, askWhole],
    [
      'with the length here, but not the one announced, means another file',
      aPartial({ totalBytes: 1000 }, 400),
      { totalBytes: 400 },
      askWhole,
    ],
    ['to a plain request makes no sense', undefined, { totalBytes: 1000 }, askWhole],
  ] as [string, PartialFile | undefined, ContentRange | undefined, unknown][])(
    '%s',
    (...[, prefix, contentRange, plan]) => {
      const answer = {
        linkSha256: url,
        status: 416,
        ...(contentRange === undefined ? {} : { contentRange }),
      };
      expect(planTransfer(prefix, answer)).toEqual(plan);
    },
  );
});

describe('for any answer', () => {
  const size = fc.integer({ min: 0, max: 6 });
  const tag = fc.constantFrom(undefined, '"a"', '"b"', 'W/"a"');
  const link = fc.constantFrom(url, other);
  const compact = <T extends object>(value: T): T =>
    Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T; // the same fields
  const prefixes = fc
    .record({
      receivedBytes: size,
      linkSha256: link,
      totalBytes: fc.option(size, { nil: undefined }),
      etag: tag,
    })
    .map(
      ({ receivedBytes, ...source }) => ({ receivedBytes, source: compact(source) }) as PartialFile,
    ); // compacted
  const ranges = fc.record({ firstByte: size, lastByte: size, totalBytes: size });
  const answers = fc
    .record({
      linkSha256: link,
      status: fc.constantFrom(200, 206, 416),
      contentLength: fc.option(size, { nil: undefined }),
      contentRange: fc.option(ranges, { nil: undefined }),
      etag: tag,
    })
    .map((answer) => compact(answer) as ResponseHead); // compacted

  test('bytes are appended only where the prefix ends, in a file of the same tag and length', () => {
    fc.assert(
      fc.property(prefixes, answers, (prefix, answer) => {
        const plan = planTransfer(prefix, answer);
        if (plan.kind !== 'append') return;
        expect(answer.status).toBe(206);
        expect(answer.contentRange?.firstByte).toBe(prefix.receivedBytes);
        const { etag: noted, totalBytes } = prefix.source;
        if (totalBytes !== undefined) expect(answer.contentRange?.totalBytes).toBe(totalBytes);
        if (noted !== undefined && answer.etag !== undefined) expect(answer.etag).toBe(noted);
        if (prefix.source.linkSha256 !== answer.linkSha256) expect(answer.etag).toMatch(/^"/);
      }),
      { numRuns: 2000 },
    );
  });

  test('a file is called complete only when all announced bytes are here', () => {
    fc.assert(
      fc.property(prefixes, answers, (prefix, answer) => {
        if (planTransfer(prefix, answer).kind !== 'complete') return;
        const total = answer.contentRange?.totalBytes ?? prefix.source.totalBytes;
        expect(prefix.receivedBytes).toBe(total);
      }),
      { numRuns: 2000 },
    );
  });
});
