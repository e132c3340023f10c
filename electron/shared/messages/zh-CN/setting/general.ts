import type { general as english } from '../../en/setting/general.ts';

export const general = {
  appearance: '外观',
  appearances: { system: '跟随系统', light: '浅色', dark: '深色' },
  language: '语言',
  systemLanguage: '跟随系统',
  version: (version) => `版本 ${version}`,
  closing: '关闭窗口时',
  closings: {
    ask: '首次关闭时询问',
    keep: '在后台继续运行',
    quit: '退出 Reelkeep',
  },
  closingHint: 'Reelkeep 会在后台继续保存视频。如果没有系统托盘，窗口会留在任务栏。',
  atLogin: '登录时启动',
  logins: { off: '关闭', hidden: '在后台启动', window: '启动并显示窗口' },
  atLoginHint: '避免因 Reelkeep 未运行而导致链接失效。',
  finding: {
    title: '查找任务 ID',
    clipboard: '提示添加我复制的任务 ID',
    clipboardHint: 'Reelkeep 运行时会在您复制的内容中查找任务 ID，不会保留其他内容。',
    watchedFolder: '监视的文件夹',
    noFolder: '无',
    watchedFolderHint: 'Reelkeep 会在此文件夹新增的文本、JSON、日志和 HAR 文件中查找任务 ID。',
    choose: '选择要监视的文件夹',
    stop: '停止监视',
    adds: '自动添加在其中找到的任务 ID',
    addsHint: '添加到第一个账户。关闭后仅提示。',
  },
} satisfies typeof english;
