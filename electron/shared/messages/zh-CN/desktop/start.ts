import type { DataFolderTrouble } from '../../../data-folder-trouble.ts';
import type { start as english } from '../../en/desktop/start.ts';
import { formats } from '../formats.ts';

const unusable: { readonly [R in DataFolderTrouble['reason']]: (path: string) => string } = {
  'not-writable': (path) => `无法写入 ${path}`,
  'not-readable': (path) => `无法读取 ${path}`,
  'not-to-be-made': (path) => `该文件夹不存在，且无法在 ${path} 中创建`,
  'read-only': (path) => `${path} 所在的磁盘是只读的`,
  full: (path) => `${path} 所在的磁盘已满`,
  other: (path) => `无法使用 ${path}`,
};

export const start = {
  quit: '退出',
  dataFolder: {
    message: 'Reelkeep 无法使用其数据文件夹',
    sentence: (folder, path, reason) =>
      `Reelkeep 将媒体库、设置和密钥保存在 ${folder} 中，但${unusable[reason](path)}。Reelkeep 没有启动，也未作任何更改。`,
    errorCode: (code) => `错误代码：${code}`,
    freeSpace: '请在该磁盘上释放一些空间，然后重新启动 Reelkeep。',
    makeWritable: '请将该磁盘恢复为可写，然后重新启动 Reelkeep。',
    allow: (path) => `请为您的用户授予 ${path} 的写入权限，然后重新启动 Reelkeep。`,
    command: '如需修复，请在终端中输入以下命令，然后重新启动 Reelkeep：',
    commandOfAnother:
      '它属于其他用户（例如曾用 sudo 启动，或从备份恢复）。如需修复，请在终端中输入以下命令，然后重新启动 Reelkeep：',
  },
  taken: {
    running: 'Reelkeep 已在运行',
    unsure: 'Reelkeep 可能正在别处运行',
    who: ({ pid, host, sinceMs }, folder) =>
      `${host} 上的进程 ${String(pid)} 自 ${formats.dateTime(sinceMs)} 起一直在使用 ${folder}。同时运行两个会互相覆盖媒体库，因此这一个不会启动。`,
    runningRemedy: '请切换到它的窗口，或先在那里退出，再在此重新启动。',
    unsureRemedy: '请先退出那里的 Reelkeep，再在此启动。如果它已不在那里运行，请点击“仍要启动”。',
    startAnyway: '仍要启动',
  },
} satisfies typeof english;
