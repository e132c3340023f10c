import type { tasks as english } from '../en/tasks.ts';

export const tasks = {
  states: {
    checking: '检查中',
    waiting: '等待中',
    queued: '排队中',
    generating: '生成中',
    ready: '待下载',
    downloading: '下载中',
    archived: '已归档',
    missing: '文件缺失',
    damaged: '已损坏',
    failed: '失败',
    'not-found': '未找到',
    stalled: '已停滞',
    lost: '已丢失',
    paused: '已暂停',
  },
  copyProtected: 'DRM 加密',
  notPlayed: {
    sentence: {
      video: '此视频无法在这里播放。',
      picture: '此图片无法在这里显示。',
      sound: '此音频无法在这里播放。',
    },
    coded: {
      video: (coding) => `此视频的编码（${coding}）无法在这里播放。`,
      picture: (coding) => `此图片的编码（${coding}）无法在这里显示。`,
      sound: (coding) => `此音频的编码（${coding}）无法在这里播放。`,
    },
    remedy: {
      video: '文件已按原样保存在归档中。点击“打开”可在其他应用中播放。',
      picture: '文件已按原样保存在归档中。点击“打开”可在其他应用中查看。',
      sound: '文件已按原样保存在归档中。点击“打开”可在其他应用中播放。',
    },
  },
} satisfies typeof english;
