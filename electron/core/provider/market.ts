import type { JsonObject } from '../../shared/json.ts';
import { endpointId } from '../../shared/endpoint.ts';
import { most } from '../platform/bounds.ts';
import type { Answer, EndpointAdapter } from './adapter.ts';
import { asObjectOrText, asShown, asText, asWord } from './fields.ts';
import { firstLinks, linksBeside, resultLinks, toMedia } from './links.ts';
import { recordOf } from './record.ts';
import { readState } from './state.ts';

/** `param` repeats the request: `{model, input: {prompt, …}, callBackUrl}`, as text. */
function readParameters(data: JsonObject): JsonObject {
  const text = asText(data.param);
  const request = asObjectOrText(data.param);
  if (request === undefined) return text === undefined ? {} : { param: text };
  const model = asWord(request.model) ?? asWord(data.model);
  const input = asObjectOrText(request.input);
  return { ...(model !== undefined && { model }), ...(input ?? request) };
}

/** Beyond this many characters a text is not shown; all of it is in the answer that is kept. */
const maxText = most.message;

/** What a model made that makes text: `resultObject` of `resultJson`, or of the task itself. */
function readText(data: JsonObject): string | undefined {
  const holders = [asObjectOrText(data.resultJson), asObjectOrText(data.response), data];
  for (const holder of holders) {
    const object = asObjectOrText(holder?.resultObject);
    const text = object?.text ?? object?.content ?? holder?.resultObject;
    const shown = asShown(typeof text === 'string' ? text : undefined, maxText);
    if (shown !== undefined) return shown;
  }
  return undefined;
}

/** Only these places hold results: `param` repeats the links of the inputs. */
function readMedia(data: JsonObject) {
  const places = [data.resultJson, data.response, data.resultObject, data.result, data.info];
  return toMedia(firstLinks([...places.map((place) => resultLinks(place)), linksBeside(data)]));
}

function read(data: JsonObject, nowMs: number): Answer {
  return readState(data, {
    record: recordOf(data, readParameters(data), nowMs),
    media: () => readMedia(data),
    text: () => readText(data),
  });
}

/**
 * `GET /api/v1/jobs/recordInfo`: every model of KIE's market, with any number of results each, videos,
 * pictures and sound (docs.kie.ai, Market, Get Task Details).
 */
export const market: EndpointAdapter = {
  id: endpointId('market'),
  label: 'Market',
  path: '/api/v1/jobs/recordInfo',
  resultKind: 'any',
  read,
};
