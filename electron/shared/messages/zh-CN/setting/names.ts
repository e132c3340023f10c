import type { names as english } from '../../en/setting/names.ts';
import { videos } from '../nouns.ts';

export const names = {
  title: '文件名',
  template: '文件名模板',
  hint: '点击占位符即可插入。用“/”表示文件夹。已有视频的文件名不变。',
  placeholders: '插入占位符',
  insert: (placeholder) => `插入${placeholder}`,
  values: {
    date: '日期',
    time: '时间',
    year: '年',
    month: '月',
    day: '日',
    prompt: '提示词',
    id: '短 ID',
    taskId: '任务 ID',
    endpoint: '接口',
    account: '账户',
    model: '模型',
    seed: '种子',
    duration: '时长',
    ratio: '宽高比',
    quality: '画质',
  },
  preview: '文件名预览',
  status: '文件名状态',
  saved: '已保存。新视频将使用这些文件名。',
  reset: '恢复默认',
  save: '保存',
  saveNames: '保存文件名模板',
  rename: {
    label: '重命名已有视频',
    ask: (count) => `重命名已有的 ${videos(count)}…`,
    title: (count) => `要重命名 ${videos(count)}吗？`,
    about:
      '文件会按模板重新命名，变空的文件夹会移除。不会改动或替换任何文件，可以随时停止。在某些驱动器上，要先复制每个视频，耗时更长，还需要一些可用空间。',
    examples: '示例',
    confirm: (count) => `重命名 ${videos(count)}`,
  },
} satisfies typeof english;
