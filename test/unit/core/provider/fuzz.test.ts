import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSidecar, writeSidecar } from '../../../../electron/core/archive/metadata/sidecar.ts';
import { clean, most } from '../../../../electron/core/platform/bounds.ts';
import type { Answer, EndpointAdapter } from '../../../../electron/core/provider/adapter.ts';
import { readData } from '../../../../electron/core/provider/client.ts';
import { openEnvelope } from '../../../../electron/core/provider/envelope.ts';
import { endpoints } from '../../../../electron/core/provider/registry.ts';
import type { JsonObject, JsonValue } from '../../../../electron/shared/json.ts';
import { aSidecar, taskId } from '../archive/archive-harness.ts';
import { nowMs } from '../../builders.ts';
import { bodies, changedOnce, mutatedBody } from './mutation.ts';

const numRuns = Number(process.env.FUZZ_RUNS ?? 3000);

/** What the HTTP layer may say: nearly always 200. */
const httpStatus = fc.oneof(
  { weight: 6, arbitrary: fc.constant(200) },
  { weight: 1, arbitrary: fc.constantFrom(201, 301, 401, 403, 404, 422, 429, 455, 500, 503) },
);

const endpoint = fc.constantFrom(...endpoints);

function open(text: string, status = 200) {
  const opened = openEnvelope({ host: 'api.example', httpStatus: status, text }, nowMs);
  return opened.ok ? { ok: true as const, raw: opened.value } : { ok: false as const };
}

function readAs(adapter: EndpointAdapter, text: string, status = 200) {
  const opened = open(text, status);
  if (!opened.ok) return { raw: undefined, answer: undefined };
  return { raw: opened.raw, answer: readData(adapter, opened.raw, nowMs) };
}

function objectIn(value: JsonValue | undefined): JsonObject {
  if (typeof value === 'string') {
    try {
      return objectIn(JSON.parse(value) as JsonValue);
    } catch {
      return {};
    }
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as JsonObject) : {};
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** Every text in a value, also in the JSON that texts hold. */
function textsIn(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') {
    try {
      const held = JSON.parse(value) as JsonValue;
      return ['object', 'string'].includes(typeof held)
        ? [value.trim(), ...textsIn(held)]
        : [value.trim()];
    } catch {
      return [value.trim()];
    }
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** What repeats the request: no text in it is ever a result. */
const requests = ['param', 'paramJson', 'promptJson', 'generateParam'];

function withoutPictures(value: JsonValue | undefined): JsonValue {
  const isOther = (name: string, held: JsonValue) => (/image/i.test(name) ? undefined : held);
  return JSON.parse(JSON.stringify(value ?? null, isOther)) as JsonValue; // what it was, but for them
}

/** The only texts that may be a result, by the provider's documentation. */
function resultTexts(adapter: EndpointAdapter, data: JsonObject): readonly string[] {
  switch (String(adapter.id)) {
    case 'runway':
    case 'aleph': {
      const beside = Object.entries(data).filter(([name]) => /^(?:result|origin)/i.test(name));
      const own = adapter.id === 'aleph' ? data.response : withoutPictures(data.videoInfo);
      return [own, ...beside.map(([, value]) => value)].flatMap((value) => textsIn(value));
    }
    default: {
      const others = Object.entries(data).filter(([name]) => !requests.includes(name));
      return others.flatMap(([, value]) => textsIn(value));
    }
  }
}

/** Whether a link is a text as it came, one of several in it, or as a browser reads it. */
function isFrom(text: string, url: string): boolean {
  return (
    text.includes(url) || [text, `https:${text}`].some((each) => URL.parse(each)?.href === url)
  );
}

/** The endpoints that tell by `state`; the others tell by `successFlag`. */
const byState = ['runway', 'market'];

/** Aleph's example has a 0 for what failed; the other endpoints are documented to have none. */
function failsByError(adapter: EndpointAdapter, data: JsonObject): boolean {
  const isError = !['', '0', '200'].includes(textOf(data.errorCode));
  return adapter.id === 'aleph' && (isError || textOf(data.errorMessage) !== '');
}

function flagOf(data: JsonObject): string {
  return (textOf(data.successFlag) || textOf(data.status)).toLowerCase();
}

function maySayFailed(adapter: EndpointAdapter, data: JsonObject): boolean {
  if (byState.includes(adapter.id)) return /^fail(?:ed)?$/i.test(textOf(data.state));
  const flag = flagOf(data);
  if (adapter.id !== 'aleph' && /^(?:[a-z0-9]+_)*fail(?:ed)?$/.test(flag)) return true;
  if (flag !== '' && Number(flag) === 0) return failsByError(adapter, data);
  return [2, 3].includes(Number(flag)) || (adapter.id === 'aleph' && Number(flag) === 4);
}

function maySaySucceeded(adapter: EndpointAdapter, data: JsonObject): boolean {
  if (byState.includes(adapter.id)) return textOf(data.state).toLowerCase() === 'success';
  const flag = flagOf(data);
  return [1, 4].includes(Number(flag)) || ['success', 'callback_exception'].includes(flag);
}

/** A link's name and password, and its query and fragment: these may let somebody in. */
const linkParts = /([a-z][a-z\d+.-]*:\/\/)(?:[^\s"'<>/?#@]*@)?([^\s"'<>?#]*)(?:[?#][^\s"'<>]*)?/gi;

/** Names that no reader of Reelkeep takes, and those of addresses that the user's own server is told at. */
const isLeftOut = (name: string) =>
  ['__proto__', 'constructor', 'prototype'].includes(name) || /call_?back|web_?hook/i.test(name);

/** A text as it comes back: well-formed, and JSON that is given as text is JSON as well. */
function promisedText(text: string): JsonValue {
  const plain = text.replaceAll(/\p{Cs}/gu, '\ufffd').replaceAll(linkParts, '$1$2');
  if (!/^\s*["[{]/.test(text)) return plain;
  try {
    return ['JSON', promised(JSON.parse(text) as JsonValue)];
  } catch {
    return plain;
  }
}

/** All of a value but what may let somebody in: this must come back from a sidecar as it was. */
function promised(value: JsonValue): JsonValue {
  if (typeof value === 'string') return promisedText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => promised(item));
  const fields = Object.entries(value as JsonObject).filter(([name]) => !isLeftOut(name));
  return Object.fromEntries(fields.map(([name, held]) => [name, promised(held)]));
}

/** What is promised of a value, in one text. */
function promisedJson(value: JsonValue | undefined): string {
  return value === undefined ? 'undefined' : JSON.stringify(promised(value));
}

/** Whether all the links of a success are of the kind and the place that the documentation says. */
function areLinksTrue(
  adapter: EndpointAdapter,
  data: JsonObject,
  { media: { videoUrl, moreUrls = [] } }: Extract<Answer, { readonly kind: 'succeeded' }>,
): boolean {
  const texts = resultTexts(adapter, data);
  return [videoUrl, ...moreUrls].every(
    (url) =>
      texts.some((text) => isFrom(text, url)) &&
      ['http:', 'https:'].includes(new URL(url).protocol),
  );
}

function isTrue(adapter: EndpointAdapter, raw: JsonValue, answer: Answer): boolean {
  const data = objectIn(raw);
  switch (answer.kind) {
    case 'unknown-id':
      return raw === null;
    case 'failed':
      return maySayFailed(adapter, data);
    case 'expired': {
      const isSuccess = textOf(data.state).toLowerCase() === 'success';
      return String(adapter.id) === 'runway' && isSuccess && textOf(data.expireFlag) === '1';
    }
    case 'succeeded':
      return maySaySucceeded(adapter, data) && areLinksTrue(adapter, data, answer);
    case 'running': {
      const told = byState.includes(adapter.id) ? data.state : data.successFlag;
      const word = clean(textOf(told), most.word);
      const isSaid = answer.rawState.includes(word.toLowerCase() === 'success' ? '' : word);
      return isSaid && !(byState.includes(adapter.id) && /^fail(?:ed)?$/i.test(word));
    }
  }
}

/** Tens of thousands of answers are judged: one call of `expect` for each would take longer than all the rest. */
function expectTrue(adapter: EndpointAdapter, raw: JsonValue, answer: Answer): void {
  if (isTrue(adapter, raw, answer)) return;
  throw new Error(`${adapter.id}: ${JSON.stringify(raw)} is no ${JSON.stringify(answer)}`);
}

test('each value of each sample, changed alone to whatever may be misread, ends no task falsely', () => {
  const kinds = new Set<string>();
  for (const [body, readers] of changedOnce(endpoints)) {
    const opened = open(JSON.stringify(body));
    if (!opened.ok) continue;
    const { raw } = opened;
    for (const adapter of readers) {
      const answer = readData(adapter, raw, nowMs);
      if (answer === undefined) continue;
      kinds.add(answer.kind);
      expectTrue(adapter, raw, answer);
    }
  }
  // The sweep is worth something only while it reaches every kind of answer.
  expect([...kinds].sort()).toEqual(['expired', 'failed', 'running', 'succeeded', 'unknown-id']);
});

test('an answer with anything about its fields changed never throws, and never ends a task falsely', () => {
  fc.assert(
    fc.property(mutatedBody, endpoint, httpStatus, (body, adapter, status) => {
      const { raw, answer } = readAs(adapter, JSON.stringify(body), status);
      if (raw === undefined || answer === undefined) return;
      expectTrue(adapter, raw, answer);
    }),
    { numRuns: numRuns * 2 },
  );
});

test('an id is unknown only by data that is null or absent, or by a 422 about the record', () => {
  fc.assert(
    fc.property(mutatedBody, httpStatus, (body, status) => {
      const { raw } = readAs(endpoints[0] ?? expect.fail(), JSON.stringify(body), status);
      if (raw !== null) return true;
      const { code, data = null, msg, message } = objectIn(body);
      const isNull = Number(textOf(code)) === 200 && status < 300 && data === null;
      const isRecord = ['422', '404'].includes(String(Number(textOf(code))));
      const words = textOf(msg) || textOf(message);
      const isSaid = isRecord && /record/i.test(words);
      return isNull || isSaid || (status === 404 && /record/i.test(words));
    }),
    { numRuns },
  );
});

test('a truncated answer, any JSON, any text and any status never throw, and end nothing', () => {
  const cut = fc
    .tuple(fc.constantFrom(...bodies), fc.nat())
    .map(([body, at]) => JSON.stringify(body).slice(0, at % JSON.stringify(body).length));
  const text = fc.oneof(cut, fc.json(), fc.string({ unit: 'binary' }), fc.json({ maxDepth: 9 }));
  fc.assert(
    fc.property(text, fc.integer({ min: 100, max: 599 }), endpoint, (body, status, adapter) => {
      return readAs(adapter, body, status).answer === undefined;
    }),
    { numRuns },
  );
});

test('data of any shape is running or nothing, unless it is null', () => {
  fc.assert(
    fc.property(fc.jsonValue() as fc.Arbitrary<JsonValue>, endpoint, (data, adapter) => {
      const { answer } = readAs(adapter, JSON.stringify({ code: 200, data }));
      const kinds = data === null ? ['unknown-id'] : ['running', undefined];
      return kinds.includes(answer?.kind);
    }),
    { numRuns },
  );
});

test('whatever an answer holds, its sidecar can be written and read back', () => {
  fc.assert(
    fc.property(mutatedBody, endpoint, (body, adapter) => {
      const { raw, answer } = readAs(adapter, JSON.stringify(body));
      if (raw === undefined || answer === undefined || answer.kind === 'unknown-id') return;
      const { record } = answer;
      const json = writeSidecar(aSidecar({ record, rawAnswer: raw }));
      const again = readSidecar(json, '2026/11');
      expect(again?.taskId).toBe(taskId);
      expect(again?.record?.prompt).toBe(record.prompt);
      expect(promisedJson(again?.rawAnswer)).toBe(promisedJson(raw));
      expect(promisedJson(again?.record?.parameters)).toBe(promisedJson(record.parameters));
    }),
    { numRuns },
  );
});
