import type { JsonObject, JsonValue } from '../../shared/brand.ts';
import { endpointId } from '../../shared/endpoint.ts';
import type { MediaLinks, TaskRecord } from '../../shared/task.ts';
import { boundParameters, most } from '../bounds.ts';
import type { Answer, EndpointAdapter } from './adapter.ts';
import { asLink, asObject, asObjectOrText, asShown, asText, asWord, parseJson } from './fields.ts';
import { readState } from './state.ts';
import { readTime } from './time.ts';

/** `param` repeats the request: `{model, input: {prompt, …}, callBackUrl}`, as text. */
function readParameters(data: JsonObject): JsonObject {
  const text = asText(data.param);
  const request = asObjectOrText(data.param);
  if (request === undefined) return text === undefined ? {} : { param: text };
  const model = asWord(request.model) ?? asWord(data.model);
  const input = asObjectOrText(request.input);
  return { ...(model !== undefined && { model }), ...(input ?? request) };
}

function readRecord(data: JsonObject, nowMs: number): TaskRecord {
  const parameters = readParameters(data);
  const prompt = asShown(parameters.prompt, most.prompt);
  const startedAtMs = readTime(data.createTime, nowMs);
  const finishedAtMs = readTime(data.completeTime, nowMs);
  return {
    parameters: boundParameters(parameters),
    ...(prompt !== undefined && { prompt }),
    ...(startedAtMs !== undefined && { startedAtMs }),
    ...(finishedAtMs !== undefined && { finishedAtMs }),
  };
}

/** The links of a result: one, a list, or an object that holds them, each as itself or as JSON text. */
function linksIn(value: JsonValue | undefined): readonly string[] {
  const link = asLink(value);
  if (link !== undefined) return [link];
  const parsed = typeof value === 'string' ? parseJson(value) : value;
  if (Array.isArray(parsed)) return parsed.flatMap((each: JsonValue) => linksIn(each));
  const result = asObject(parsed);
  if (result === undefined) return [];
  const links = linksIn(result.resultUrls);
  return links.length > 0 ? links : linksIn(result.resultUrl);
}

/** Only `resultJson` holds results: `param` repeats the links of the inputs. */
function readMedia(data: JsonObject): MediaLinks | undefined {
  const links = [...new Set(linksIn(data.resultJson))];
  const [videoUrl, ...moreUrls] = links.slice(0, most.results);
  if (videoUrl === undefined) return undefined;
  const omitted = links.length - 1 - moreUrls.length;
  return {
    videoUrl,
    ...(moreUrls.length > 0 && { moreUrls }),
    ...(omitted > 0 && { omitted }),
  };
}

function read(data: JsonObject, nowMs: number): Answer {
  return readState(data, { record: readRecord(data, nowMs), media: () => readMedia(data) });
}

/**
 * `GET /api/v1/jobs/recordInfo`: every model of KIE's market, with any number of results each, videos
 * as well as pictures (docs.kie.ai, Market, Get Task Details).
 */
export const market: EndpointAdapter = {
  id: endpointId('market'),
  label: 'Market',
  path: '/api/v1/jobs/recordInfo',
  resultKind: 'any',
  read,
};
