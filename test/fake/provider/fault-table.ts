import { readFixture } from './fixture.ts';

interface CommonEffect {
  /** Wait before anything is sent. Real time, whatever the clock. */
  readonly delayMs?: number;
  /** Send nothing until the fault is released, or for ever. */
  readonly hang?: boolean;
  /** Reset the connection before anything is sent. */
  readonly reset?: boolean;
  readonly httpStatus?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Answer with this instead: text as it stands, an object as JSON. */
  readonly body?: string | Readonly<Record<string, unknown>>;
}

/** What can go wrong with a call of the API. */
export interface ApiEffect extends CommonEffect {
  readonly on: 'api';
  /** Send this much of the answer, its whole length announced, and close. */
  readonly endAfterBytes?: number;
}

/** What can go wrong with a file. Counts of bytes are those of one answer's body. */
export interface FileEffect extends CommonEffect {
  readonly on: 'file';
  readonly bytesPerSecond?: number;
  /** Send this much, then nothing until the fault is released. */
  readonly stallAfterBytes?: number;
  /** Send this much, then reset the connection. */
  readonly resetAfterBytes?: number;
  /** Send this much, its whole length announced, then close in good order. */
  readonly endAfterBytes?: number;
  /** Send this much more than the file and its announced length hold. */
  readonly extraBytes?: number;
  /** Answer 200 and the whole file to any Range. */
  readonly ignoreRange?: boolean;
  /** Answer 206 although the If-Range validator no longer matches. */
  readonly ignoreIfRange?: boolean;
  /** Added to both ends in Content-Range; the bytes are the right ones. */
  readonly rangeShiftBytes?: number;
  /** Added to the whole size in Content-Range. */
  readonly totalShiftBytes?: number;
  /** Leave Content-Range out of a 206. */
  readonly omitContentRange?: boolean;
  /** Leave ETag and Last-Modified out. */
  readonly omitValidators?: boolean;
  /** Leave Content-Length out: chunked. */
  readonly omitLength?: boolean;
  /** Serve this media file instead. */
  readonly replacedBy?: string;
  /** With `replacedBy`: keep the validators of the file that was there before. */
  readonly keepValidators?: boolean;
  /** Send it gzipped, asked for or not. */
  readonly gzip?: boolean;
}

/** Everything that a fault does, as data: tests may write their own. */
export type Effect = ApiEffect | FileEffect;

const coded = (code: number, msg: string): Effect => ({
  on: 'api',
  body: { code, msg, data: null },
});
const fixture = (name: string): Effect => ({ on: 'api', body: readFixture(name).body });
const html = (title: string): string =>
  `<!doctype html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
const htmlType = { 'content-type': 'text/html; charset=utf-8' };
const fileError = (httpStatus: number, title: string): Effect => ({
  on: 'file',
  httpStatus,
  headers: htmlType,
  body: html(title),
});

/** Every fault that has a name. Numbers in it are defaults: `fault(name, { with: … })` changes them. */
export const faultTable = {
  // Calls of the API: a code in the body of an HTTP 200, the provider's way.
  'bad-request': coded(400, 'Bad request'),
  unauthorized: fixture('synthetic-unauthorized'),
  'no-credits': fixture('recorded/credits-insufficient'),
  'not-found': coded(404, 'Not found'),
  'request-timeout': coded(408, 'Request timeout'),
  'record-null': fixture('recorded/sibling-unknown-task-422'),
  'rate-limited': fixture('recorded/rate-limited'),
  'sub-key-limit': fixture('synthetic-sub-key-limit'),
  'image-refused': coded(451, 'Failed to fetch the image.'),
  maintenance: fixture('synthetic-maintenance'),
  'server-error': fixture('synthetic-server-error'),
  'generation-failed': coded(501, 'Generation failed'),
  'feature-disabled': coded(505, 'The requested feature is currently disabled'),
  'code-unknown': coded(599, 'A code that no document knows'),
  'message-chinese': coded(500, '服务器内部错误，请稍后再试'),
  'data-null': { on: 'api', body: { code: 200, msg: 'success', data: null } },
  'data-missing': { on: 'api', body: { code: 200, msg: 'success' } },
  'data-empty': { on: 'api', body: { code: 200, msg: 'success', data: {} } },
  'data-list': { on: 'api', body: { code: 200, msg: 'success', data: [] } },
  'code-as-string': { on: 'api', body: { code: '429', msg: 'Too many requests', data: null } },

  // Calls of the API: what a gateway in front of it answers.
  'http-401': { on: 'api', httpStatus: 401, body: readFixture('synthetic-unauthorized').body },
  'http-404': { on: 'api', httpStatus: 404, headers: htmlType, body: html('404 Not Found') },
  'http-429': { on: 'api', httpStatus: 429, body: readFixture('recorded/rate-limited').body },
  'http-429-retry-after': {
    on: 'api',
    httpStatus: 429,
    headers: { 'retry-after': '2' },
    body: readFixture('recorded/rate-limited').body,
  },
  'http-500': { on: 'api', httpStatus: 500, body: '' },
  'http-502-html': { on: 'api', httpStatus: 502, headers: htmlType, body: html('502 Bad Gateway') },
  'http-503': { on: 'api', httpStatus: 503, headers: { 'retry-after': '5' }, body: '' },
  'http-redirect': {
    on: 'api',
    httpStatus: 302,
    headers: { location: 'https://example.com/' },
    body: '',
  },
  'client-blocked': {
    on: 'api',
    httpStatus: 403,
    headers: { 'content-type': 'text/plain; charset=UTF-8' },
    body: 'error code: 1010',
  },
  'html-200': { on: 'api', headers: htmlType, body: html('Just a moment...') },
  'empty-body': { on: 'api', body: '' },
  'garbage-json': { on: 'api', body: '{"code":200,"msg":"success","data":{"taskId":' },
  'truncated-answer': { on: 'api', endAfterBytes: 20 },
  slow: { on: 'api', delayMs: 1000 },
  hang: { on: 'api', hang: true },
  reset: { on: 'api', reset: true },

  // Files.
  throttle: { on: 'file', bytesPerSecond: 100_000 },
  'slow-start': { on: 'file', delayMs: 1000 },
  'file-hang': { on: 'file', hang: true },
  'file-reset': { on: 'file', reset: true },
  stall: { on: 'file', stallAfterBytes: 16_384 },
  'reset-midway': { on: 'file', resetAfterBytes: 16_384 },
  truncated: { on: 'file', endAfterBytes: 16_384 },
  'truncated-chunked': { on: 'file', endAfterBytes: 16_384, omitLength: true },
  'too-long': { on: 'file', extraBytes: 1024 },
  'too-long-chunked': { on: 'file', extraBytes: 1024, omitLength: true },
  'no-length': { on: 'file', omitLength: true },
  'no-validators': { on: 'file', omitValidators: true },
  'range-ignored': { on: 'file', ignoreRange: true },
  'if-range-ignored': { on: 'file', ignoreIfRange: true },
  'wrong-content-range': { on: 'file', rangeShiftBytes: 1 },
  'wrong-total': { on: 'file', totalShiftBytes: 1 },
  'no-content-range': { on: 'file', omitContentRange: true },
  'content-changed': { on: 'file', replacedBy: 'testcard.mp4' },
  'content-changed-unseen': { on: 'file', replacedBy: 'testcard.mp4', keepValidators: true },
  'truncated-video': { on: 'file', replacedBy: 'truncated.mp4' },
  'html-file': { on: 'file', replacedBy: 'page.html' },
  'html-as-video': {
    on: 'file',
    replacedBy: 'page.html',
    headers: { 'content-type': 'video/mp4' },
  },
  'empty-file': { on: 'file', body: '' },
  gzip: { on: 'file', gzip: true },
  'file-401': fileError(401, 'Unauthorized'),
  'file-403': fileError(403, 'Forbidden'),
  'file-404': fileError(404, 'Not Found'),
  'file-410': fileError(410, 'Gone'),
  'file-429': fileError(429, 'Too Many Requests'),
  'file-500': fileError(500, 'Internal Server Error'),
  'file-503': fileError(503, 'Service Unavailable'),
  'file-416': { on: 'file', httpStatus: 416, headers: { 'content-range': 'bytes */0' }, body: '' },
  'redirect-to-loopback': redirectTo('http://127.0.0.1:9/video.mp4'),
  'redirect-to-private': redirectTo('http://192.168.0.1/video.mp4'),
  'redirect-to-metadata': redirectTo('http://169.254.169.254/latest/meta-data/'),
  'redirect-to-file': redirectTo('file:///etc/passwd'),
  'redirect-loop': redirectTo('?'),
} as const satisfies Record<string, Effect>;

/** The name of a fault in the table. */
export type FaultName = keyof typeof faultTable;

/** A file that has moved: a relative address is read against the file's own. */
export function redirectTo(location: string): Effect {
  return { on: 'file', httpStatus: 302, headers: { location }, body: '' };
}
