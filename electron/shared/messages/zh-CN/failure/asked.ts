import type { asked as english } from '../../en/failure/asked.ts';

export const asked = {
  'key-empty': () => ({
    sentence: 'API 密钥为空。',
    remedy: '请粘贴服务商网站上的密钥。',
  }),
  'key-elsewhere': () => ({
    sentence: '请为此基础 URL 重新输入 API 密钥。',
    remedy: '已保存的密钥绝不会发送到其他地址。',
  }),
  'key-malformed': () => ({
    sentence: 'API 密钥包含无效字符。',
    remedy: '请重新粘贴：单行，不含引号或空格。',
  }),
  'name-empty': () => ({
    sentence: '账户没有名称。',
    remedy: '请取一个容易辨认的名称。',
  }),
  quitting: () => ({
    sentence: 'Reelkeep 当时正要退出，操作中途停止了。',
    remedy: '请重新启动，再执行一次此操作。已完成的部分会保留。',
  }),
  'nothing-to-add': () => ({
    sentence: '没有可添加的新内容。',
    remedy: '请粘贴至少一个媒体库中没有的任务 ID。',
  }),
  'endpoint-unknown': ({ endpoint }) => ({
    sentence: `Reelkeep 不认识接口“${endpoint}”。`,
    remedy: '请选择“自动识别”，或列表中的某个接口。',
  }),
  'task-unknown': ({ taskId }) => ({
    sentence: `${taskId} 已不在媒体库中。`,
    remedy: '如需继续跟踪，请重新添加。',
  }),
  'file-missing': ({ path }) => ({
    sentence: `找不到“${path}”。文件已移动、重命名或删除。`,
    remedy:
      '请将其移回原处，或连接其所在的驱动器。Reelkeep 正在归档中查找；如果仍然缺失，请在视频详情中点击“修复”。',
  }),
  'file-changed': ({ path }) => ({
    sentence: `“${path}”在归档后有改动。`,
    remedy: 'Reelkeep 正在检查该文件。如果已损坏，会标记出来；在视频详情中点击“修复”即可恢复。',
  }),
  'trash-refused': ({ path }) => ({
    sentence: `无法将“${path}”移到系统回收站。`,
    remedy: '文件仍在原处。有些驱动器（尤其是网络驱动器）没有回收站，请自行删除。',
  }),
} satisfies typeof english;
