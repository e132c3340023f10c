import type { JsonObject, JsonValue } from '../../shared/json.ts';
import { asObject, asObjectOrText, asText } from './fields.ts';

/** Fields by which an answer says whose it is, in small letters and without what separates words. */
const idField = /^taskids?$/;

/**
 * Where they stand beside `data` itself. The request that an answer repeats (`param`, `generateParam`,
 * `paramJson`) is not among them: what it names is another task's, of which this one was made.
 */
const places = ['response', 'videoInfo', 'info', 'result', 'record', 'task'] as const;

/** "Record not found for taskId: …" */
const namedInWords = /\btask_?id\s*[:=]\s*["']?([\w-]{8,128})/i;

/** Ids are compared without case and hyphens: the same id is written with and without them. */
export function sameId(one: string, other: string): boolean {
  const bare = (id: string): string => id.replaceAll('-', '').toLowerCase();
  return bare(one) === bare(other);
}

/** A long number without quotes has lost its last digits in JSON: as a number it is the same. */
function isAsked(id: string | number, asked: string): boolean {
  return typeof id === 'number' ? id === Number(asked) : sameId(id, asked);
}

/** More than any answer names, and than anybody has to look at: one of another task is enough. */
const maxIds = 1_000;

/** How deep an id may lie within the field of its name. */
const deepestId = 3;

/** The ids in a field that names them: a text or a number, a list of them, or an object that holds one. */
function* idsAt(value: JsonValue | undefined, depth = 0): Generator<string | number> {
  const text = typeof value === 'number' ? value : asText(value);
  if (text !== undefined && text !== '') yield text;
  else if (typeof value === 'object' && value !== null && depth < deepestId) {
    for (const inside of Object.values(value)) yield* idsAt(inside, depth + 1);
  }
}

function* idsIn(object: JsonObject | undefined): Generator<string | number> {
  for (const [name, value] of Object.entries(object ?? {})) {
    if (idField.test(name.replaceAll(/[_\- ]/g, '').toLowerCase())) yield* idsAt(value);
  }
}

function* idsInData(data: JsonValue | undefined): Generator<string | number> {
  const object = asObjectOrText(data);
  if (object === undefined) return;
  yield* idsIn(object);
  for (const place of places) yield* idsIn(asObjectOrText(object[place]));
}

/**
 * Whether an answer says that it is about another task than the one that was asked about. One that says
 * nothing of an id is taken as it is.
 * @param body the whole answer, with its envelope
 */
export function isAboutAnother(body: JsonValue, asked: string): boolean {
  const envelope = asObject(body);
  const words = asText(envelope?.msg) ?? asText(envelope?.message) ?? '';
  const named = namedInWords.exec(words)?.[1];
  if (named !== undefined && !sameId(named, asked)) return true;
  let count = 0;
  for (const ids of [idsIn(envelope), idsInData(envelope?.data)]) {
    for (const id of ids) if ((count += 1) > maxIds || !isAsked(id, asked)) return true;
  }
  return false;
}
