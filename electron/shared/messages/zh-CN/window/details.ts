import type { details as english } from '../../en/window/details.ts';
import { formats } from '../formats.ts';
import { grouped } from '../plural.ts';

export const details = {
  title: '详情',
  close: '关闭详情',
  nothing: '未选择视频',
  shortcuts: {
    paste: '在任意位置粘贴任务 ID',
    add: '添加视频',
    search: '搜索',
    move: '在列表中移动',
    show: '显示详情',
    several: '选择多个',
    remove: '从媒体库中移除',
  },
  actions: {
    repair: '修复',
    open: '打开',
    showInFolder: '在文件夹中显示',
    retry: '立即重试',
    retrySeveral: '重试下载',
    check: '立即检查',
    tryAgain: '重试',
    pause: '暂停',
    resume: '继续',
    copyPrompt: '复制提示词',
    remove: '从媒体库中移除',
  },
  prompt: '提示词',
  player: {
    away: '归档文件夹未连接。',
    awayRemedy: '重新连接其驱动器即可观看此视频。',
    video: '视频',
    sound: '音频',
  },
  annotations: {
    label: '标签和备注',
    tags: '标签',
    tagHint: '输入标签，然后按 Enter',
    tagsOfVideo: '此视频的标签',
    removeTag: (tag) => `移除标签“${tag}”`,
    notes: '备注',
  },
  lineage: {
    title: '来源关系',
    unknown:
      '不在媒体库中：可能已移除，服务商已不再保留，或关系链太长，超出了 Reelkeep 的跟踪范围。服务商会将记录保留两个月。',
    add: '添加到媒体库',
    thisOne: '此视频',
    more: (count) => `还有 ${grouped(count)} 个视频。`,
  },
  several: {
    count: (count) => `已选择 ${grouped(count)} 个视频`,
    label: '所选视频',
    states: '所选视频的状态',
    size: (sizeBytes) => `归档中占用 ${formats.bytes(sizeBytes)}`,
  },
} satisfies typeof english;
