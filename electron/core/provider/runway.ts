import type { JsonObject } from '../../shared/json.ts';
import { endpointId } from '../../shared/endpoint.ts';
import type { MediaLinks, TaskRecord } from '../../shared/task.ts';
import { toTaskId } from '../../shared/id.ts';
import { boundParameters, most } from '../platform/bounds.ts';
import type { Answer, EndpointAdapter } from './adapter.ts';
import { asLink, asNumber, asObjectOrText, asShown, asText, asWord } from './fields.ts';
import { filmLinks, toMedia } from './links.ts';
import { costsOf } from './record.ts';
import { readState } from './state.ts';
import { readTime } from './time.ts';

function readRecord(data: JsonObject, nowMs: number): TaskRecord {
  const parameters = asObjectOrText(data.generateParam) ?? {};
  const prompt = asShown(parameters.prompt, most.prompt);
  const parentTaskId = toTaskId(asText(data.parentTaskId) ?? '');
  // Documented as the completion; recorded answers show it to be the start, unchanged at success.
  const startedAtMs = readTime(data.generateTime, nowMs);
  const videoId = asWord(asObjectOrText(data.videoInfo)?.videoId);
  return {
    parameters: boundParameters(parameters),
    ...(prompt !== undefined && { prompt }),
    ...(parentTaskId !== undefined && { parentTaskId }),
    ...(startedAtMs !== undefined && { startedAtMs }),
    ...(videoId !== undefined && { videoId }),
    ...costsOf(data, {}),
  };
}

function readMedia(data: JsonObject): MediaLinks | undefined {
  const info = asObjectOrText(data.videoInfo);
  const videoUrl = asLink(info?.videoUrl);
  const thumbnailUrl = asLink(info?.imageUrl);
  if (videoUrl === undefined) return toMedia(filmLinks(data.videoInfo, data));
  return { videoUrl, ...(thumbnailUrl !== undefined && { thumbnailUrl }) };
}

function read(data: JsonObject, nowMs: number): Answer {
  return readState(data, {
    record: readRecord(data, nowMs),
    media: () => readMedia(data),
    isExpired: asNumber(data.expireFlag) === 1,
  });
}

/** `GET /api/v1/runway/record-detail`: Runway generations and extensions (docs.kie.ai, Runway API). */
export const runway: EndpointAdapter = {
  id: endpointId('runway'),
  label: 'Runway',
  path: '/api/v1/runway/record-detail',
  read,
};
