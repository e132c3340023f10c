import type { mirror as english } from '../../en/setting/mirror.ts';
import { files, videos } from '../nouns.ts';
import { grouped } from '../plural.ts';

const progress = (copied: number, all: number) => `已复制 ${grouped(copied)} / ${videos(all)}`;

export const mirror = {
  title: '镜像',
  about:
    '每个已归档视频的第二份副本，最好放在另一块磁盘上。镜像中的内容从不删除：您在归档中删除或重命名的文件，在镜像中都保持原样。',
  folder: '镜像文件夹',
  choose: '选择镜像文件夹',
  stop: '停止镜像',
  copyNow: '立即复制',
  progress: (copied, all) => `${progress(copied, all)}。`,
  downloadsFirst: '下载优先。',
  stopped: (copied, all) => `已停止；${progress(copied, all)}。`,
  stoppedRemedy: '点击“立即复制”继续。',
  away: (waiting) => `镜像未连接，${videos(waiting)}等待复制。`,
  awayRemedy: '连接其驱动器后，会在一分钟内自动继续复制。',
  cannotWrite: '无法写入镜像。',
  retrying: (remedy, copied, all) => `${remedy}每分钟重试一次；${progress(copied, all)}。`,
  ofAnother: '这是另一个归档的镜像。',
  ofAnotherRemedy: '请为此归档的镜像选择其他文件夹。原有镜像保持不变。',
  sameDisk: '镜像与归档在同一块磁盘上：如果该磁盘损坏，两份副本都会丢失。',
  damaged: (count) => `${files(count)}未复制：在归档中已损坏。请检查归档。`,
  extra: (count) => `${files(count)}仅存在于镜像中：在归档中已删除或重命名。`,
} satisfies typeof english;
