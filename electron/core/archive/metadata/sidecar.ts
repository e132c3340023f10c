import { cut } from '../../platform/bounds.ts';
import type { ArchivedFile, TaskRecord } from '../../../shared/task.ts';
import { toTaskId } from '../../../shared/id.ts';
import { toRelativePath } from '../../files/relative-path.ts';
import { parseForeign } from '../../platform/storable.ts';
import { folderOf, inFolder, nameOf } from '../naming/archive-path.ts';
import { foldName } from '../naming/safe-name.ts';
import { publicSidecar } from './public-sidecar.ts';
import { noMedia } from '../naming/base-rules.ts';
import { sidecarShape, type ReadFile, type ReadRecord } from './sidecar-shape.ts';
import type { Sidecar } from './sidecar-types.ts';

/** The layout of the JSON. It changes only when an older reader would read something wrong. */
export const sidecarVersion = 1;

/** In bytes: anything larger is no sidecar, and none that large is written. */
export const maxSidecarBytes = 16 * 1024 ** 2;

function toIso(atMs: number | undefined): string | undefined {
  const date = new Date(atMs ?? NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/**
 * The sidecar as a file: JSON to be read by people too, with times in ISO 8601 (UTC) and files by their
 * names in the sidecar's own folder, so that a month's folder can be moved as it is. Only a file that a
 * person has moved elsewhere has its folder named too.
 * @param folder the sidecar's folder, relative to the archive, with `/`; that of the first file unless
 * it is named
 */
export function writeSidecar(
  sidecar: Sidecar,
  folder = folderOf(sidecar.files[0]?.path ?? ''),
): string {
  const given = publicSidecar(sidecar);
  const text = toText(given, folder);
  if (Buffer.byteLength(text) < maxSidecarBytes) return text;
  // Only thousands of files come so far; what the ledger is built from goes before the rest.
  const { rawAnswer: _raw, record: _record, ...rest } = given;
  return toText({ ...rest, notes: cut(rest.notes, 20_000), tags: rest.tags.slice(0, 50) }, folder);
}

function toText(sidecar: Sidecar, folder: string): string {
  const { record, rawAnswer } = sidecar;
  const json = {
    reelkeep: { schema: sidecarVersion, appVersion: sidecar.appVersion },
    taskId: sidecar.taskId,
    endpoint: sidecar.endpoint,
    provider: sidecar.provider,
    host: sidecar.host,
    account: sidecar.accountName,
    accountId: sidecar.accountId,
    record,
    times: {
      added: toIso(sidecar.addedAtMs),
      started: toIso(record?.startedAtMs),
      finished: toIso(record?.finishedAtMs),
      archived: toIso(sidecar.archivedAtMs),
      mediaSeen: toIso(sidecar.mediaSeenAtMs),
      deadline: toIso(sidecar.deadlineMs),
    },
    media: sidecar.media,
    isAncestor: sidecar.isAncestor,
    batchIndex: sidecar.batchIndex,
    files: sidecar.files.map(({ path, ...facts }) => ({
      name: nameOf(path),
      ...(folderOf(path) !== folder && { folder: folderOf(path) }),
      ...facts,
    })),
    missedInputs: sidecar.missedInputs,
    tags: sidecar.tags,
    notes: sidecar.notes,
  };
  const lines = JSON.stringify(json, undefined, 2);
  if (rawAnswer === undefined) return `${lines}\n`;
  // In one line: set in, a long list of short things would be many times as large.
  return `${lines.slice(0, -2)},\n  "rawAnswer": ${JSON.stringify(rawAnswer)}\n}\n`;
}

/** Leaves out the fields that are `undefined`, as `exactOptionalPropertyTypes` wants it. */
function compact<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> }; // the same less absent fields
}

function toRecord(read: ReadRecord): TaskRecord {
  const { parentTaskId, parameters, ...rest } = read;
  const parent = toTaskId(parentTaskId ?? '');
  return {
    ...compact(rest),
    parameters,
    ...(parent === undefined ? {} : { parentTaskId: parent }),
  };
}

/** The files by their paths, each once, as far as these are names that a task's file may have. */
function filesIn(folder: string, files: readonly ReadFile[]): readonly ArchivedFile[] {
  const found = new Map<string, ArchivedFile>();
  for (const { name, folder: own = folder, ...facts } of files) {
    const path = name.includes('/') ? undefined : toRelativePath(inFolder(own, name));
    if (path === undefined || noMedia.test(path) || found.has(foldName(path))) continue;
    found.set(foldName(path), { ...compact(facts), path });
  }
  return [...found.values()];
}

/**
 * Reads a sidecar back, forgiving what people and newer versions may have done to it.
 * @param folder the sidecar's folder, relative to the archive, with `/`
 * @returns `undefined` when it is no sidecar at all
 */
export function readSidecar(json: string, folder: string): Sidecar | undefined {
  const parsed = sidecarShape.safeParse(parseForeign(json));
  if (!parsed.success) return undefined;
  const { reelkeep, account, times, files, record, media, ...rest } = parsed.data;
  const optional = {
    endpoint: rest.endpoint,
    rawAnswer: rest.rawAnswer,
    archivedAtMs: times.archived,
    accountId: rest.accountId,
    mediaSeenAtMs: times.mediaSeen,
    deadlineMs: times.deadline,
    isAncestor: rest.isAncestor,
    batchIndex: rest.batchIndex,
    missedInputs: rest.missedInputs,
  };
  return {
    appVersion: reelkeep.appVersion,
    taskId: rest.taskId,
    provider: rest.provider,
    host: rest.host,
    accountName: account,
    files: filesIn(folder, files),
    addedAtMs: times.added ?? 0,
    tags: rest.tags,
    notes: rest.notes,
    ...compact(optional),
    ...(record === undefined ? {} : { record: toRecord(record) }),
    ...(media === undefined ? {} : { media: compact(media) }),
  };
}
