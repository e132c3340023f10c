import type { jobs as english } from '../../en/alert/jobs.ts';

export const jobs = {
  scrub: 'Проверка архива',
  move: 'Перенос архива',
  rename: 'Переименование файлов',
  rebuild: 'Сканирование архива',
  repair: 'Восстановление видео',
  mirror: 'Копирование в зеркало',
} satisfies typeof english;
