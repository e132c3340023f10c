import type { inbox as english } from '../../en/window/inbox.ts';
import { grouped } from '../plural.ts';

export const inbox = {
  title: '消息中心',
  button: (unread) => (unread === 0 ? '消息中心' : `消息中心，${grouped(unread)} 条未读`),
  opening: '正在打开…',
  empty: '暂无消息。Reelkeep 的通知都会留在这里，您不在时也不会错过。',
  list: '全部消息',
  clear: '清空',
  markAllRead: '全部标为已读',
  leadsTo: {
    video: '显示视频',
    offer: '在“添加视频”中打开',
    update: '查看更新内容',
  },
  unread: '，未读',
} satisfies typeof english;
