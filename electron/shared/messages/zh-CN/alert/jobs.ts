import type { jobs as english } from '../../en/alert/jobs.ts';

export const jobs = {
  scrub: '检查归档',
  move: '移动归档',
  rename: '重命名文件',
  rebuild: '扫描归档',
  repair: '修复视频',
  mirror: '复制到镜像',
} satisfies typeof english;
