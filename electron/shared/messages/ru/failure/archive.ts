import type { JobKind } from '../../../job.ts';
import type { archive as english } from '../../en/failure/archive.ts';

const running: { readonly [K in JobKind]: string } = {
  scrub: 'Идёт проверка архива.',
  move: 'Архив переносится.',
  rename: 'Файлы переименовываются.',
  rebuild: 'Архив сканируется.',
  repair: 'Идёт восстановление видео.',
  mirror: 'Видео копируются в зеркало.',
};

export const archive = {
  'not-an-archive': ({ path }) => ({
    sentence: `Папка «${path}» — не архив Reelkeep.`,
    remedy:
      'Выберите папку, в которой лежит файл «.reelkeep». Чтобы начать здесь новый архив, укажите её как папку архива.',
  }),
  'archive-copy': ({ path, otherPath }) => ({
    sentence: `Папка «${path}» — копия архива, который по-прежнему находится в «${otherPath}».`,
    remedy:
      'Продолжайте пользоваться текущим. Чтобы перейти на копию, сначала переместите или переименуйте другой.',
  }),
  busy: ({ job }) => ({
    sentence: running[job],
    remedy: 'Дождитесь завершения или остановите операцию и повторите попытку.',
  }),
} satisfies typeof english;
