import type { archive as english } from '../../en/setting/archive.ts';
import { formats } from '../formats.ts';
import { videos } from '../nouns.ts';

export const archive = {
  folderTitle: '文件夹',
  folder: '归档文件夹',
  choose: '选择文件夹',
  about:
    '视频和缩略图保存在此文件夹中，每个视频都附有生成方式的记录，以及任何工具都能核对的校验和。',
  free: (freeBytes) => `所在磁盘剩余 ${formats.bytes(freeBytes)}。`,
  cancel: '取消',
  change: {
    label: '更改归档文件夹',
    moveTitle: (count) => `要移动归档及其中的 ${videos(count)}吗？`,
    cannotMove: (sentence, remedy) => `无法移动：${sentence}${remedy}`,
    moving: '所有文件都复制并校验后，Reelkeep 才会切换到新文件夹。未经您确认，不会删除任何内容。',
    startingNew: '新归档只存放新视频。原有视频留在原处，也仍在媒体库中。',
    startNew: '新建归档',
    move: '全部移动',
    otherTitle: (count) => `此文件夹中有另一个 Reelkeep 归档，含 ${videos(count)}`,
    opening: '今后的新视频将保存到那里。当前文件夹中的视频仍留在媒体库中。',
    open: '打开此归档',
  },
  open: {
    title: '打开或重新扫描归档',
    about:
      '打开其他磁盘或电脑上的归档：其中的视频会加入媒体库，新视频也会保存到那里。如果视频在归档中却不在媒体库中，请重新扫描归档。',
    open: '打开归档…',
    rescan: '重新扫描归档',
    includeRemoved: '包括已移除的视频',
    includeRemovedHint: '重新扫描时，只要文件仍在，就一并加入。',
  },
} satisfies typeof english;
