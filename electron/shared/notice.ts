import type { TaskId } from './id.ts';

/** How much a notice matters, rising: passing by, done, to be looked at, to be acted on now. */
export const noticeSeverities = ['info', 'success', 'warning', 'urgent'] as const;

/** One of them. */
export type NoticeSeverity = (typeof noticeSeverities)[number];

/**
 * What a notice is about. On the screen a newer one of a category takes the place of its older one; a
 * `digest` is what was held back in quiet hours or while the computer slept; `found` and `copied` offer task ids
 * that are not in the library; `update` is about Reelkeep itself.
 */
export const noticeCategories = [
  'archived',
  'failed',
  'ended',
  'trouble',
  'deadline',
  'digest',
  'found',
  'copied',
  'update',
  'test',
] as const;

/** One of them. */
export type NoticeCategory = (typeof noticeCategories)[number];

/** Whether a notice offers task ids that are not in the library. */
export function isOffer(category: NoticeCategory): boolean {
  return category === 'found' || category === 'copied';
}

/** What a button of a notice does with its one task. */
export const noticeActions = ['show-in-folder', 'retry'] as const;

/** One of them. */
export type NoticeAction = (typeof noticeActions)[number];

/** What a notice names at the most; it may be about more. */
export const maxTasksInNotice = 100;

/** The most notices that the inbox keeps. */
export const maxNotices = 500;

/** Something that the user is told outside the window. Plain text; what shows it escapes what it must. */
export interface Notice {
  /** Its own, and of no meaning: letters and digits. */
  readonly id: string;
  /** Unix milliseconds. */
  readonly atMs: number;
  readonly severity: NoticeSeverity;
  readonly category: NoticeCategory;
  readonly title: string;
  readonly body: string;
  /** The tasks that it is about, the first `maxTasksInNotice` of them. A click leads to a single one. */
  readonly taskIds: readonly TaskId[];
  /** The buttons that it has where the system has any. */
  readonly actions: readonly NoticeAction[];
}

/** A notice as the inbox keeps it. */
export interface InboxEntry extends Notice {
  readonly isRead: boolean;
}

/** The inbox in short: the window asks for its entries when it shows them. */
export interface InboxView {
  readonly unread: number;
  readonly count: number;
  /** Another number after each change. */
  readonly revision: number;
}
