import type { downloads as english } from '../../en/setting/downloads.ts';

export const downloads = {
  simultaneous: '同时下载数',
  simultaneousHint: '最紧急的视频始终优先。网速较慢时，增加数量并不会更快。',
  speedLimit: '限速',
  unlimited: '不限速',
  speedLimitHint: '对所有下载合计生效。如果会让视频来不及在链接失效前下载完成，则自动解除。',
  inputs: '同时保存视频或图片素材',
  inputsHint:
    '将每个新视频所用的素材保存在视频旁边，占用的空间可能与视频相当。素材最后下载，届时部分链接可能已失效。',
} satisfies typeof english;
