import { expect, test } from 'vitest';
import { openEnvelope } from '../../../../electron/core/provider/envelope.ts';
import { readFixture } from '../../../fake/provider/fixture.ts';
import { nowMs } from '../../builders.ts';

const host = 'api.kie.ai';

function open(httpStatus: number, text: string, retryAfter?: string) {
  return openEnvelope(
    { host, httpStatus, text, ...(retryAfter !== undefined && { retryAfter }) },
    nowMs,
  );
}

function openFixture(name: string) {
  const { body, httpStatus } = readFixture(name);
  return open(httpStatus, JSON.stringify(body));
}

test.each([
  'recorded/runway-unknown-task',
  'recorded/aleph-unknown-task',
  'recorded/sibling-unknown-task-422',
  'synthetic-market-unknown-task',
])('%s is an answer without a record', (name) => {
  expect(openFixture(name)).toEqual({ ok: true, value: null });
});

test('the recorded 429 inside an HTTP 200 is a refusal', () => {
  expect(openFixture('recorded/rate-limited')).toEqual({
    ok: false,
    failure: { code: 'rate-limited', host },
  });
});

test('the recorded 402 says that credits are missing', () => {
  expect(openFixture('recorded/credits-insufficient')).toMatchObject({
    failure: { code: 'no-credits' },
  });
});

test("the recorded 422 keeps the provider's words", () => {
  expect(openFixture('recorded/download-url-foreign')).toEqual({
    ok: false,
    failure: { code: 'provider-error', host, providerCode: 422, message: 'url is wrong' },
  });
});

test('the recorded credits are a fraction', () => {
  expect(openFixture('recorded/credit')).toEqual({ ok: true, value: 5916.25 });
});

test.each([
  [401, 'key-refused'],
  [402, 'no-credits'],
  [403, 'client-blocked'],
  [429, 'rate-limited'],
  [433, 'sub-key-limit'],
  [455, 'maintenance'],
  [500, 'provider-error'],
])('%d means %s, in the body and as an HTTP status, with HTML or nothing', (code, failure) => {
  for (const answer of [
    open(200, JSON.stringify({ code, msg: '', data: null })),
    open(code, '<html>error code: 1010</html>'),
    open(code, ''),
  ]) {
    expect(answer).toMatchObject({ ok: false, failure: { code: failure } });
  }
});

test.each([
  ['<!doctype html><title>Welcome</title>', 'html'],
  ['', 'empty'],
  ['OK', 'not-json'],
  ['{"hello":"world"}', 'unknown-shape'],
  ['[]', 'not-json'],
])('an HTTP 200 with %j is not the provider', (text, got) => {
  expect(open(200, text)).toEqual({
    ok: false,
    failure: { code: 'not-the-provider', host, httpStatus: 200, got },
  });
});

test.each([
  ['7', 7000],
  ['Sun, 22 Nov 2026 10:00:05 GMT', 5000],
])('Retry-After %s is honoured', (retryAfter, retryAfterMs) => {
  expect(open(429, '', retryAfter)).toMatchObject({ failure: { retryAfterMs } });
});

test.each(['record is null', 'recordInfo is null', 'Record not found for taskId: 7d2c58e1'])(
  'a 422 with "%s" is an unknown id',
  (msg) => {
    expect(open(200, JSON.stringify({ code: 422, msg }))).toEqual({ ok: true, value: null });
  },
);

test.each(['Not Found', 'The requested resource or endpoint does not exist', 'url is wrong'])(
  'a 422 or 404 with "%s" says nothing of the id',
  (msg) => {
    for (const code of [404, 422]) {
      expect(open(code, JSON.stringify({ code, msg, data: null }))).toMatchObject({
        failure: { code: 'provider-error', providerCode: code },
      });
    }
  },
);

test.each([404, 500, 301])('a body that says 200 under HTTP %d is no answer', (httpStatus) => {
  expect(open(httpStatus, '{"code":200,"msg":"success","data":null}')).toMatchObject({
    failure: { code: 'provider-error', providerCode: httpStatus },
  });
});

test('JSON without a code under HTTP 404 is not the provider: a wrong path is no unknown id', () => {
  expect(open(404, '{"message":"Not Found"}')).toMatchObject({
    failure: { code: 'not-the-provider', httpStatus: 404, got: 'unknown-shape' },
  });
});

test('JSON nested beyond reason is not the provider', () => {
  expect(open(200, `{"code":200,"data":${'['.repeat(9999)}${']'.repeat(9999)}}`)).toMatchObject({
    failure: { code: 'not-the-provider' },
  });
});

test('a code given as text counts', () => {
  expect(open(200, '{"code":"200","data":{"a":1}}')).toEqual({ ok: true, value: { a: 1 } });
});
