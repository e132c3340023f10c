import type { JsonObject } from '../../shared/json.ts';
import { endpointId } from '../../shared/endpoint.ts';
import type { MediaLinks } from '../../shared/task.ts';
import type { Answer, EndpointAdapter } from './adapter.ts';
import { asLink, asNumber, asObjectOrText, asText, asWord } from './fields.ts';
import { flagReason } from './flag.ts';
import { filmLinks, toMedia } from './links.ts';
import { parametersOf, recordOf } from './record.ts';
import { readFailed } from './state.ts';

/** Error codes and words that mean "no error". */
const noErrorCodes = new Set([0, 200]);
const noErrorWords = new Set(['null', 'none', 'nil', 'undefined', 'success', 'ok', '0']);

/** Only `response` holds the result, else what is named as one: `paramJson.videoUrl` is the input video. */
function readMedia(data: JsonObject): MediaLinks | undefined {
  const response = asObjectOrText(data.response);
  const videoUrl = asLink(response?.resultVideoUrl);
  const thumbnailUrl = asLink(response?.resultImageUrl);
  if (videoUrl === undefined) return toMedia(filmLinks(data.response, data));
  return { videoUrl, ...(thumbnailUrl !== undefined && { thumbnailUrl }) };
}

function namesAnError(data: JsonObject): boolean {
  const told = [asText(data.errorCode), asText(data.errorMessage)];
  const [code, words] = told.map((text) =>
    text === undefined || noErrorWords.has(text.toLowerCase()) ? undefined : text,
  );
  return words !== undefined || (code !== undefined && !noErrorCodes.has(Number(code)));
}

function read(data: JsonObject, nowMs: number): Answer {
  const record = recordOf(data, parametersOf(data, 'paramJson'), nowMs);
  const flag = asNumber(data.successFlag);
  const media = readMedia(data);
  if (media !== undefined && (flag === 1 || flag === 4))
    return { kind: 'succeeded', media, record };
  switch (flag) {
    case 2:
    case 3:
    case 4:
      return readFailed(data, flagReason, record);
    case 0: // documented as "failed or in progress"
      if (namesAnError(data)) return readFailed(data, flagReason, record);
      return { kind: 'running', phase: 'generating', rawState: 'successFlag 0', record };
    default: {
      const rawState = `successFlag ${asWord(data.successFlag) ?? 'missing'}`;
      const phase = flag === 1 ? 'generating' : 'unknown';
      // A success whose link is still to come.
      const withoutFile = flag === 1 ? { withoutFile: {} } : {};
      return { kind: 'running', phase, rawState, ...withoutFile, record };
    }
  }
}

/** `GET /api/v1/aleph/record-info`: Runway Aleph edits (docs.kie.ai, Runway API, Aleph). */
export const aleph: EndpointAdapter = {
  id: endpointId('aleph'),
  label: 'Aleph',
  path: '/api/v1/aleph/record-info',
  read,
};
