import type { notices as english } from '../en/notices.ts';
import { videos } from './nouns.ts';
import { grouped } from './plural.ts';
import { timeLeft } from './spans.ts';

export const notices = {
  end: {
    archived: '视频已归档',
    failed: '生成失败',
    'not-found': '未找到任务',
    lost: '视频已丢失',
  },
  noReason: '未说明原因',
  wasLost: '此前曾判定为丢失。',
  wasMissed: '最终还是找到了。',
  firstEnds: {
    archived: (count) => `${videos(count)}已归档`,
    failed: (count) => `${videos(count)}生成失败`,
    lost: (count) => `${videos(count)}已丢失`,
    'not-found': (count) => `${videos(count)}未找到`,
  },
  moreEnds: {
    archived: (count) => `${grouped(count)} 个已归档`,
    failed: (count) => `${grouped(count)} 个生成失败`,
    lost: (count) => `${grouped(count)} 个已丢失`,
    'not-found': (count) => `${grouped(count)} 个未找到`,
  },
  joinEnds: (parts) => parts.join('，'),
  andMore: (count) => `另有 ${grouped(count)} 个`,
  deadline: {
    one: (leftMs) => `视频将在 ${timeLeft(leftMs)}后失效`,
    several: (count, leftMs) => `${videos(count)}将在 ${timeLeft(leftMs)}内失效`,
    paused: '该视频已暂停。如需保留，请继续下载。',
    notSaved: '该视频尚未保存。',
    notSavedAll: '这些视频尚未保存。',
  },
  offer: {
    folder: (count) => `在监视的文件夹中发现 ${grouped(count)} 个新视频`,
    clipboard: (count) => `复制的内容中有 ${grouped(count)} 个新视频`,
    clickToAdd: '点击即可添加。',
  },
  heldBack: {
    away: '您离开期间的通知。',
    expiring: (count) => `${videos(count)}即将失效`,
    offered: (count) => `发现 ${grouped(count)} 个新视频`,
  },
  trouble: {
    account: (name) => `账户“${name}”暂时无法使用`,
    archive: '无法保存视频',
    network: '无法连接到服务商',
    others: (titles) => `尚未解决：${titles.join('；')}。`,
    over: (title) => `已解决：${title}`,
    resumed: 'Reelkeep 已恢复工作。',
  },
  actions: { open: '打开', 'show-in-folder': '在文件夹中显示', retry: '重试' },
  test: {
    title: 'Reelkeep 的通知会这样显示',
    body: '完成的视频、问题以及即将失效的视频都会这样提示。',
  },
} satisfies typeof english;
