import { readFixture } from './fixture.ts';
import type { HostedFiles } from './hosted-files.ts';
import type { Ids } from './ids.ts';
import type { Endpoint, OpenRequest } from './request-log.ts';
import type { TaskEndpoint } from './script.ts';
import type { FakeTask } from './tasks.ts';

/** An answer of the API before any fault touches it. */
export interface ApiAnswer {
  readonly httpStatus: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What the API's answers are made of. */
export interface ApiState {
  readonly key: string;
  readonly baseUrl: string;
  readonly tasks: ReadonlyMap<string, FakeTask>;
  readonly files: HostedFiles;
  readonly ids: Ids;
  readonly credits: number;
}

const routes: Readonly<Record<string, Endpoint>> = {
  'GET /api/v1/runway/record-detail': 'runway',
  'GET /api/v1/aleph/record-info': 'aleph',
  'GET /api/v1/jobs/recordInfo': 'market',
  'GET /api/v1/veo/record-info': 'veo',
  'GET /api/v1/modify/record-info': 'luma',
  'GET /api/v1/mp4/record-info': 'suno',
  'GET /api/v1/chat/credit': 'credit',
  'POST /api/v1/common/download-url': 'download-url',
};

/** The call that a method and a path make. */
export const endpointOf = (method: string, path: string): Endpoint =>
  path.startsWith('/files/') ? 'file' : (routes[`${method} ${path}`] ?? 'unknown');

/** How an endpoint says that it does not know an id. */
const unknownTask: Readonly<Record<TaskEndpoint, string>> = {
  runway: 'recorded/runway-unknown-task',
  aleph: 'recorded/aleph-unknown-task',
  market: 'synthetic-market-unknown-task',
  veo: 'synthetic-veo-unknown-task',
  luma: 'synthetic-luma-unknown-task',
  suno: 'synthetic-suno-unknown-task',
};

/** Answers a call of the API. */
export function answerCall(entry: OpenRequest, state: ApiState): ApiAnswer {
  if (entry.endpoint === 'unknown' || entry.endpoint === 'file')
    return answer('synthetic-path-unknown');
  if (entry.authorization !== `Bearer ${state.key}`) return answer('synthetic-unauthorized');
  if (entry.endpoint === 'credit') {
    return ok({ ...readFixture('recorded/credit').body, data: state.credits });
  }
  if (entry.endpoint === 'download-url') return convert(entry, state);
  return report(entry, entry.endpoint, state);
}

function report(entry: OpenRequest, endpoint: TaskEndpoint, { tasks }: ApiState): ApiAnswer {
  if ((entry.taskId ?? '') === '') return answer('synthetic-task-id-missing');
  const task = tasks.get(entry.taskId ?? '');
  if (task?.spec.endpoint !== endpoint) return unknown(endpoint, entry.taskId ?? '');
  return ok(task.answer());
}

/** Veo's words name the id that was asked about. */
function unknown(endpoint: TaskEndpoint, taskId: string): ApiAnswer {
  const { httpStatus, body } = answer(unknownTask[endpoint]);
  const msg = String(body.msg).replace(/(taskId: ).*/, `$1${taskId}`);
  return { httpStatus, body: { ...body, msg } };
}

function convert(entry: OpenRequest, { files, ids, baseUrl }: ApiState): ApiAnswer {
  const url = urlIn(entry.body);
  const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : '';
  const link = files.convert(path, ids, entry.atMs);
  if (link === undefined) return answer('recorded/download-url-foreign');
  entry.taskId = link.taskId;
  return ok({ ...readFixture('synthetic-download-url').body, data: `${baseUrl}${link.path}` });
}

function urlIn(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body);
    const isObject = typeof parsed === 'object' && parsed !== null;
    return isObject && 'url' in parsed && typeof parsed.url === 'string' ? parsed.url : '';
  } catch {
    return '';
  }
}

const ok = (body: ApiAnswer['body']): ApiAnswer => ({ httpStatus: 200, body });

function answer(name: string): ApiAnswer {
  const { httpStatus, body } = readFixture(name);
  return { httpStatus, body };
}
