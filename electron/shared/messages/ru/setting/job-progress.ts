import type { jobProgress as english } from '../../en/setting/job-progress.ts';
import { formats } from '../formats.ts';
import { files } from '../nouns.ts';
import { form, grouped } from '../plural.ts';

export const jobProgress = {
  looking: 'Просмотр файлов…',
  files,
  filesOf: (done, total) =>
    `${grouped(done)} из ${grouped(total)} ${form(total, { one: 'файла', few: 'файлов', many: 'файлов' })}`,
  bytesOf: (done, total) => `${formats.bytes(done)} из ${formats.bytes(total)}`,
} satisfies typeof english;
