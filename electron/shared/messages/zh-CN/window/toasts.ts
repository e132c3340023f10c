import type { toasts as english } from '../../en/window/toasts.ts';
import { grouped } from '../plural.ts';

export const toasts = {
  checking: '正在检查。',
  checkingSome: (count) => `正在检查 ${grouped(count)} 个视频，每个账户每秒一个。`,
  retrying: '正在重新下载。',
  retryingSome: (count) => `正在重新下载 ${grouped(count)} 个视频，最紧急的优先。`,
  copied: (what) => `已复制：${what}。`,
  testSent: '已发送。如果没有显示，请检查系统的通知设置。',
  nothingFor: {
    check: '没有可检查的视频：其余已暂停，或账户需要密钥。',
    retry: '没有下载失败的视频。',
    pause: '没有可暂停的视频。',
    resume: '没有已暂停的视频。',
  },
  diagnosticsCopied: '已复制诊断信息。其中不含密钥和链接，但日志可能包含文件名。',
  idsCopied: (count) =>
    count === 1 ? '检测到您复制的任务 ID。' : `检测到您复制的 ${grouped(count)} 个任务 ID。`,
  foundInFolder: (count) => `在监视的文件夹中发现 ${grouped(count)} 个新视频。`,
  look: '查看',
  stillHere: '刚才加入的内容还在。',
  addNow: '立即添加',
  unexpected: (detail) => `Reelkeep 内部出错：${detail}`,
  unexpectedRemedy: '请重试。如果反复出现，请重启 Reelkeep。媒体库已安全保存在磁盘上。',
} satisfies typeof english;
