import type { EndWithoutVideo, Task } from '../task.ts';
import { grouped, quote } from './amounts.ts';
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

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** How many names a notice lists before it only counts. */
const maxNames = 3;

function archivedWords(task: Task): NoticeWords {
  const name = taskTitle(task);
  if (task.formerEnds === undefined) return { title: 'Video archived', body: name };
  const before = task.formerEnds.includes('lost')
    ? 'It was lost before.'
    : 'It was found after all.';
  return { title: 'Video archived', body: `${name}\n${before}` };
}

/** The words for one video's end; `undefined` for a task that is at none of these ends. */
export function describeEnd(task: Task): NoticeWords | undefined {
  const name = taskTitle(task);
  switch (task.state) {
    case 'archived':
      return archivedWords(task);
    case 'failed': {
      const reason = task.providerMessage === '' ? 'no reason given' : task.providerMessage;
      return { title: 'Generation failed', body: `${name}\n${reason}` };
    }
    case 'not-found':
      return { title: 'Task not found', body: name };
    case 'lost':
      return { title: 'Video lost', body: `${name}\n${describeLoss(task.cause)}` };
    default:
      return undefined;
  }
}

const endWords: { readonly [K in EndKind]: string } = {
  archived: 'archived',
  failed: 'failed',
  lost: 'lost',
  'not-found': 'not found',
};

/** `12 videos archived, 1 failed`; empty where there is nothing to count. */
export function countEnds(counts: EndCounts): string {
  const kinds: readonly EndKind[] = ['archived', 'failed', 'lost', 'not-found'];
  const some = kinds.filter((kind) => counts[kind] > 0);
  return some
    .map((kind, index) => {
      const count = counts[kind];
      const noun = index > 0 ? '' : count === 1 ? ' video' : ' videos';
      return `${grouped(count)}${noun} ${endWords[kind]}`;
    })
    .join(', ');
}

function listNames(tasks: readonly Task[], count: number): string {
  const names = tasks.slice(0, maxNames).map(taskTitle);
  const more = count - names.length;
  return [...names, ...(more > 0 ? [`and ${grouped(more)} more`] : [])].join('\n');
}

/** The words for several videos' ends together. @param tasks the first of them, to be named */
export function describeEnds(counts: EndCounts, tasks: readonly Task[]): NoticeWords {
  const count = Object.values(counts).reduce((sum, each) => sum + each, 0);
  return { title: countEnds(counts), body: listNames(tasks, count) };
}

/** `3 days`, `22 hours`, `50 minutes`: never more than there is, and never nothing. */
function timeLeft(leftMs: number): string {
  if (leftMs >= 72 * hourMs) return `${grouped(Math.floor(leftMs / (24 * hourMs)))} days`;
  const [unitMs, unit] = leftMs >= hourMs ? [hourMs, 'hour'] : [minuteMs, 'minute'];
  const count = Math.max(1, Math.floor(leftMs / unitMs));
  return `${String(count)} ${unit}${count === 1 ? '' : 's'}`;
}

function whyNotSaved(task: Task): string {
  if (task.paused) return 'It is paused. Resume it to keep it.';
  if (task.hindrance !== undefined) return describeFailure(task.hindrance).sentence;
  return 'It is not saved yet.';
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
  const [first] = tasks;
  const time = timeLeft(leftMs);
  if (count === 1 && first !== undefined) {
    return {
      title: `Video expires in ${time}`,
      body: `${taskTitle(first)}\n${whyNotSaved(first)}`,
    };
  }
  return {
    title: `${grouped(count)} videos expire within ${time}`,
    body: `They are not saved yet.\n${listNames(tasks, count)}`,
  };
}

/**
 * The words for task ids that are offered.
 * @param source where they were found
 */
export function describeOffer(source: 'folder' | 'clipboard', count: number): NoticeWords {
  const noun = count === 1 ? 'video' : 'videos';
  const title =
    source === 'folder'
      ? `${grouped(count)} new ${noun} found in the watched folder`
      : `${grouped(count)} new ${noun} copied`;
  return { title, body: 'Click to add.' };
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
export function describeHeldBack({
  counts,
  troubles,
  expiring,
  offered,
}: HeldBack): NoticeWords | undefined {
  const ends = countEnds(counts);
  const expire = `${grouped(expiring)} ${expiring === 1 ? 'video expires' : 'videos expire'} soon`;
  const [title, ...rest] = [
    ...(ends === '' ? [] : [ends]),
    ...(expiring === 0 ? [] : [expire]),
    ...troubles,
    ...(offered === 0
      ? []
      : [`${grouped(offered)} new ${offered === 1 ? 'video' : 'videos'} found`]),
  ];
  if (title === undefined) return undefined;
  return { title, body: ['While you were away.', ...rest].join('\n') };
}

/** The words for trouble with an account. */
export function accountTroubleTitle(name: string): string {
  return `The account ${quote(name)} is held up`;
}

/** Titles of troubles that are no account's and no alert's. */
export const troubleTitles = {
  archive: 'Videos cannot be saved',
  network: 'The provider cannot be reached',
} as const;

/** What is said with a new trouble of those that have been told and last. */
export function describeOthers(titles: readonly string[]): string {
  return titles.length === 0 ? '' : `\nStill: ${titles.join('; ')}.`;
}

/** The words for a trouble that is over. */
export function describeOver(title: string): NoticeWords {
  return { title: `Over: ${title}`, body: 'Reelkeep goes on.' };
}

/** What a notice's buttons say. */
export const noticeActionWords = {
  'show-in-folder': 'Show in folder',
  retry: 'Retry',
} as const;

/** The words of the notification that the settings send to try it out. */
export const testNoticeWords: NoticeWords = {
  title: 'This is how Reelkeep tells you',
  body: 'Finished videos, troubles and videos that expire soon look like this.',
};
