import type { row as english } from '../../en/window/row.ts';
import { formats } from '../formats.ts';
import { later } from '../spans.ts';

export const row = {
  paused: '您已暂停',
  asking: '正在向服务商查询',
  askingAgain: '服务商暂无记录，正在重新检查',
  noFileYet: '已完成，但还没有文件',
  providerSays: (word) => `服务商返回“${word}”`,
  queued: '在服务商处排队',
  generating: '服务商处理中',
  ready: '等待下载',
  starting: '正在开始下载',
  folderUnseen: '归档文件夹目前无法访问',
  archived: '已归档',
  damage: {
    missing: '归档中的文件缺失',
    damaged: '文件在归档后有改动',
  },
  neverAFile: '已完成，但没有文件',
  noReason: '服务商没有说明原因',
  notFound: '您的账户都没有此任务',
  notFoundAt: (endpoint) => `在接口“${endpoint}”未找到`,
  stalled: '超过一小时没有结果，仍会不时检查',
  progress: (receivedBytes, totalBytes) =>
    `${formats.bytes(receivedBytes)} / ${formats.bytes(totalBytes)}`,
  expiresIn: (left) => `链接${later(left)}失效`,
  maybeExpired: '链接可能已失效',
  atTheLatest: (when) => `最晚 ${when}`,
} satisfies typeof english;
