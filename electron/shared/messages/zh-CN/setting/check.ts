import type { check as english } from '../../en/setting/check.ts';
import { formats } from '../formats.ts';
import { videos } from '../nouns.ts';
import { grouped } from '../plural.ts';

export const check = {
  title: '检查',
  about:
    '磁盘可能在不知不觉中损坏文件。检查会读取每个文件，并与校验和比对。检查在后台进行，下载优先。',
  every: '检查归档',
  intervals: { week: '每周', month: '每月', never: '从不' },
  now: '立即检查',
  repairAll: '全部修复',
  never: '尚未检查过。',
  last: ({ endedAtMs, videos: checked, missing, damaged, isComplete }) => {
    const bad = [
      ...(damaged > 0 ? [`${grouped(damaged)} 个已损坏`] : []),
      ...(missing > 0 ? [`${grouped(missing)} 个缺失`] : []),
    ];
    const result = bad.length === 0 ? '一切正常' : bad.join('，');
    const end = isComplete ? '' : '检查已停止，下次会从中断处继续。';
    return `上次检查：${formats.dateTime(endedAtMs)}，${videos(checked)}，${result}。${end}`;
  },
} satisfies typeof english;
