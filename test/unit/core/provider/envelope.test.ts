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

test.each([
  { code: 429, retry_after: 7 },
  { code: 429, data: { retryAfter: '6.5' } },
  { title: 'Error 1015: You are being rate limited', status: 429, retry_after: 7 },
])('a pause that is named in the body, as %j, is honoured', (body) => {
  expect(open(429, JSON.stringify(body))).toMatchObject({ failure: { retryAfterMs: 7000 } });
});

test.each([-7, 'soon', null, {}, [7, 8]])(
  'a pause of %j in the body says nothing',
  (retryAfter) => {
    const answer = open(200, JSON.stringify({ code: 429, retry_after: retryAfter }));
    expect(answer).toEqual({ ok: false, failure: { code: 'rate-limited', host } });
  },
);

test.each([
  'record is null',
  'recordInfo is null',
  'Record not found for taskId: 7d2c58e1',
  'Task not found',
  'Task 7d2c58e1cf02a1a1b9c447cee9e0e5f7 does not exist',
  '任务不存在',
])('a 422 with "%s" is an unknown id', (msg) => {
  expect(open(200, JSON.stringify({ code: 422, msg }))).toEqual({ ok: true, value: null });
});

test.each([
  'Not Found',
  'The requested resource or endpoint does not exist',
  'url is wrong',
  'Task type not found',
])('a 422 or 404 with "%s" says nothing of the id', (msg) => {
  for (const code of [404, 422]) {
    expect(open(code, JSON.stringify({ code, msg, data: null }))).toMatchObject({
      failure: { code: 'provider-error', providerCode: code },
    });
  }
});

test.each([
  'error',
  'System busy',
  '系统繁忙，请稍后再试',
  'Service under maintenance',
  'Read timed out',
])('a success of no task that says "%s" is no unknown id', (msg) => {
  const text = JSON.stringify({ code: 200, msg, data: null });
  expect(openEnvelope({ host, httpStatus: 200, text }, nowMs, '7d2c58e1')).toEqual({
    ok: false,
    failure: { code: 'provider-error', host, providerCode: 200, message: msg },
  });
});

const body = { code: 200, msg: 'success', data: { a: 1 } };
test.each([
  ['\uFEFF'.concat(JSON.stringify(body)), 'behind a byte order mark'],
  [JSON.stringify(JSON.stringify(body)), 'as text'],
])('the answer %j is read %s', (text) => {
  expect(open(200, text)).toEqual({ ok: true, value: { a: 1 } });
});

test.each([401, 402, 429, 455])('HTTP %d tells where the body has a code of its own', (status) => {
  const answer = open(status, '{"code":0,"msg":"see the documentation"}');
  expect(answer).toEqual(open(status, ''));
});

test.each([408, 425])('HTTP %d is trouble on the way, and not another server', (httpStatus) => {
  expect(open(httpStatus, '')).toMatchObject({ failure: { code: 'provider-error' } });
});

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
