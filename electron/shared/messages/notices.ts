import type { EndWithoutVideo, Task } from '../task.ts';
import { m } from './catalogue.ts';
import { describeFailure } from './failures.ts';
import { taskTitle } from './task-words.ts';
import { describeLoss } from './loss.ts';

/** The words of a notice: plain text, of any length. */
export interface NoticeWords {
  readonly title: string;
  readonly body: string;
}

/** What a video came to. */
export type EndKind = 'archived' | EndWithoutVideo;

/** How many came to each end. */
export type EndCounts = { readonly [K in EndKind]: number };

/** How many names a notice lists before it only counts. */
const maxNames = 3;

function archivedWords(task: Task): NoticeWords {
  const { end, wasLost, wasMissed } = m.notices;
  const name = taskTitle(task);
  if (task.formerEnds === undefined) return { title: end.archived, body: name };
  const before = task.formerEnds.includes('lost') ? wasLost : wasMissed;
  return { title: end.archived, body: `${name}\n${before}` };
}

/** The words for one video's end; `undefined` for a task that is at none of these ends. */
export function describeEnd(task: Task): NoticeWords | undefined {
  const { end, noReason } = m.notices;
  const name = taskTitle(task);
  switch (task.state) {
    case 'archived':
      return archivedWords(task);
    case 'failed': {
      const reason = task.providerMessage === '' ? noReason : task.providerMessage;
      return { title: end.failed, body: `${name}\n${reason}` };
    }
    case 'not-found':
      return { title: end['not-found'], body: name };
    case 'lost':
      return { title: end.lost, body: `${name}\n${describeLoss(task.cause)}` };
    default:
      return undefined;
  }
}

/** `12 videos archived, 1 failed`; empty where there is nothing to count. */
export function countEnds(counts: EndCounts): string {
  const { firstEnds, moreEnds, joinEnds } = m.notices;
  const kinds: readonly EndKind[] = ['archived', 'failed', 'lost', 'not-found'];
  const some = kinds.filter((kind) => counts[kind] > 0);
  return joinEnds(
    some.map((kind, index) => (index === 0 ? firstEnds : moreEnds)[kind](counts[kind])),
  );
}

function listNames(tasks: readonly Task[], count: number): string {
  const names = tasks.slice(0, maxNames).map(taskTitle);
  const more = count - names.length;
  return [...names, ...(more > 0 ? [m.notices.andMore(more)] : [])].join('\n');
}

/** The words for several videos' ends together. @param tasks the first of them, to be named */
export function describeEnds(counts: EndCounts, tasks: readonly Task[]): NoticeWords {
  const count = Object.values(counts).reduce((sum, each) => sum + each, 0);
  return { title: countEnds(counts), body: listNames(tasks, count) };
}

function whyNotSaved(task: Task): string {
  if (task.paused) return m.notices.deadline.paused;
  if (task.hindrance !== undefined) return describeFailure(task.hindrance).sentence;
  return m.notices.deadline.notSaved;
}

/**
 * The words for videos that will be gone soon.
 * @param leftMs until the last of them is gone
 */
export function describeDeadline(
  tasks: readonly Task[],
  count: number,
  leftMs: number,
): NoticeWords {
  const { one, several, notSavedAll } = m.notices.deadline;
  const [first] = tasks;
  return count === 1 && first !== undefined
    ? { title: one(leftMs), body: `${taskTitle(first)}\n${whyNotSaved(first)}` }
    : { title: several(count, leftMs), body: `${notSavedAll}\n${listNames(tasks, count)}` };
}

/**
 * The words for task ids that are offered.
 * @param source where they were found
 */
export function describeOffer(source: 'folder' | 'clipboard', count: number): NoticeWords {
  const { offer } = m.notices;
  return { title: offer[source](count), body: offer.clickToAdd };
}

/** What was held back in quiet hours, in short. */
export interface HeldBack {
  readonly counts: EndCounts;
  /** Titles of the troubles that last. */
  readonly troubles: readonly string[];
  /** Videos that expire and are not saved. */
  readonly expiring: number;
  /** Task ids that were offered. */
  readonly offered: number;
}

/** The words for what was held back and still matters; `undefined` where nothing does. */
export function describeHeldBack(held: HeldBack): NoticeWords | undefined {
  const { heldBack } = m.notices;
  const ends = countEnds(held.counts);
  const [title, ...rest] = [
    ...(ends === '' ? [] : [ends]),
    ...(held.expiring === 0 ? [] : [heldBack.expiring(held.expiring)]),
    ...held.troubles,
    ...(held.offered === 0 ? [] : [heldBack.offered(held.offered)]),
  ];
  return title === undefined ? undefined : { title, body: [heldBack.away, ...rest].join('\n') };
}

/** What is said with a new trouble of those that have been told and last. */
export function describeOthers(titles: readonly string[]): string {
  return titles.length === 0 ? '' : `\n${m.notices.trouble.others(titles)}`;
}

/** The words for a trouble that is over. */
export function describeOver(title: string): NoticeWords {
  const { over, resumed } = m.notices.trouble;
  return { title: over(title), body: resumed };
}
