import type { background as english } from '../en/background.ts';
import { inShort } from '../language/durations.ts';
import { grouped } from './plural.ts';
import { later } from './spans.ts';

const shortUnits = { minute: '分钟', hour: '小时', day: '天' };

function shortTime(leftMs: number): string {
  const short = inShort(leftMs);
  if (short === undefined) return '不到 1 分钟';
  const [count, unit] = short;
  return `${String(count)} ${shortUnits[unit]}`;
}

export const background = {
  deadlineLine: (leftMs, name) =>
    leftMs <= 0
      ? `链接可能已失效：${name}`
      : `最近的链接将在${later(shortTime(leftMs))}失效：${name}`,
  nearestDeadline: (leftMs) =>
    leftMs <= 0 ? '有链接可能已失效。' : `最近的链接将在${later(shortTime(leftMs))}失效。`,
  kinds: {
    downloading: (count) => `${grouped(count)} 个下载中`,
    waiting: (count) => `${grouped(count)} 个等待中`,
    generating: (count) => `${grouped(count)} 个生成中`,
    stalled: (count) => `${grouped(count)} 个已停滞`,
    paused: (count) => `${grouped(count)} 个已暂停`,
  },
  nothingOnItsWay: '没有进行中的视频',
  onTheirWay: (count) => `还有 ${grouped(count)} 个视频尚未保存。`,
  notSavedYet: (count, leftMs) => {
    const which = `${grouped(count)} 个视频尚未保存`;
    if (leftMs === undefined) return `${which}。`;
    return leftMs <= 0
      ? `${which}，有链接可能已失效。`
      : `${which}，最近的链接将在${later(shortTime(leftMs))}失效。`;
  },
  tray: {
    joined: (parts) => parts.join('，'),
    needsYou: '需要您处理：请打开 Reelkeep',
    tooltip: (going) => `Reelkeep：${going}`,
    tooltipNeedsYou: 'Reelkeep：需要您处理',
    notSaved: (count) => `${count} 个视频尚未保存`,
  },
  close: {
    title: '要在后台继续运行吗？',
    where: {
      tray: '窗口关闭后，Reelkeep 会留在系统托盘，继续保存视频。',
      dock: '窗口关闭后，Reelkeep 会留在程序坞，继续保存视频。',
      taskbar: '当前桌面不显示托盘图标，窗口会留在任务栏，Reelkeep 会继续保存视频。',
    },
    atLogin: '登录时也启动',
    atLoginHint: '在后台运行，不显示窗口。',
    askedOnce: '只询问这一次，之后可在“设置 > 通用”中更改。',
    quit: '退出',
    keep: '继续运行',
  },
} satisfies typeof english;
