import {
  archived,
  onVideo,
  onVideoLayered,
  playFaults,
  waits,
  type FaultCase,
  type SetUp,
} from './case.ts';

const once = { times: 1 };
const direct = { via: 'direct' } as const;
const cutOnce = ['reset-midway', { times: 1, ranged: false }] as const;

/** A host that answers with this header, once, and then serves. */
function toldToWait(retryAfter: string): SetUp {
  return onVideo('file-429', { times: 1, with: { headers: { 'retry-after': retryAfter } } });
}

const slowness: readonly FaultCase[] = [
  { name: 'is slow', set: onVideo('slow-start', { with: { delayMs: 300 } }), end: archived },
  {
    name: 'drips',
    set: onVideo('throttle', { with: { bytesPerSecond: 300_000 } }),
    end: archived,
  },
  { name: 'is silent before the head, once', set: onVideo('file-hang', once), end: archived },
  {
    name: 'is silent before the head',
    set: onVideo('file-hang'),
    end: waits('ready', 'unreachable'),
  },
  { name: 'falls silent in mid-body, once', set: onVideo('stall', once), end: archived },
  {
    name: 'falls silent after the head',
    set: onVideo('stall', { with: { stallAfterBytes: 0 } }),
    end: waits('ready', 'media-stalled'),
  },
];

const cuts: readonly FaultCase[] = [
  {
    name: 'resets four connections in a row',
    set: onVideo('file-reset', { times: 4 }),
    end: archived,
  },
  {
    name: 'resets every connection',
    set: onVideo('file-reset'),
    end: waits('ready', 'unreachable'),
  },
  { name: 'resets in mid-body, once', set: onVideo('reset-midway', once), end: archived },
  { name: 'resets after every 16 kB', set: onVideo('reset-midway'), end: archived },
  { name: 'closes after every 16 kB', set: onVideo('truncated'), end: archived },
  {
    name: 'sends the same first 16 kB for ever',
    set: onVideoLayered(['range-ignored'], ['truncated']),
    end: waits('ready', 'media-truncated'),
  },
  { name: 'cuts a chunked body, once', set: onVideo('truncated-chunked', once), end: archived },
  {
    name: 'cuts every chunked body and knows no ranges',
    set: onVideoLayered(['range-ignored'], ['truncated-chunked']),
    end: waits('ready', 'unreachable'),
  },
  { name: 'names no length', set: onVideo('no-length'), end: archived },
  { name: 'sends more than it announced, once', set: onVideo('too-long', once), end: archived },
  { name: 'sends more than it announced, always', set: onVideo('too-long'), end: archived },
  { name: 'goes on after the end, once', set: onVideo('too-long-chunked', once), end: archived },
  { name: 'goes on after the end, always', set: onVideo('too-long-chunked'), end: archived },
];

const ranges: readonly FaultCase[] = [
  { name: 'knows no ranges', set: onVideoLayered(['range-ignored'], cutOnce), end: archived },
  {
    name: 'sends another range',
    set: onVideoLayered(['wrong-content-range'], cutOnce),
    end: archived,
  },
  { name: 'names another total', set: onVideoLayered(['wrong-total'], cutOnce), end: archived },
  { name: 'names no range', set: onVideoLayered(['no-content-range'], cutOnce), end: archived },
  {
    name: 'finds no range satisfiable',
    set: onVideoLayered(['file-416', { ranged: true }], cutOnce),
    end: archived,
  },
  { name: 'has no validators', set: onVideoLayered(['no-validators'], cutOnce), end: archived },
  {
    name: 'has a weak validator',
    set: onVideoLayered(
      [{ on: 'file', omitValidators: true, headers: { etag: 'W/"weak"' } }],
      cutOnce,
    ),
    end: archived,
  },
  {
    name: 'has only a date',
    set: onVideoLayered(
      [
        {
          on: 'file',
          omitValidators: true,
          headers: { 'last-modified': 'Sun, 01 Nov 2026 10:00:00 GMT' },
        },
      ],
      cutOnce,
    ),
    end: archived,
  },
  {
    name: 'has another file since the cut',
    set: onVideoLayered(['content-changed', { ranged: true }], cutOnce),
    end: archived,
  },
  {
    name: 'has another file under the same tag since the cut',
    set: onVideoLayered(['content-changed-unseen', { skip: 1 }], cutOnce),
    end: archived,
  },
  {
    name: 'sends a part of another file',
    set: onVideoLayered(
      [{ on: 'file', replacedBy: 'testcard.mp4', ignoreIfRange: true }, { ranged: true }],
      cutOnce,
    ),
    end: archived,
  },
];

const bodies: readonly FaultCase[] = [
  { name: 'sends gzip, once', set: onVideo('gzip', once), end: archived },
  { name: 'sends gzip', set: onVideo('gzip'), end: archived },
  { name: 'sends a page, once', set: onVideo('html-file', once), end: archived },
  { name: 'sends a page', set: onVideo('html-file'), end: waits('ready', 'media-not-media') },
  {
    name: 'sends a page as a video',
    set: onVideo('html-as-video'),
    end: waits('ready', 'media-not-media'),
  },
  {
    name: 'sends an error as JSON',
    set: onVideo({ on: 'file', body: { code: 500, msg: 'Server exception' } }),
    end: waits('ready', 'media-not-media'),
  },
  { name: 'sends nothing', set: onVideo('empty-file'), end: waits('ready', 'media-not-media') },
  {
    name: 'sends a page for the rest of a cut video',
    set: onVideoLayered(['html-file', { ranged: true, times: 1 }], cutOnce),
    end: archived,
  },
];

const statuses: readonly FaultCase[] = [
  ...([416, 500, 503] as const).map((httpStatus) => ({
    name: `answers ${String(httpStatus)}`,
    set: onVideo({ on: 'file', httpStatus, body: '' }),
    end: waits('ready', 'media-http'),
  })),
  {
    name: 'answers 429',
    set: onVideo({ on: 'file', httpStatus: 429, body: '' }),
    end: waits('ready', 'host-busy'),
  },
  ...([401, 403, 404, 410, 418, 451, 455] as const).map((httpStatus) => ({
    name: `answers ${String(httpStatus)} at every link`,
    set: onVideo({ on: 'file', httpStatus, body: '' }),
    end: waits('ready', 'media-refused'),
  })),
  { name: 'answers 503 three times', set: onVideo('file-503', { times: 3 }), end: archived },
  { name: 'asks to wait for 2 s', set: toldToWait('2'), end: archived },
  { name: 'asks to wait for -5 s', set: toldToWait('-5'), end: archived },
  { name: 'asks to wait till soon', set: toldToWait('soon'), end: archived },
  {
    name: 'asks to wait till 1999',
    set: toldToWait('Fri, 31 Dec 1999 23:59:59 GMT'),
    end: archived,
  },
  {
    name: 'asks to wait till 2099',
    set: toldToWait('Thu, 31 Dec 2099 23:59:59 GMT'),
    end: archived,
    takesLong: true,
  },
  {
    name: 'asks to wait for ages',
    set: toldToWait('99999999999999999999'),
    end: archived,
    takesLong: true,
  },
];

const links: readonly FaultCase[] = [
  { name: 'knows the link no more, once', set: onVideo('file-403', once), end: archived },
  { name: 'serves converted links only', set: onVideo('file-404', direct), end: archived },
  {
    name: 'stays away, but for converted links',
    set: onVideo('file-reset', direct),
    end: archived,
    takesLong: true,
    budget: { files: 70 },
  },
  {
    name: 'serves every link once, and cuts the video',
    set: onVideoLayered(['file-403', { ...direct, skip: 1 }], cutOnce),
    end: archived,
  },
  {
    name: 'lets the link die in mid-transfer',
    set: onVideoLayered(['file-410', { ranged: true, ...direct }], cutOnce),
    end: archived,
  },
  {
    name: 'refuses the rest of a cut video for good',
    set: onVideoLayered(['file-404', { skip: 1 }], cutOnce),
    end: waits('ready', 'media-refused'),
  },
  {
    name: 'refuses, and no link is converted',
    set: (bench) => {
      bench.it.provider.fault('server-error', { endpoint: 'download-url' });
      return onVideo('file-404', direct)(bench);
    },
    end: waits('ready', 'media-refused'),
  },
];

playFaults('The host of a video', [
  ...slowness,
  ...cuts,
  ...ranges,
  ...bodies,
  ...statuses,
  ...links,
]);
