import { toTaskId, type TaskId } from '../../shared/id.ts';
import { noticeActions, type Notice, type NoticeAction } from '../../shared/notice.ts';
import { isDeepLink, linkScheme } from './deep-link.ts';

/** A link of a notice, as an address in a toast holds it. */
export interface NoticeLink {
  /** The notice, by its id. It is random, so only Reelkeep can have given it out. */
  readonly noticeId?: string;
  /** The only task that the notice is about. */
  readonly taskId?: TaskId;
  /** The button that was pressed. */
  readonly action?: NoticeAction;
}

/** The longest link that is looked at, in UTF-16 units; an id escaped three times over fits in. */
const maxLength = 2_048;

const noticeIdForm = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/**
 * The address that a click on a notice opens where the system wants one: `reelkeep://task/ID?notice=ID`, and
 * `&do=ACTION` for a button; `reelkeep://inbox?notice=ID` for a notice about none or several.
 */
export function noticeLink(
  { id, taskIds }: Pick<Notice, 'id' | 'taskIds'>,
  action?: NoticeAction,
): string {
  const [taskId] = taskIds;
  const isOne = taskIds.length === 1 && taskId !== undefined;
  const place = isOne ? `task/${encodeURIComponent(taskId)}` : 'inbox';
  return `${linkScheme}://${place}?notice=${id}${action === undefined ? '' : `&do=${action}`}`;
}

/** `task/ID` or `inbox`: what stands before the question mark. */
function placeOf({ hostname, pathname }: URL): Pick<NoticeLink, 'taskId'> | undefined {
  const place = hostname.toLowerCase();
  if (place === 'inbox') return pathname === '' || pathname === '/' ? {} : undefined;
  if (place !== 'task' || !/^\/[^/]+$/.test(pathname)) return undefined;
  try {
    const word = decodeURIComponent(pathname.slice(1));
    const taskId = toTaskId(word);
    return taskId === undefined || taskId !== word ? undefined : { taskId };
  } catch {
    return undefined; // a broken escape
  }
}

/**
 * Reads a link of a notice. It comes from anybody, as every link does: a task is only shown, and a button counts
 * only with its notice's id, which the reader has to look up.
 * @returns `undefined` for everything else
 */
export function readNoticeLink(link: string): NoticeLink | undefined {
  if (link.length > maxLength || !isDeepLink(link) || !URL.canParse(link)) return undefined;
  const url = new URL(link);
  const isPlain = [url.port, url.username, url.password, url.hash].every((part) => part === '');
  const place = isPlain ? placeOf(url) : undefined;
  const names = [...url.searchParams.keys()];
  const isKnown = names.every((name) => name === 'notice' || name === 'do');
  if (place === undefined || !isKnown || new Set(names).size !== names.length) return undefined;
  const noticeId = url.searchParams.get('notice') ?? undefined;
  if (noticeId !== undefined && !noticeIdForm.test(noticeId)) return undefined;
  const wished = url.searchParams.get('do') ?? undefined;
  const action = noticeActions.find((each) => each === wished);
  if (wished !== undefined && (action === undefined || noticeId === undefined)) return undefined;
  return { ...place, ...(noticeId && { noticeId }), ...(action && { action }) };
}
