import type { JsonObject } from '../../shared/json.ts';
import { endpointId } from '../../shared/endpoint.ts';
import type { Answer, EndpointAdapter } from './adapter.ts';
import { asWord } from './fields.ts';
import { readFlag } from './flag.ts';
import { firstLinks, linksBeside, resultLinks, toMedia } from './links.ts';
import { parametersOf, recordOf } from './record.ts';

/** Of which piece of music it is, beside what the request said. */
function readParameters(data: JsonObject): JsonObject {
  const musicId = asWord(data.musicId);
  const name = data.paramJson === undefined ? 'param' : 'paramJson';
  return { ...(musicId !== undefined && { musicId }), ...parametersOf(data, name) };
}

function read(data: JsonObject, nowMs: number): Answer {
  return readFlag(data, {
    record: recordOf(data, readParameters(data), nowMs),
    media: () => toMedia(firstLinks([resultLinks(data.response), linksBeside(data)])),
  });
}

/** `GET /api/v1/mp4/record-info`: music videos of Suno (docs.kie.ai, Suno API, Get Music Video Details). */
export const suno: EndpointAdapter = {
  id: endpointId('suno'),
  label: 'Suno music video',
  path: '/api/v1/mp4/record-info',
  resultKind: 'any',
  ownIds: /^(?:suno|mp4)[_-]/i,
  read,
};
