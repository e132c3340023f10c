import type { Alert } from '../../alert.ts';
import type { Failure } from '../../failure.ts';
import type { Words } from '../words.ts';
import { formats } from './formats.ts';
import { grouped } from './plural.ts';

export function setAside({ crashes, nextTryAtMs }: Extract<Failure, { code: 'set-aside' }>): Words {
  return {
    sentence: `已跳过：Reelkeep 处理此视频时崩溃了 ${grouped(crashes)} 次。`,
    remedy: `将于 ${formats.dateTime(nextTryAtMs)} 自动重试。如需立即重试，请点击“重试”。`,
  };
}

export function safeMode(mode: Extract<Alert, { code: 'safe-mode' }>): Words {
  const { crashes, nearDeadlines, resumesAtMs, logPath } = mode;
  const near = nearDeadlines === 0 ? '' : `有 ${grouped(nearDeadlines)} 个链接将在一天内失效。`;
  return {
    sentence: `Reelkeep 连续崩溃了 ${grouped(crashes)} 次，已进入安全模式。${formats.dateTime(resumesAtMs)} 之前暂不下载。${near}`,
    remedy: `如需立即开始下载，请点击“立即继续”。详情请查看日志：${logPath}`,
  };
}
