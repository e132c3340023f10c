import type { JsonObject, JsonValue } from '../../../electron/shared/json.ts';
import type { Film, Shape, Unknown } from './course.ts';

// What the endpoints answer, in the forms that each of them has been seen with or documents.

/** How far a film is, and where its file hangs when it is done. */
export type Progress =
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly link: string }
  /** Its media are gone: said so where the endpoint can. */
  | { readonly kind: 'gone' };

/** Which endpoint knows a film, by its id in the registry. */
export function endpointOf({ shape }: Pick<Film, 'shape'>): string {
  return shape.split('-')[0] ?? shape;
}

/** An answer about a film, with its envelope. */
export function answerOf(film: Film, progress: Progress): JsonObject {
  const data = { taskId: film.id, ...writers[film.shape](film, progress) };
  return { code: 200, msg: 'success', data };
}

/** An answer about an id that the endpoint does not know. */
export function unknownAnswer(id: string, unknown: Unknown): JsonObject {
  return unknown === 'null'
    ? { code: 200, msg: 'success', data: null }
    : { code: 422, msg: `Record not found for taskId: ${id}`, data: null };
}

/** Of an input that an answer repeats: never a result. */
const inputUrl = 'https://uploads.example.com/input.mp4';

type Writer = (film: Film, progress: Progress) => JsonObject;

function linkOf(progress: Progress): string | null {
  return progress.kind === 'done' ? progress.link : null;
}

/** Without a zone, by the provider's clocks (UTC+8). */
function zoneless(timeMs: number): string {
  return new Date(timeMs + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

function prompt({ number }: Film): string {
  return `Film ${String(number)}`;
}

const runway: Writer = (film, progress) => ({
  parentTaskId: null,
  generateParam: { prompt: prompt(film), imageUrl: inputUrl },
  state: progress.kind === 'running' ? 'generating' : 'success',
  generateTime: String(Math.floor(film.startsAtMs / 1000)),
  videoInfo: progress.kind === 'done' ? { videoUrl: progress.link, imageUrl: null } : null,
  failCode: progress.kind === 'done' ? 400 : '',
  failMsg: progress.kind === 'done' ? 'Generation failed, please try again later' : '',
  expireFlag: progress.kind === 'gone' ? 1 : 0,
});

/** Those that tell by a flag. What is gone is a success without a file there. */
function flagged(
  film: Film,
  progress: Progress,
  more: { readonly response: JsonObject; readonly flag?: JsonObject },
): JsonObject {
  const isRunning = progress.kind === 'running';
  return {
    paramJson: JSON.stringify({ prompt: prompt(film), videoUrl: inputUrl }),
    createTime: film.startsAtMs,
    completeTime: isRunning ? null : film.doneAtMs,
    response: progress.kind === 'done' ? more.response : null,
    ...(isRunning ? { successFlag: 0 } : (more.flag ?? { successFlag: 1 })),
    errorCode: isRunning ? null : 0,
    errorMessage: null,
  };
}

const aleph: Writer = (film, progress) =>
  flagged(film, progress, {
    response: { taskId: film.id, resultVideoUrl: linkOf(progress), resultImageUrl: null },
  });

function veo(asResults: (link: string | null) => JsonValue): Writer {
  return (film, progress) => ({
    ...flagged(film, progress, {
      response: {
        taskId: film.id,
        resultUrls: asResults(linkOf(progress)),
        originUrls: [linkOf(progress)],
        resolution: '1080p',
      },
    }),
    createTime: zoneless(film.startsAtMs),
    completeTime: progress.kind === 'running' ? null : zoneless(film.doneAtMs),
    fallbackFlag: false,
  });
}

function luma(successFlag: number): Writer {
  return (film, progress) =>
    flagged(film, progress, {
      response: { taskId: film.id, resultUrls: [linkOf(progress)] },
      flag: { successFlag },
    });
}

function suno(field: 'successFlag' | 'status'): Writer {
  return (film, progress) => {
    const { successFlag: _number, ...told } = flagged(film, progress, {
      response: { videoUrl: linkOf(progress) },
    });
    return { ...told, [field]: progress.kind === 'running' ? 'PENDING' : 'SUCCESS' };
  };
}

function market(results: (link: string | null) => JsonObject): Writer {
  return (film, progress) => ({
    model: 'grok-imagine/image-to-video',
    state: progress.kind === 'running' ? 'waiting' : 'success',
    param: JSON.stringify({ input: { prompt: prompt(film), image_urls: [inputUrl] } }),
    resultJson: '',
    ...(progress.kind === 'done' && results(progress.link)),
    failCode: null,
    failMsg: '',
    costTime: progress.kind === 'running' ? null : film.doneAtMs - film.startsAtMs,
    createTime: film.startsAtMs,
    completeTime: progress.kind === 'running' ? null : film.doneAtMs,
  });
}

function inJson(result: JsonValue): JsonObject {
  return { resultJson: JSON.stringify(result) };
}

const writers: Readonly<Record<Shape, Writer>> = {
  runway,
  aleph,
  veo: veo((link) => [link]),
  'veo-text': veo((link) => JSON.stringify([link])),
  luma: luma(1),
  'luma-callback': luma(4),
  suno: suno('successFlag'),
  'suno-status': suno('status'),
  market: market((link) => inJson({ resultUrls: [link] })),
  'market-watermark': market((link) => inJson({ resultUrls: [], resultWaterMarkUrls: [link] })),
  'market-video': market((videoUrl) => inJson({ videoUrl })),
  'market-objects': market((url) => inJson([{ url }])),
  'market-one': market((resultUrl) => inJson({ resultUrl })),
  'market-response': market((link) => ({ response: { resultUrls: [link] } })),
  'market-sound': market((audio_url) => ({ response: { data: [{ id: 'a1', audio_url }] } })),
};
