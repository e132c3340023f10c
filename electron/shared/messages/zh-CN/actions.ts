import type { actions as english } from '../en/actions.ts';

export const actions = {
  show: '显示 Reelkeep',
  add: '添加视频…',
  'add-from-clipboard': '从剪贴板添加…',
  'show-at-risk': '查看有丢失风险的视频',
  check: '立即检查',
  'pause-all': '全部暂停',
  'resume-all': '全部继续',
  settings: '设置…',
  'copy-diagnostics': '复制诊断信息',
  quit: '退出 Reelkeep',
} satisfies typeof english;
