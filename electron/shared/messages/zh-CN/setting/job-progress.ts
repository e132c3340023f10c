import type { jobProgress as english } from '../../en/setting/job-progress.ts';
import { formats } from '../formats.ts';
import { files } from '../nouns.ts';
import { grouped } from '../plural.ts';

export const jobProgress = {
  looking: '正在查看文件…',
  files,
  filesOf: (done, total) => `${grouped(done)} / ${files(total)}`,
  bytesOf: (done, total) => `${formats.bytes(done)} / ${formats.bytes(total)}`,
} satisfies typeof english;
