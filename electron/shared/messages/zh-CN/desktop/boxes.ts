import type { boxes as english } from '../../en/desktop/boxes.ts';

export const boxes = {
  cancel: '取消',
  quit: 'Reelkeep 关闭期间无法保存视频。',
  chooseFolder: {
    archive: '选择归档文件夹',
    mirror: '选择镜像文件夹',
    opened: '选择要打开的归档',
    watched: '选择要监视的文件夹',
  },
  folders: {
    archive: '要将视频保存在此文件夹中吗？',
    mirror: '要将归档复制到此文件夹吗？',
    opened: '要打开此文件夹中的归档吗？',
    watched: '要在此文件夹的文件中查找任务 ID 吗？',
  },
  useFolder: '使用此文件夹',
  failing: {
    message: 'Reelkeep 的窗口反复崩溃',
    detail: '视频仍在检查和下载。请重新打开窗口；如果再次崩溃，请重启 Reelkeep。',
    reopen: '重新打开窗口',
    leave: '暂不',
  },
} satisfies typeof english;
