import type { ui as english } from '../../en/window/ui.ts';

export const ui = {
  close: '关闭',
  messages: '消息',
  show: (name) => `显示“${name}”`,
  dismissMessage: '关闭消息',
  technicalDetails: '技术信息',
} satisfies typeof english;
