import { z } from 'zod';
import type { JsonValue } from '../../shared/brand.ts';
import { toTaskId, type ArchivedFile, type TaskRecord } from '../../shared/task.ts';

/** The layout of the JSON. It changes only when an older reader would read something wrong. */
export const sidecarVersion = 1;

/** Everything known of one task, kept beside its files: enough to build the ledger again. */
export interface Sidecar {
  readonly appVersion: string;
  readonly taskId: string;
  readonly endpoint?: string;
  readonly provider: string;
  /** Host of the account's base URL. Never a key. */
  readonly host: string;
  readonly accountName: string;
  readonly record?: TaskRecord;
  /** The provider's last answer, word for word. */
  readonly rawAnswer?: JsonValue;
  readonly files: readonly ArchivedFile[];
  /** Unix milliseconds. */
  readonly addedAtMs: number;
  /** Unix milliseconds; absent while only the thumbnail is here. */
  readonly archivedAtMs?: number;
  readonly tags: readonly string[];
  readonly notes: string;
}

function toIso(atMs: number | undefined): string | undefined {
  const date = new Date(atMs ?? NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/**
 * The sidecar as a file: JSON to be read by people too, with times in ISO 8601 (UTC) and files by their
 * names in the sidecar's own folder, so that a month's folder can be moved as it is.
 */
export function writeSidecar(sidecar: Sidecar): string {
  const { record } = sidecar;
  const json = {
    reelkeep: { schema: sidecarVersion, appVersion: sidecar.appVersion },
    taskId: sidecar.taskId,
    endpoint: sidecar.endpoint,
    provider: sidecar.provider,
    host: sidecar.host,
    account: sidecar.accountName,
    record,
    times: {
      added: toIso(sidecar.addedAtMs),
      started: toIso(record?.startedAtMs),
      finished: toIso(record?.finishedAtMs),
      archived: toIso(sidecar.archivedAtMs),
    },
    files: sidecar.files.map(({ path, ...facts }) => ({ name: nameOf(path), ...facts })),
    tags: sidecar.tags,
    notes: sidecar.notes,
    rawAnswer: sidecar.rawAnswer,
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Text that may be absent, or, in a file that someone edited, something else. */
const text = z.string().optional().catch(undefined);
const count = z.number().nonnegative().optional().catch(undefined);
const isoTime = z.iso
  .datetime({ offset: true })
  .transform((iso) => Date.parse(iso))
  .optional()
  .catch(undefined);

const recordSchema = z.object({
  prompt: text,
  parameters: z.record(z.string(), z.json()).catch({}),
  parentTaskId: text,
  startedAtMs: count,
  finishedAtMs: count,
  videoId: text,
});

const fileSchema = z.object({
  role: z.enum(['video', 'thumbnail']),
  name: z.string().regex(/^[^/\\]+$/),
  sizeBytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  extension: z.string(),
  mimeType: z.string(),
  width: count,
  height: count,
  durationMs: count,
});

/** Only the id is indispensable; whatever else cannot be read is left out, not held against the file. */
const sidecarSchema = z.object({
  reelkeep: z.object({ schema: z.number(), appVersion: z.string().catch('') }),
  taskId: z.string(),
  endpoint: text,
  provider: z.string().catch(''),
  host: z.string().catch(''),
  account: z.string().catch(''),
  record: recordSchema.optional().catch(undefined),
  times: z
    .object({ added: isoTime, archived: isoTime })
    .catch({ added: undefined, archived: undefined }),
  files: z.array(fileSchema.optional().catch(undefined)).catch([]),
  tags: z.array(z.string()).catch([]),
  notes: z.string().catch(''),
  rawAnswer: z.json().optional().catch(undefined),
});

/** Leaves out the fields that are `undefined`, as `exactOptionalPropertyTypes` wants it. */
function compact<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> }; // the same less absent fields
}

function toRecord(read: z.output<typeof recordSchema>): TaskRecord {
  const { parentTaskId, parameters, ...rest } = read;
  const parent = toTaskId(parentTaskId ?? '');
  return {
    ...compact(rest),
    parameters,
    ...(parent === undefined ? {} : { parentTaskId: parent }),
  };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/**
 * Reads a sidecar back, forgiving what people and newer versions may have done to it.
 * @param folder the sidecar's folder, relative to the archive, with `/`
 * @returns `undefined` when it is no sidecar at all
 */
export function readSidecar(json: string, folder: string): Sidecar | undefined {
  const parsed = sidecarSchema.safeParse(parseJson(json));
  if (!parsed.success) return undefined;
  const { reelkeep, account, times, files, record, ...rest } = parsed.data;
  const optional = {
    endpoint: rest.endpoint,
    rawAnswer: rest.rawAnswer,
    archivedAtMs: times.archived,
  };
  return {
    appVersion: reelkeep.appVersion,
    taskId: rest.taskId,
    provider: rest.provider,
    host: rest.host,
    accountName: account,
    files: files
      .filter((file) => file !== undefined)
      .map(({ name, ...facts }) => ({ ...compact(facts), path: `${folder}/${name}` })),
    addedAtMs: times.added ?? 0,
    tags: rest.tags,
    notes: rest.notes,
    ...compact(optional),
    ...(record === undefined ? {} : { record: toRecord(record) }),
  };
}
