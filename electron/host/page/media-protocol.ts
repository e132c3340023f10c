import type { Failure } from '../../shared/failure.ts';
import type { FileRole } from '../../shared/task.ts';
import { type TaskId, toTaskId } from '../../shared/id.ts';
import { openStored, type StoredFile, type StoredMedia } from '../../core/media/stored-media.ts';
import type { SchemeServer } from './app-protocol.ts';
import { streamFile } from './file-stream.ts';
import { readRange } from './range.ts';

/** Finds a task's file; `undefined` when the task or the file is not known. */
export type MediaLookup = (taskId: TaskId, role: FileRole) => StoredFile | undefined;

/** The scheme of what lies in the archive. */
export const mediaScheme = 'reelkeep-media';

const commonHeaders = {
  'Accept-Ranges': 'bytes',
  // The page is cross-origin isolated and of another origin.
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-cache',
};

/** What serves media. */
export interface MediaSource {
  readonly lookup: MediaLookup;
  /** A file that the ledger knows was not served. */
  readonly onRefused: (taskId: TaskId, failure: Failure) => void;
}

function findFile(
  address: string,
  lookup: MediaLookup,
): { readonly taskId: TaskId; readonly stored: StoredFile } | undefined {
  const url = new URL(address);
  const [, id = '', role, ...rest] = url.pathname.split('/');
  const taskId = toTaskId(id);
  if (url.host !== 'task' || taskId !== id || rest.length > 0) return undefined;
  if (role !== 'video' && role !== 'thumb') return undefined;
  const stored = lookup(taskId, role === 'video' ? 'video' : 'thumbnail');
  return stored && { taskId, stored };
}

async function respond(request: Request, { file, mimeType }: StoredMedia): Promise<Response> {
  const { sizeBytes, modifiedAtMs } = file.facts;
  const etag = `"${sizeBytes.toString(16)}-${Math.round(modifiedAtMs).toString(16)}"`;
  const ifRange = request.headers.get('if-range');
  const isRangeWanted = request.method === 'GET' && (ifRange === null || ifRange === etag);
  const range = readRange(isRangeWanted ? request.headers.get('range') : null, sizeBytes);
  const headers = new Headers({ ...commonHeaders, 'Content-Type': mimeType, ETag: etag });
  if (range.kind === 'unsatisfiable') {
    await file.close();
    headers.set('Content-Range', `bytes */${String(sizeBytes)}`);
    return new Response(null, { status: 416, headers });
  }
  const { firstByte, lastByte } =
    range.kind === 'part' ? range : { firstByte: 0, lastByte: sizeBytes - 1 };
  headers.set('Content-Length', String(lastByte + 1 - firstByte));
  if (range.kind === 'part') {
    const part = `${String(firstByte)}-${String(lastByte)}`;
    headers.set('Content-Range', `bytes ${part}/${String(sizeBytes)}`);
  }
  const status = range.kind === 'part' ? 206 : 200;
  if (request.method === 'HEAD' || sizeBytes === 0) {
    await file.close();
    return new Response(null, { status, headers });
  }
  return new Response(streamFile(file, { firstByte, lastByte }), { status, headers });
}

async function serve(request: Request, { lookup, onRefused }: MediaSource): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return new Response(null, { status: 405, headers: { ...commonHeaders, Allow: 'GET, HEAD' } });
  }
  const found = findFile(request.url, lookup);
  const opened = found && (await openStored(found.stored));
  if (opened?.ok !== true) {
    if (found !== undefined && opened !== undefined) onRefused(found.taskId, opened.failure);
    const isSilent = opened?.failure.code === 'drive-not-answering';
    return new Response(null, { status: isSilent ? 504 : 404, headers: commonHeaders });
  }
  return respond(request, opened.value).catch(async () => {
    await opened.value.file.close();
    return new Response(null, { status: 404, headers: commonHeaders });
  });
}

/**
 * Serves `reelkeep-media://task/<id>/(video|thumb)` from disk, with ranges, so that a video can be
 * sought in. Only what `lookup` names is ever opened, and only examined media are served.
 * @see https://www.electronjs.org/docs/latest/api/protocol#protocolhandlescheme-handler
 */
export function serveMedia(schemes: SchemeServer, source: MediaSource): { dispose(): void } {
  schemes.handle(mediaScheme, (request) => serve(request, source));
  return {
    dispose: () => {
      schemes.unhandle(mediaScheme);
    },
  };
}
