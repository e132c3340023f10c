import type { Announcer } from '../../../core/notice/announcer.ts';
import type { CallHandlers } from '../ipc.ts';

type NoticeCalls = 'notices' | 'markNoticesRead' | 'clearNotices' | 'testNotification';

/** Calls about what the user was told. */
export function noticeHandlers(announcer: Announcer): Pick<CallHandlers, NoticeCalls> {
  const { inbox } = announcer;
  return {
    notices: () => inbox.list(),
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
