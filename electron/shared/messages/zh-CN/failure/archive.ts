import type { JobKind } from '../../../job.ts';
import type { archive as english } from '../../en/failure/archive.ts';

const running: { readonly [K in JobKind]: string } = {
  scrub: '正在检查归档。',
  move: '正在移动归档。',
  rename: '正在重命名文件。',
  rebuild: '正在扫描归档。',
  repair: '正在修复视频。',
  mirror: '正在将视频复制到镜像。',
};

export const archive = {
  'not-an-archive': ({ path }) => ({
    sentence: `文件夹“${path}”不是 Reelkeep 归档。`,
    remedy: '请选择包含文件“.reelkeep”的文件夹。如果要在此新建归档，请将它设为归档文件夹。',
  }),
  'archive-copy': ({ path, otherPath }) => ({
    sentence: `文件夹“${path}”是“${otherPath}”中归档的副本，而原归档仍在。`,
    remedy: '请继续使用当前归档。如果要改用副本，请先移走或重命名原归档。',
  }),
  busy: ({ job }) => ({
    sentence: running[job],
    remedy: '请等它完成，或先停止它，然后重试。',
  }),
} satisfies typeof english;
