import type { Session } from 'electron';
import { type FileHandle, open } from 'node:fs/promises';
import { type FileRole, type TaskId, toTaskId } from '../shared/task.ts';
import { streamFile } from './file-stream.ts';
import { readRange } from './range.ts';

/** Where a task's file is, as an absolute path, and what it is. */
export interface MediaFile {
  readonly path: string;
  readonly mimeType: string;
}

/** Finds a task's file; `undefined` when the task or the file is not there. */
export type MediaLookup = (taskId: TaskId, role: FileRole) => MediaFile | undefined;

/** What media-check can prove a file to be. Anything else would be a page, not a picture. */
const servedTypes = /^(video\/(mp4|quicktime|webm)|image\/(jpeg|png|webp|gif))$/;

const commonHeaders = {
  'Accept-Ranges': 'bytes',
  // The page is cross-origin isolated and of another origin.
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-cache',
};

function findFile(address: string, lookup: MediaLookup): MediaFile | undefined {
  const url = new URL(address);
  const [, id = '', role, ...rest] = url.pathname.split('/');
  const taskId = toTaskId(id);
  if (url.host !== 'task' || taskId !== id || rest.length > 0) return undefined;
  if (role !== 'video' && role !== 'thumb') return undefined;
  const file = lookup(taskId, role === 'video' ? 'video' : 'thumbnail');
  return file !== undefined && servedTypes.test(file.mimeType) ? file : undefined;
}

async function respond(request: Request, file: FileHandle, mimeType: string): Promise<Response> {
  const stat = await file.stat();
  if (!stat.isFile()) throw new Error('Not a file.');
  const etag = `"${stat.size.toString(16)}-${Math.round(stat.mtimeMs).toString(16)}"`;
  const ifRange = request.headers.get('if-range');
  const isRangeWanted = request.method === 'GET' && (ifRange === null || ifRange === etag);
  const range = readRange(isRangeWanted ? request.headers.get('range') : null, stat.size);
  const headers = new Headers({ ...commonHeaders, 'Content-Type': mimeType, ETag: etag });
  if (range.kind === 'unsatisfiable') {
    await file.close();
    headers.set('Content-Range', `bytes */${String(stat.size)}`);
    return new Response(null, { status: 416, headers });
  }
  const { firstByte, lastByte } =
    range.kind === 'part' ? range : { firstByte: 0, lastByte: stat.size - 1 };
  headers.set('Content-Length', String(lastByte + 1 - firstByte));
  if (range.kind === 'part') {
    const part = `${String(firstByte)}-${String(lastByte)}`;
    headers.set('Content-Range', `bytes ${part}/${String(stat.size)}`);
  }
  const status = range.kind === 'part' ? 206 : 200;
  if (request.method === 'HEAD' || stat.size === 0) {
    await file.close();
    return new Response(null, { status, headers });
  }
  return new Response(streamFile(file, { firstByte, lastByte }), { status, headers });
}

async function serve(request: Request, lookup: MediaLookup): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return new Response(null, { status: 405, headers: { ...commonHeaders, Allow: 'GET, HEAD' } });
  }
  const found = findFile(request.url, lookup);
  const file = found && (await open(found.path).catch(() => undefined));
  if (found === undefined || file === undefined) {
    return new Response(null, { status: 404, headers: commonHeaders });
  }
  return respond(request, file, found.mimeType).catch(async () => {
    await file.close();
    return new Response(null, { status: 404, headers: commonHeaders });
  });
}

/**
 * Serves `reelkeep-media://task/<id>/(video|thumb)` from disk, with ranges, so that a video can be
 * sought in. Only what `lookup` names is ever opened.
 * @see https://www.electronjs.org/docs/latest/api/protocol#protocolhandlescheme-handler
 */
export function serveMedia(session: Session, lookup: MediaLookup): { dispose(): void } {
  session.protocol.handle('reelkeep-media', (request) => serve(request, lookup));
  return {
    dispose: () => {
      session.protocol.unhandle('reelkeep-media');
    },
  };
}
