import type { Announcer } from '../../../core/notice/announcer.ts';
import type { CallHandlers } from '../ipc.ts';

type NoticeCalls =
  'notices' | 'offeredIds' | 'markNoticesRead' | 'clearNotices' | 'testNotification';

/** Calls about what the user was told. */
export function noticeHandlers(announcer: Announcer): Pick<CallHandlers, NoticeCalls> {
  const { inbox, offers } = announcer;
  return {
    notices: () => inbox.list(),
    offeredIds: ({ id }) => offers.idsOf(id),
    markNoticesRead: ({ id }) => {
      inbox.markRead(id);
      return undefined;
    },
    clearNotices: () => {
      inbox.clear();
      return undefined;
    },
    testNotification: () => {
      announcer.test();
      return undefined;
    },
  };
}
