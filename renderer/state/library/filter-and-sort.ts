import { taskTitle } from '../../../electron/shared/messages/task-words.ts';
import { isUnfinished, type TaskView } from '../../../electron/shared/task.ts';
import { calm, heldUpBy, isHarmless, type Circumstances } from './held-up.ts';

/** The sidebar's filters, in the order they are shown. */
export const filters = ['all', 'in-progress', 'at-risk', 'archived', 'failed'] as const;

/** One of the filters. */
export type Filter = (typeof filters)[number];

/** How many tasks each filter shows. */
export type Counts = { readonly [F in Filter]: number };

/** The orders that the list can have. */
export const sorts = ['newest', 'deadline', 'name'] as const;

/** One of the orders. */
export type Sort = (typeof sorts)[number];

/** From here on a deadline counts as near: the same 72 hours as the first warning. */
export const nearDeadlineMs = 72 * 60 * 60 * 1000;

/**
 * Whether a video may be lost: its link dies within 72 hours, and something holds its task up that does
 * not pass by itself, whatever that is; or its link may be dead already; or its archived files are missing
 * or damaged. Waiting for a turn is no risk.
 */
export function isAtRisk(task: TaskView, nowMs: number, circumstances = calm): boolean {
  if (task.state === 'archived') return task.damage !== undefined;
  if (!isUnfinished(task) || task.deadlineMs === undefined) return false;
  const leftMs = task.deadlineMs - nowMs;
  if (leftMs <= 0 || leftMs > nearDeadlineMs) return leftMs <= 0;
  const hold = heldUpBy(task, circumstances);
  return hold !== undefined && !isHarmless(hold, leftMs);
}

/** Whether a video is in the archive, as far as anybody knows: none of its files is missing or damaged. */
export function isArchivedWell(task: TaskView): boolean {
  return task.state === 'archived' && task.damage === undefined;
}

/** When a task is looked at, and what concerns many tasks then. */
export interface Moment {
  /** Unix milliseconds. */
  readonly nowMs: number;
  readonly circumstances: Circumstances;
}

/**
 * Whether the filter shows the task. Of all tasks, one is in progress, archived, failed, or has lost files
 * that were archived: then it is at risk, as may be one in progress. Failed has every end without a video.
 */
export function matchesFilter(
  task: TaskView,
  filter: Filter,
  { nowMs, circumstances }: Moment,
): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'in-progress':
      return isUnfinished(task);
    case 'at-risk':
      return isAtRisk(task, nowMs, circumstances);
    case 'archived':
      return isArchivedWell(task);
    case 'failed':
      return !isUnfinished(task) && task.state !== 'archived';
  }
}

/** Cuts a search into words. Every one of them must be found. */
export function toSearchWords(text: string): readonly string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

/** Whether each word is in the task's prompt, id, tags or notes. */
export function matchesSearch(task: TaskView, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const { record, id, tags = [], notes = '' } = task;
  const text = [record?.prompt ?? '', id, ...tags, notes].join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
}

type Comparator = (left: TaskView, right: TaskView) => number;

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** A total order for each sort: ids break ties, so that a task has exactly one place. */
export const comparators: { readonly [S in Sort]: Comparator } = {
  newest: (left, right) =>
    right.addedAtMs - left.addedAtMs || byBatchIndex(left, right) || byId(left, right),
  // What can still be lost comes first, the most urgent on top; the rest follows newest first.
  deadline: (left, right) =>
    compare(urgency(left), urgency(right)) || comparators.newest(left, right),
  name: (left, right) => collator.compare(taskTitle(left), taskTitle(right)) || byId(left, right),
};

/** What was added together keeps the order in which it was pasted. */
function byBatchIndex(left: TaskView, right: TaskView): number {
  return (left.batchIndex ?? 0) - (right.batchIndex ?? 0);
}

function urgency(task: TaskView): number {
  return isUnfinished(task) ? (task.deadlineMs ?? Number.MAX_SAFE_INTEGER) : Infinity;
}

function compare(left: number, right: number): number {
  return left < right ? -1 : left > right ? 1 : 0; // Infinity - Infinity is NaN
}

function byId(left: TaskView, right: TaskView): number {
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}
