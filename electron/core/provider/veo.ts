import type { JsonObject } from '../../shared/json.ts';
import { endpointId } from '../../shared/endpoint.ts';
import type { TaskRecord } from '../../shared/task.ts';
import { most } from '../platform/bounds.ts';
import type { Answer, EndpointAdapter } from './adapter.ts';
import { asObjectOrText, asShown, asWord, parseJson } from './fields.ts';
import { readFlag } from './flag.ts';
import {
  filmsOf,
  firstLinks,
  linksBeside,
  resultLinks,
  toMedia,
  type ResultLinks,
} from './links.ts';
import { parametersOf, recordOf } from './record.ts';

/** `mediaIds` of a task in 4K: a list, or text that holds one. */
function firstMediaId(response: JsonObject | undefined, data: JsonObject): string | undefined {
  const value = response?.mediaIds ?? data.mediaIds;
  const parsed = typeof value === 'string' ? (parseJson(value) ?? value) : value;
  return asWord(Array.isArray(parsed) ? (parsed[0] as typeof value) : parsed);
}

function readRecord(data: JsonObject, nowMs: number): TaskRecord {
  const response = asObjectOrText(data.response);
  const parameters = parametersOf(data, 'paramJson');
  const resolution = asShown(response?.resolution ?? data.resolution, most.word);
  const videoId = firstMediaId(response, data);
  const told = resolution === undefined ? parameters : { resolution, ...parameters };
  return { ...recordOf(data, told, nowMs), ...(videoId !== undefined && { videoId }) };
}

/** `originUrls` hold the picture before it was cropped: a further result only where it is another file. */
function withOriginals(found: ResultLinks, holder: JsonObject | undefined): ResultLinks {
  const originals = resultLinks(holder?.originUrls).links;
  return { ...found, links: [...new Set([...found.links, ...originals])] };
}

/** Only `response` holds results, in older answers the task itself; `paramJson` repeats the inputs. */
function readMedia(data: JsonObject) {
  const response = asObjectOrText(data.response);
  const found = firstLinks([
    withOriginals(resultLinks(data.response), response),
    withOriginals(linksBeside(data), data),
    resultLinks(data.info),
  ]);
  return toMedia(filmsOf(found));
}

function read(data: JsonObject, nowMs: number): Answer {
  return readFlag(data, { record: readRecord(data, nowMs), media: () => readMedia(data) });
}

/**
 * `GET /api/v1/veo/record-info`: Veo 3.1, all of it: generations, extensions, 1080p and 4K (docs.kie.ai,
 * Veo 3.1 API, Get Veo 3.1 Video Details).
 */
export const veo: EndpointAdapter = {
  id: endpointId('veo'),
  label: 'Veo 3.1',
  path: '/api/v1/veo/record-info',
  ownIds: /^veo[_-]/i,
  read,
};
