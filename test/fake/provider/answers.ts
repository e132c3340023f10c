import { readFixture } from './fixture.ts';
import type { FailStep, RunningStep, Step, TaskEndpoint } from './script.ts';

type Fields = Record<string, unknown>;

/** What the provider knows of a task when it answers. */
export interface TaskRecord {
  readonly id: string;
  readonly endpoint: TaskEndpoint;
  readonly prompt: string;
  /** Runway: the task that this one extends. */
  readonly parentTaskId: string | undefined;
  /** Runway and market: the image it began from. Aleph: the video it transforms. */
  readonly inputUrl: string | undefined;
  readonly createdAtMs: number;
  /** When the current step began: of a finished task, when it finished. */
  readonly sinceMs: number;
  readonly videoId: string;
  readonly videoUrl: string | undefined;
  readonly thumbnailUrl: string | undefined;
  /** Market: results after the first. */
  readonly moreUrls: readonly string[];
  readonly isExpired: boolean;
}

/** The answer of a status call: a recorded body with this task's values in it. */
export function answerFor(record: TaskRecord, step: Step): Fields {
  if (step.state === 'body') return { ...step.body };
  if (step.state === 'missing') return { ...readFixture('recorded/runway-unknown-task').body };
  const body = bodies[record.endpoint](record, step);
  return { ...body, data: { ...fieldsOf(body), ...step.data } };
}

type LivingStep = Exclude<Step, { state: 'body' | 'missing' }>;

const bodies: Readonly<Record<TaskEndpoint, (record: TaskRecord, step: LivingStep) => Fields>> = {
  runway: runwayBody,
  aleph: alephBody,
  market: marketBody,
  veo: (record, step) => flagBody(record, step, 'veo'),
  luma: (record, step) => flagBody(record, step, 'luma'),
  suno: (record, step) => flagBody(record, step, 'suno'),
};

function runwayBody(record: TaskRecord, step: LivingStep): Fields {
  const isSuccess = step.state === 'success';
  const body = readFixture(
    isSuccess ? 'recorded/runway-success' : 'recorded/runway-generating',
  ).body;
  const data = fieldsOf(body);
  return {
    ...body,
    data: {
      ...data,
      taskId: record.id,
      parentTaskId: record.parentTaskId ?? null,
      generateParam: {
        ...fieldsOf({ data: data.generateParam }),
        prompt: record.prompt,
        imageUrl: record.inputUrl ?? null,
      },
      state: step.state,
      // Recorded: the start, in seconds, as a string, and unchanged at success.
      generateTime: String(Math.floor(record.createdAtMs / 1000)),
      videoInfo: isSuccess ? runwayVideo(record) : null,
      ...(step.state === 'fail' ? runwayFailure(step) : {}),
      expireFlag: record.isExpired ? 1 : 0,
    },
  };
}

const runwayVideo = (record: TaskRecord): Fields => ({
  videoId: record.videoId,
  taskId: record.id,
  videoUrl: record.videoUrl ?? '',
  imageUrl: record.thumbnailUrl ?? null,
});

const runwayFailure = (step: FailStep): Fields => ({
  failCode: step.code ?? 400,
  failMsg: step.message ?? 'Generation failed, please try again later',
});

function alephBody(record: TaskRecord, step: LivingStep): Fields {
  const body = readFixture(
    step.state === 'fail' ? 'recorded/aleph-failed' : 'recorded/aleph-running',
  ).body;
  const data = fieldsOf(body);
  return {
    ...body,
    data: {
      ...data,
      taskId: record.id,
      paramJson: JSON.stringify({
        videoUrl: record.inputUrl ?? 'https://example.com/input-video.mp4',
        uploadCn: false,
        prompt: record.prompt,
      }),
      createTime: inWholeSeconds(record.createdAtMs),
      ...alephOutcome(record, step, data),
    },
  };
}

function alephOutcome(
  record: TaskRecord,
  step: RunningStep | FailStep | { readonly state: 'success' },
  recorded: Fields,
): Fields {
  if (step.state !== 'success' && step.state !== 'fail') return {};
  const completeTime = inWholeSeconds(record.sinceMs);
  if (step.state === 'success') {
    const response = alephResponse(record);
    return { completeTime, successFlag: 1, errorCode: 0, errorMessage: '', response };
  }
  return {
    completeTime,
    successFlag: step.successFlag ?? recorded.successFlag,
    errorCode: step.code ?? recorded.errorCode,
    errorMessage: step.message ?? recorded.errorMessage,
  };
}

const alephResponse = (record: TaskRecord): Fields => ({
  taskId: record.id,
  resultVideoUrl: record.videoUrl ?? '',
  resultImageUrl: record.thumbnailUrl ?? null,
});

function marketBody(record: TaskRecord, step: LivingStep): Fields {
  const isEnded = step.state === 'success' || step.state === 'fail';
  const body = readFixture(`synthetic-market-${isEnded ? step.state : 'generating'}`).body;
  const data = fieldsOf(body);
  const urls = urlsOf(record);
  const image_urls = record.inputUrl === undefined ? [] : [record.inputUrl];
  return {
    ...body,
    data: {
      ...data,
      taskId: record.id,
      state: step.state,
      param: JSON.stringify({ model: data.model, input: { prompt: record.prompt, image_urls } }),
      ...marketResult(step, urls),
      createTime: record.createdAtMs,
      completeTime: isEnded ? record.sinceMs : null,
      costTime: isEnded ? Math.round((record.sinceMs - record.createdAtMs) / 1000) : null,
      ...(step.state === 'fail' ? marketFailure(step, data) : {}),
    },
  };
}

function marketResult(step: LivingStep, urls: readonly string[]): Fields {
  if (step.state !== 'success') return { resultJson: '' };
  switch (step.place) {
    case 'watermark':
      return { resultJson: JSON.stringify({ resultUrls: [], resultWaterMarkUrls: urls }) };
    case 'video-url':
      return { resultJson: JSON.stringify({ videoUrl: urls[0] }) };
    case 'sound':
      return { resultJson: '', response: { data: urls.map((url) => ({ audio_url: url })) } };
    default:
      return { resultJson: JSON.stringify({ resultUrls: urls }) };
  }
}

const marketFailure = (step: FailStep, documented: Fields): Fields => ({
  failCode: step.code ?? documented.failCode,
  failMsg: step.message ?? documented.failMsg,
});

const urlsOf = ({ videoUrl, moreUrls }: TaskRecord): readonly string[] =>
  videoUrl === undefined ? moreUrls : [videoUrl, ...moreUrls];

/** Veo's times have no zone, and are those of the provider's own country. */
const zoneless = (atMs: number): string =>
  new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** The endpoints that tell by `successFlag`, a number or, of Suno, a word. */
function flagBody(record: TaskRecord, step: LivingStep, endpoint: 'veo' | 'luma' | 'suno'): Fields {
  const state = step.state === 'success' || step.state === 'fail' ? step.state : 'running';
  const { body } = readFixture(`synthetic-${endpoint}-${state}`);
  const data = fieldsOf(body);
  const timeOf = endpoint === 'veo' ? zoneless : inWholeSeconds;
  const request = { prompt: record.prompt, videoUrl: record.inputUrl };
  const name = endpoint === 'luma' ? 'promptJson' : 'paramJson';
  return {
    ...body,
    data: {
      ...data,
      taskId: record.id,
      [name]: JSON.stringify(request),
      createTime: timeOf(record.createdAtMs),
      completeTime: state === 'running' ? null : timeOf(record.sinceMs),
      ...(step.state === 'success' && { response: flagResponse(record, endpoint) }),
      ...(step.state === 'fail' && {
        errorCode: step.code ?? data.errorCode,
        errorMessage: step.message ?? data.errorMessage,
      }),
    },
  };
}

function flagResponse(record: TaskRecord, endpoint: 'veo' | 'luma' | 'suno'): Fields {
  if (endpoint === 'suno') return { videoUrl: record.videoUrl ?? '' };
  const [first, ...others] = urlsOf(record);
  const taskId = record.id;
  const resultUrls = first === undefined ? [] : [first];
  return endpoint === 'veo'
    ? { taskId, resultUrls, originUrls: others, resolution: '1080p' }
    : { taskId, resultUrls: [...resultUrls, ...others] };
}

/** Recorded times are milliseconds that end in 000, rounded: they may lie half a second in the future. */
const inWholeSeconds = (atMs: number): number => Math.round(atMs / 1000) * 1000;

const fieldsOf = (body: Readonly<Fields>): Fields =>
  typeof body.data === 'object' && body.data !== null ? { ...body.data } : {};
