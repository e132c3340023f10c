import type { onboarding as english } from '../en/onboarding.ts';

export const onboarding = {
  steps: '初次设置',
  account: {
    name: '账户',
    title: '欢迎使用 Reelkeep',
    lead: 'Reelkeep 会跟踪您在服务商处的任务，并在视频链接失效（14 天后）之前，把每个完成的视频保存到磁盘。首先，请连接账户。',
  },
  folder: {
    name: '归档文件夹',
    title: '选择视频的保存位置',
    reminder: '还有一件事：视频保存到哪里？',
    lead: '所有内容都保存在您自己的一个文件夹中：视频、缩略图以及每个视频的生成方式，按月份整理。',
  },
  done: '完成',
} satisfies typeof english;
