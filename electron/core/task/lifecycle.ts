import { isDeepStrictEqual } from 'node:util';
import type { ArchivedFile, ArchivedTask, Task } from '../../shared/task.ts';
import { commonFields, type CommonFields } from './common-fields.ts';
import { deadlineMs } from './deadline.ts';
import type { TaskEvent } from './event.ts';
import { onUnknownId } from './unknown-id.ts';
import { isSameNews, toRunning } from './running.ts';
import { onLookedAgain, onTransfer } from './transfer-events.ts';

type Answered = Extract<TaskEvent, { readonly type: 'answered' }>;

/** Times never move a deadline back: the earliest start ever reported stays. */
function withAnswer(task: Task, event: Answered, nowMs: number): CommonFields {
  const { answer } = event;
  const media = answer.kind === 'succeeded' ? answer.media : task.media;
  const mediaSeenAtMs = task.mediaSeenAtMs ?? (answer.kind === 'succeeded' ? nowMs : undefined);
  const record = { ...task.record, ...answer.record };
  const times = { record, ...(mediaSeenAtMs !== undefined && { mediaSeenAtMs }) };
  const deadline = deadlineMs(times, event.retentionMs);
  return {
    ...commonFields(task, nowMs),
    endpoint: event.endpoint,
    rawAnswer: event.raw,
    record,
    ...(media !== undefined && { media }),
    ...(mediaSeenAtMs !== undefined && { mediaSeenAtMs }),
    ...(deadline !== undefined && {
      deadlineMs: Math.min(deadline, task.deadlineMs ?? deadline),
    }),
  };
}

function onAnswer(task: Task, event: Answered, nowMs: number): Task {
  // A late answer has nothing to say about a task whose file is on its way or safe.
  if (task.state === 'archived' || task.state === 'downloading' || task.state === 'ready') {
    return task;
  }
  const base = withAnswer(task, event, nowMs);
  const { answer } = event;
  switch (answer.kind) {
    case 'running': {
      const next = toRunning(task, base, answer);
      return isSameNews(task, next) ? task : next;
    }
    case 'succeeded':
      return { ...base, state: 'ready', media: answer.media, linkStep: 'stored', attempts: 0 };
    case 'failed': {
      const { providerCode, providerMessage } = answer;
      return { ...base, state: 'failed', endedAtMs: nowMs, providerCode, providerMessage };
    }
    case 'expired': {
      const { media } = base;
      // Links that were known before are tried all the same: a record may be wrong.
      return media === undefined
        ? { ...base, state: 'lost', endedAtMs: nowMs, cause: { code: 'media-expired' } }
        : { ...base, state: 'ready', media, linkStep: 'stored', attempts: 0, goneAtMs: nowMs };
    }
  }
}

/** A name in another archive: what lay in the one before is not part of it. */
function onReserved(
  task: Task,
  { path, archiveId }: Extract<TaskEvent, { readonly type: 'reserved' }>,
  nowMs: number,
): Task {
  const { thumbnail, ...others } = task;
  const isSameArchive = task.archiveId === archiveId;
  const kept = isSameArchive && thumbnail !== undefined ? { ...others, thumbnail } : others;
  return { ...kept, reservedPath: path, archiveId, updatedAtMs: nowMs };
}

function withoutHindrance(task: Task, nowMs: number): Task {
  const { hindrance: _gone, ...others } = task;
  return { ...others, updatedAtMs: nowMs };
}

function onAskedAgain(
  task: Task,
  event: Extract<TaskEvent, { readonly type: 'asked-again' }>,
  nowMs: number,
): Task {
  const isWithoutFile = task.state === 'failed' && task.withoutFile !== undefined;
  const hasEnded = isWithoutFile || ['not-found', 'lost', 'stalled'].includes(task.state);
  const isAsked = task.state === 'checking' || task.state === 'running';
  const isMoved = isAsked && task.accountId !== event.accountId;
  if (!hasEnded && !isMoved) return task;
  const { endpoint: _old, ...base } = commonFields(task, nowMs);
  const endpoint = event.endpoint === undefined ? {} : { endpoint: event.endpoint };
  return { ...base, ...endpoint, accountId: event.accountId, state: 'checking', missedAt: [] };
}

function onAnnotated(
  task: Task,
  event: Extract<TaskEvent, { readonly type: 'annotated' }>,
  nowMs: number,
): Task {
  const { tags: _tags, notes: _notes, ...others } = task;
  const isBehind = task.state === 'archived' && event.isFromSidecar === undefined;
  const next: Task = {
    ...others,
    ...(isBehind && { isSidecarBehind: true }),
    ...(event.tags.length > 0 && { tags: event.tags }),
    ...(event.notes !== '' && { notes: event.notes }),
    updatedAtMs: nowMs,
  };
  const isSame = next.notes === task.notes && isDeepStrictEqual(next.tags, task.tags);
  return isSame ? task : next;
}

function onSidecarWritten(task: Task, nowMs: number): Task {
  if (task.isSidecarBehind === undefined) return task;
  const { isSidecarBehind: _no, ...others } = task;
  return { ...others, updatedAtMs: nowMs };
}

/** What is at an end, or not asked yet, is archived after all; what is under way finds its files itself. */
function onRestored(
  task: Task,
  { found }: Extract<TaskEvent, { readonly type: 'restored' }>,
  nowMs: number,
): Task {
  switch (task.state) {
    case 'checking':
    case 'failed':
    case 'not-found':
    case 'stalled':
    case 'lost': {
      const { tags = found.tags, notes = found.notes } = task;
      const words = { ...(tags !== undefined && { tags }), ...(notes !== undefined && { notes }) };
      return { ...found, ...words, state: 'archived', updatedAtMs: nowMs };
    }
    case 'archived': {
      // Found in another archive, because its own is gone: a mirror's sidecar may be older than the words.
      if (found.archiveId === task.archiveId) return task;
      const { tags, notes } = task;
      const words = { ...(tags !== undefined && { tags }), ...(notes !== undefined && { notes }) };
      const behind = { state: 'archived', isSidecarBehind: true, updatedAtMs: nowMs } as const;
      return { ...found, ...words, ...behind };
    }
    default:
      return task;
  }
}

/** One that comes after its video is one of the archived files too. */
function onThumbnail(task: Task, file: ArchivedFile, nowMs: number): Task {
  const next = { ...task, thumbnail: file, updatedAtMs: nowMs };
  if (next.state !== 'archived') return next;
  return { ...next, files: [...next.files.filter(({ role }) => role !== 'thumbnail'), file] };
}

function onInput(
  task: ArchivedTask,
  event: Extract<TaskEvent, { readonly type: 'input-kept' | 'input-missed' }>,
  nowMs: number,
): ArchivedTask {
  const { inputs = [], ...others } = task;
  if (event.type === 'input-missed') {
    const { input } = event;
    const told = inputs.map((each) => (each.count === input.count ? input : each));
    // What is not tried any more is said in the sidecar too.
    const isBehind = input.isOver === undefined ? {} : ({ isSidecarBehind: true } as const);
    return { ...others, ...isBehind, inputs: told, updatedAtMs: nowMs };
  }
  const left = inputs.filter(({ count }) => count !== event.count);
  const files = [...others.files, event.file];
  return { ...others, files, ...(left.length > 0 && { inputs: left }), updatedAtMs: nowMs };
}

function onUpkeep(
  task: ArchivedTask,
  event: Extract<TaskEvent, { readonly type: 'checked' | 'relocated' }>,
  nowMs: number,
): ArchivedTask {
  const { damage: _before, ...others } = task;
  if (event.type === 'checked') {
    if (event.damage === undefined) return { ...others, checkedAtMs: nowMs, updatedAtMs: nowMs };
    const { checkedAtMs = 0, ...unread } = others;
    const read = checkedAtMs === 0 ? {} : { checkedAtMs };
    return { ...unread, ...read, damage: event.damage, updatedAtMs: nowMs };
  }
  const { reservedPath, archiveId, files } = event;
  const picture = files.find(({ role }) => role === 'thumbnail');
  const { thumbnail: _old, ...rest } = others;
  const thumbnail = picture === undefined ? {} : { thumbnail: picture };
  return { ...rest, ...thumbnail, reservedPath, archiveId, files, updatedAtMs: nowMs };
}

/**
 * The one place where a task's state changes. Pure; an event that means nothing in a state, or tells what is
 * known, returns the very same task.
 * @param nowMs Unix milliseconds
 */
export function advance(task: Task, event: TaskEvent, nowMs: number): Task {
  // Most tries of a task that waits end like the one before: none of those is worth a write or a patch.
  const next = afterEvent(task, event, nowMs);
  return isDeepStrictEqual({ ...next, updatedAtMs: task.updatedAtMs }, task) ? task : next;
}

function afterEvent(task: Task, event: TaskEvent, nowMs: number): Task {
  switch (event.type) {
    case 'answered':
      return onAnswer(task, event, nowMs);
    case 'missed':
      return onUnknownId(task, event, nowMs);
    case 'hindered':
      return { ...task, hindrance: event.failure, updatedAtMs: nowMs };
    case 'unhindered':
      return task.hindrance === undefined ? task : withoutHindrance(task, nowMs);
    case 'reserved':
      return onReserved(task, event, nowMs);
    case 'thumbnail-kept':
      return onThumbnail(task, event.file, nowMs);
    case 'paused':
      return { ...task, paused: event.paused, updatedAtMs: nowMs };
    case 'asked-again':
      return onAskedAgain(task, event, nowMs);
    case 'annotated':
      return onAnnotated(task, event, nowMs);
    case 'sidecar-written':
      return onSidecarWritten(task, nowMs);
    case 'restored':
      return onRestored(task, event, nowMs);
    case 'checked':
    case 'relocated':
      return task.state === 'archived' ? onUpkeep(task, event, nowMs) : task;
    case 'input-kept':
    case 'input-missed':
      return task.state === 'archived' ? onInput(task, event, nowMs) : task;
    case 'looked-again':
    case 'found-again':
      return task.state === 'lost' ? onLookedAgain(task, event, nowMs) : task;
    case 'transfer-started':
    case 'transfer-failed':
    case 'transfer-stopped':
    case 'ways-known':
    case 'archived':
    case 'results-kept':
    case 'lost':
      return task.state === 'ready' || task.state === 'downloading'
        ? onTransfer(task, event, nowMs)
        : task;
  }
}
