import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import type { JsonObject, JsonValue } from '../../../../electron/shared/json.ts';
import { fixtureFolder, readFixture } from '../../../fake/provider/fixture.ts';

interface Sample {
  /** Of its file: `synthetic-veo-success`. */
  readonly name: string;
  readonly body: JsonObject;
}

/** Every recorded, documented and synthetic answer. */
const samples: readonly Sample[] = readdirSync(fixtureFolder, {
  recursive: true,
  encoding: 'utf8',
})
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /^(?:recorded\/|documented|synthetic)[^/]*\.json$/.test(name))
  .map((name) => name.replace(/\.json$/, ''))
  .map((name) => ({ name, body: readFixture(name).body as JsonObject })); // they are JSON

/** Their bodies. */
export const bodies: readonly JsonObject[] = samples.map(({ body }) => body);

/** Words, links and times that some field somewhere gives a meaning to, and their near misses. */
const charged: readonly JsonValue[] = [
  ...[null, '', ' ', true, false, 0, 1, 2, 3, 4, -1, 200, 404, 422, 500, 501, 1e308],
  ...['0', '1', '3', '4', '200', '422', 'null', 'undefined', 'NaN'],
  ...['success', 'SUCCESS ', 'fail', 'failed', 'wait', 'queuing', 'generating', 'done', 'expired'],
  ...['PENDING', 'GENERATE_MP4_FAILED', 'CALLBACK_EXCEPTION'],
  ...['recordInfo is null', 'The record does not exist', 'endpoint not found'],
  ...[
    'https://other.example/x.mp4',
    'http://other.example/y',
    'https://',
    'https://[',
    'ftp://x/y',
  ],
  ...['javascript:alert(1)', '//other.example/z.mp4', 'https://a b/c.mp4'],
  ...['{"resultVideoUrl":"https://other.example/a.mp4"}', '{"resultUrls":["https://b.example/b"]}'],
  ...['{"prompt":"She said "hi""}', '[[[[', '"text"', '1774788502', '2023-08-15 14:30:45'],
  ...['\ud800', '\0', '\u202eabc', '💛'.repeat(300)],
];

const names = [
  ...['code', 'msg', 'data', 'state', 'successFlag', 'errorCode', 'errorMessage', 'failCode'],
  ...['videoInfo', 'videoUrl', 'imageUrl', 'response', 'resultVideoUrl', 'resultImageUrl'],
  ...['resultJson', 'resultUrls', 'resultUrl', 'param', 'paramJson', 'input', 'prompt', 'model'],
  ...['promptJson', 'originUrls', 'resultWaterMarkUrls', 'audio_url', 'url', 'status', 'costTime'],
  ...['generateParam', 'generateTime', 'createTime', 'expireFlag', 'taskId', '__proto__', ''],
];

/** Steps into an answer: a field, an item, or what a text holds as JSON. */
type Path = readonly (string | typeof inside)[];
const inside = Symbol('JSON in a text');

function parsed(text: string): JsonValue | undefined {
  try {
    const value = JSON.parse(text) as JsonValue; // what JSON.parse gives is JSON
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function pathsIn(value: JsonValue, here: Path = []): readonly Path[] {
  if (typeof value === 'string') {
    const held = parsed(value);
    return [here, ...(held === undefined ? [] : pathsIn(held, [...here, inside]))];
  }
  if (typeof value !== 'object' || value === null) return [here];
  const fields = Object.entries<JsonValue>(value);
  return [here, ...fields.flatMap(([name, field]) => pathsIn(field, [...here, name]))];
}

type Change = (value: JsonValue) => readonly (readonly [string, JsonValue])[];

/** Gives the value at a path what `change` makes of it: one field, another name, two, or none. */
function changeAt(value: JsonValue, path: Path, change: Change): JsonValue {
  const [step, ...rest] = path;
  if (step === undefined) return change(value)[0]?.[1] ?? null;
  if (step === inside) {
    const held = parsed(value as string) ?? null; // the path was made from this very value
    return JSON.stringify(changeAt(held, rest, change));
  }
  const fields = Object.entries<JsonValue>(value as JsonObject); // as above
  const changed = fields.flatMap(([name, field]): (readonly [string, JsonValue])[] => {
    if (name !== step) return [[name, field]];
    if (rest.length > 0) return [[name, changeAt(field, rest, change)]];
    return change(field).map(([given, made]) => [given === '=' ? name : given, made]);
  });
  return Array.isArray(value) ? changed.map(([, item]) => item) : Object.fromEntries(changed);
}

const anyValue: fc.Arbitrary<JsonValue> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...charged) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue> },
);

const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.constant<Change>(() => []),
  fc.constantFrom(...names).map<Change>((name) => (value) => [[name, value]]),
  fc.constantFrom(...names).map<Change>((name) => (value) => [
    ['=', value],
    [name, value],
  ]),
  anyValue.map<Change>((made) => () => [['=', made]]),
  fc.constantFrom(...names).map<Change>((name) => (value) => [['=', { [name]: value }]]),
  fc.constant<Change>((value) => [['=', [value]]]),
  fc.constant<Change>((value) => [['=', JSON.stringify(value)]]),
  fc.constantFrom<JsonValue>(null, '', 0, {}, []).map<Change>((made) => () => [['=', made]]),
);

const edits = fc.array(fc.record({ at: fc.nat(), change: changes }), { maxLength: 6 });

/**
 * Answers of the provider with up to six fields dropped, renamed, doubled, retyped, nested or emptied,
 * at any depth, also within texts of JSON.
 */
export const mutatedBody: fc.Arbitrary<JsonValue> = fc
  .tuple(fc.constantFrom(...bodies), edits)
  .map(([body, made]) =>
    made.reduce<JsonValue>((value, { at, change }) => {
      const paths = pathsIn(value);
      return changeAt(value, paths[at % paths.length] ?? [], change);
    }, body),
  );

/** Endpoints whose samples have a field for nearly everything that another endpoint may say as well. */
const oldest: ReadonlySet<string> = new Set(['runway', 'aleph', 'market']);

/** Whether an endpoint's reader is worth an answer of this name: its own, and of the oldest each other's. */
function isWorth(name: string, endpoint: string): boolean {
  const isOfNewer = /-(?:veo|luma|suno)-/.exec(name)?.[0];
  return isOfNewer === undefined ? oldest.has(endpoint) : isOfNewer === `-${endpoint}-`;
}

/**
 * Every answer with one of its values, at any depth, dropped, nested, put into a text, or charged.
 * @param endpoints the readers; each answer comes with those that it is meant for
 */
export function* changedOnce<E extends { readonly id: string }>(
  endpoints: readonly E[],
): Generator<readonly [JsonValue, readonly E[]]> {
  const single: readonly Change[] = [
    () => [],
    (value) => [['=', [value]]],
    (value) => [['=', { value }]],
    (value) => [['=', JSON.stringify(value)]],
    ...charged.map<Change>((made) => () => [['=', made]]),
  ];
  for (const { name, body } of samples) {
    const readers = endpoints.filter(({ id }) => isWorth(name, id));
    for (const path of pathsIn(body)) {
      for (const change of single) yield [changeAt(body, path, change), readers];
    }
  }
}
