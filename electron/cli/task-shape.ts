import { clean } from '../core/platform/bounds.ts';
import { withoutQueries } from '../core/platform/public-copy.ts';
import { filesOf, type ArchivedFile, type Task } from '../shared/task.ts';

/** What a video is told with, for other programs: codes instead of words, ISO times in UTC. */
export interface PublicTask {
  readonly id: string;
  readonly state: string;
  readonly isPaused: boolean;
  readonly account: string;
  readonly endpoint?: string;
  readonly prompt?: string;
  readonly addedAt: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  /** When its files can no longer be fetched, at the latest. */
  readonly deadline?: string;
  readonly archivedAt?: string;
  readonly creditsConsumed?: number;
  readonly parentTaskId?: string;
  readonly tags: readonly string[];
  readonly notes?: string;
  readonly files: readonly PublicFile[];
  /** What the last check found wrong with its files. */
  readonly damage?: { readonly kind: string; readonly paths: readonly string[] };
  /** Code of what last stood in its way. */
  readonly trouble?: string;
  /** Of a failed one: the provider's code and words. */
  readonly providerCode?: string;
  readonly providerMessage?: string;
}

/** A file of a video; its path is relative to the archive, with `/`. */
export interface PublicFile {
  readonly role: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly mimeType: string;
  readonly width?: number;
  readonly height?: number;
  readonly durationMs?: number;
}

const maxText = 1_000_000;

/** A text of anybody's, without keys and without what is signed in its links. */
export type TextCleaner = (text: string) => string;

/** @param mask takes the accounts' keys out of a text */
export function textCleaner(mask: (text: string) => string): TextCleaner {
  return (text) => clean(withoutQueries(mask(text)), maxText);
}

function time(ms: number | undefined): string | undefined {
  // Beyond these a Date has no ISO form.
  return ms === undefined || Math.abs(ms) > 8.64e15 ? undefined : new Date(ms).toISOString();
}

/** A copy without the fields that are `undefined`. */
function defined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]: Exclude<T[K], undefined> }; // only absent ones went
}

function toPublicFile(file: ArchivedFile, tidy: TextCleaner): PublicFile {
  const { role, path, sizeBytes, sha256, mimeType, width, height, durationMs } = file;
  return defined({
    role,
    path: tidy(path),
    sizeBytes,
    sha256,
    mimeType,
    width,
    height,
    durationMs,
  });
}

function ofState(task: Task, tidy: TextCleaner) {
  if (task.state === 'archived') {
    const { damage } = task;
    return {
      archivedAt: time(task.archivedAtMs),
      damage: damage && { kind: damage.kind, paths: damage.paths.map(tidy) },
    };
  }
  if (task.state !== 'failed') return {};
  return { providerCode: tidy(task.providerCode), providerMessage: tidy(task.providerMessage) };
}

/** A video as list and export tell it: no links, no keys. */
export function toPublicTask(
  task: Task,
  { accountName, tidy }: { readonly accountName: string; readonly tidy: TextCleaner },
): PublicTask {
  const { record, notes, endpoint } = task;
  return defined({
    id: task.id,
    state: task.state,
    isPaused: task.paused,
    account: tidy(accountName),
    endpoint,
    prompt: record?.prompt === undefined ? undefined : tidy(record.prompt),
    addedAt: time(task.addedAtMs) ?? '',
    startedAt: time(record?.startedAtMs),
    finishedAt: time(record?.finishedAtMs),
    deadline: time(task.deadlineMs),
    ...ofState(task, tidy),
    creditsConsumed: record?.creditsConsumed,
    parentTaskId: record?.parentTaskId,
    tags: (task.tags ?? []).map(tidy),
    notes: notes === undefined ? undefined : tidy(notes),
    files: filesOf(task).map((file) => toPublicFile(file, tidy)),
    trouble: task.hindrance?.code,
  });
}
