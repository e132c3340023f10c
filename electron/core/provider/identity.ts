import type { JsonObject, JsonValue } from '../../shared/brand.ts';
import { asObject, asObjectOrText, asText } from './fields.ts';

/** Fields by which an answer says whose it is. */
const idFields = ['taskId', 'task_id', 'taskid', 'TaskId'] as const;

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

function idsIn(object: JsonObject | undefined): readonly string[] {
  return idFields.flatMap((field) => asText(object?.[field]) ?? []);
}

function idsInData(data: JsonValue | undefined): readonly string[] {
  const object = asObjectOrText(data);
  if (object === undefined) return [];
  return [...idsIn(object), ...places.flatMap((place) => idsIn(asObjectOrText(object[place])))];
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
  const ids = [
    ...idsIn(envelope),
    ...idsInData(envelope?.data),
    ...(named === undefined ? [] : [named]),
  ];
  return ids.some((id) => !sameId(id, asked));
}
