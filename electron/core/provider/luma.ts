import { endpointId } from '../../shared/endpoint.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Answer, EndpointAdapter } from './adapter.ts';
import { readFlag } from './flag.ts';
import { filmsOf, firstLinks, linksBeside, resultLinks, toMedia } from './links.ts';
import { parametersOf, recordOf } from './record.ts';

/** Only `response` holds results: the request repeats the `videoUrl` that was changed. */
function read(data: JsonObject, nowMs: number): Answer {
  const name = data.paramJson === undefined ? 'promptJson' : 'paramJson';
  return readFlag(data, {
    record: recordOf(data, parametersOf(data, name), nowMs),
    media: () => toMedia(filmsOf(firstLinks([resultLinks(data.response), linksBeside(data)]))),
  });
}

/** `GET /api/v1/modify/record-info`: videos that Luma has changed (docs.kie.ai, Luma API, Modify). */
export const luma: EndpointAdapter = {
  id: endpointId('luma'),
  label: 'Luma',
  path: '/api/v1/modify/record-info',
  ownIds: /^(?:luma|modify)[_-]/i,
  read,
};
