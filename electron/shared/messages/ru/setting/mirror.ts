import type { mirror as english } from '../../en/setting/mirror.ts';
import { files, videos } from '../nouns.ts';
import { grouped } from '../plural.ts';

const progress = (copied: number, all: number) =>
  `скопировано ${grouped(copied)} из ${videos(all)}`;
const copiedLine = (copied: number, all: number) =>
  `Скопировано ${grouped(copied)} из ${videos(all)}.`;

export const mirror = {
  title: 'Зеркало',
  about:
    'Вторая копия каждого видео из архива, лучше на другом диске. Из неё ничего не удаляется: всё, что удалено или переименовано в архиве, остаётся в зеркале как было.',
  folder: 'Папка зеркала',
  choose: 'Выбрать папку зеркала',
  stop: 'Отключить зеркало',
  copyNow: 'Копировать сейчас',
  progress: copiedLine,
  downloadsFirst: 'Сначала выполняются загрузки.',
  stopped: (copied, all) => `Остановлено; ${progress(copied, all)}.`,
  stoppedRemedy: 'Чтобы продолжить, нажмите «Копировать сейчас».',
  away: (waiting) => `Зеркало не подключено; ожидает копирования: ${videos(waiting)}.`,
  awayRemedy: 'Копирование возобновится автоматически в течение минуты после подключения диска.',
  cannotWrite: 'Не удаётся записать в зеркало.',
  retrying: (remedy, copied, all) =>
    `${remedy} Копирование повторяется каждую минуту; ${progress(copied, all)}.`.trimStart(),
  ofAnother: 'Это зеркало другого архива.',
  ofAnotherRemedy: 'Выберите для зеркала этого архива другую папку. Прежнее зеркало не изменится.',
  sameDisk: 'Зеркало на том же диске, что и архив: если диск откажет, пропадут обе копии.',
  damaged: (count) =>
    `Не скопировано из-за повреждений в архиве: ${files(count)}. Проверьте архив.`,
  extra: (count) => `Есть только в зеркале, а в архиве удалено или переименовано: ${files(count)}.`,
} satisfies typeof english;
