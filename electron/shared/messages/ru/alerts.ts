import type { Failure } from '../../failure.ts';
import type { LeftReason } from '../../trash-view.ts';
import type { JobKind } from '../../job.ts';
import type { alertAnswers as englishAnswers, alerts as english } from '../en/alerts.ts';
import { byCode, type Words } from '../words.ts';
import { jobs } from './alert/jobs.ts';
import { state } from './alert/state.ts';
import { safeMode } from './crashes.ts';
import { failures } from './failures.ts';
import { formats } from './formats.ts';
import { videos } from './nouns.ts';
import { counted, grouped } from './plural.ts';

const describeFailure = byCode<Failure, Words>(failures);

const stopped: { readonly [K in JobKind]: string } = {
  scrub: 'Проверка архива остановлена',
  move: 'Перенос архива остановлен',
  rename: 'Переименование файлов остановлено',
  rebuild: 'Сканирование архива остановлено',
  repair: 'Восстановление видео остановлено',
  mirror: 'Копирование в зеркало остановлено',
};

const leftReasons: { readonly [W in LeftReason]: string } = {
  changed: 'файл изменился после архивации',
  'not-a-file': 'это больше не обычный файл',
  outside: 'путь ведёт за пределы архива',
  shared: 'файл принадлежит и другому видео',
  refused: 'не удалось переместить в корзину',
};

function joined(...sentences: readonly (string | false)[]): string {
  return sentences.filter((sentence) => sentence !== false && sentence !== '').join(' ');
}

function filesOf(tasks: number): string {
  return tasks === 1 ? 'Файлы удалённого видео' : `Файлы удалённых видео (${grouped(tasks)})`;
}

const upkeep = {
  'job-failed': ({ job, failure }) => {
    const { sentence, remedy } = describeFailure(failure);
    return { about: jobs[job], sentence: `${stopped[job]}. ${sentence}`, remedy };
  },
  'scrub-found': ({ moved, missing, damaged }) => {
    const found = [
      ...(damaged > 0 ? [`повреждено ${videos(damaged)}`] : []),
      ...(missing > 0 ? [`отсутствует ${videos(missing)}`] : []),
      ...(moved > 0 ? [`перемещено ${videos(moved)}`] : []),
    ];
    return {
      about: 'проверка архива',
      sentence: `Проверка архива: ${found.join(', ')}.`,
      remedy:
        missing + damaged > 0
          ? 'Видео можно восстановить из зеркала или скачать снова у провайдера, пока они там есть.'
          : 'Reelkeep запомнил их новое место. Ничего делать не нужно.',
    };
  },
  'repair-ended': ({ repaired, left, kept = 0, failure }) => ({
    about: 'восстановление',
    sentence: joined(
      repaired + left === 0 && 'Восстанавливать нечего.',
      repaired > 0 && `Восстановлено: ${videos(repaired)}.`,
      left > 0 && `Не удалось восстановить: ${videos(left)}.`,
      failure !== undefined && describeFailure(failure).sentence,
    ),
    remedy: joined(
      left > 0
        ? 'Всё, что осталось от файлов, по-прежнему в архиве. Замените их исправными копиями и проверьте архив снова.'
        : repaired > 0
          ? 'Всё проверено.'
          : 'Все известные файлы на месте.',
      kept === 1 && 'Повреждённый файл сохранён рядом с новым.',
      kept > 1 && `Повреждённые файлы (${grouped(kept)}) сохранены рядом с новыми.`,
    ),
  }),
  rebuilt: ({ videos: restored, damaged, doubles, strays, removed, refused = 0 }) => ({
    about: 'архив',
    sentence: joined(
      restored === 0
        ? 'Архив просканирован: ничего нового.'
        : `Архив просканирован: в библиотеку добавлено ${videos(restored)}.`,
      damaged > 0 && `Из них с отсутствующими или повреждёнными файлами: ${grouped(damaged)}.`,
    ),
    remedy:
      joined(
        removed > 0 && `Пропущено ранее удалённых видео: ${grouped(removed)}.`,
        doubles > 0 && `Дубликатов: ${grouped(doubles)} (оставлена лучшая копия).`,
        strays > 0 && `Пропущено без метаданных: ${videos(strays)}.`,
        refused > 0 &&
          `Записей, где указан файл другого видео: ${grouped(refused)}; эти файлы не тронуты.`,
      ) || 'Теперь начнётся полная проверка.',
  }),
} satisfies Partial<typeof english>;

const move = {
  'move-stopped': ({ from, to, failure }) => {
    const why = failure === undefined ? undefined : describeFailure(failure);
    const here = `Всё по-прежнему в «${from}». Если возобновить перенос, он продолжится с места остановки.`;
    return {
      about: 'перенос архива',
      sentence: `Архив ещё не перенесён в «${to}». ${why?.sentence ?? 'Перенос остановлен.'}`,
      remedy: why === undefined ? here : `${why.remedy} ${here}`,
    };
  },
  'archive-moved': ({ from, to, left }) => {
    const old = `Старая копия всё ещё в «${from}». При удалении она попадёт в корзину; нескопированные файлы останутся.`;
    return {
      about: 'перенесённый архив',
      sentence:
        left === undefined
          ? `Архив теперь в «${to}». Все файлы скопированы и проверены.`
          : `Архив теперь в «${to}». Все видео скопированы и проверены. Этот диск не принял ${left.count === 1 ? `один из прочих файлов: «${left.path}»` : `прочие файлы (${grouped(left.count)}), например «${left.path}»`}.`,
      remedy:
        left === undefined
          ? old
          : `Нужные файлы скопируйте вручную, дав им имена короче и проще. ${old}`,
    };
  },
} satisfies Partial<typeof english>;

const trash = {
  'files-left': ({ files: count, path, why }) => ({
    about: 'оставленные файлы',
    sentence:
      count === 1
        ? `1 файл оставлен на месте (${leftReasons[why]}): «${path}».`
        : `${counted(count, { one: 'файл оставлен', few: 'файла оставлены', many: 'файлов оставлены' })} на месте, например «${path}»: ${leftReasons[why]}.`,
    remedy: 'Посмотрите в папке архива и удалите вручную то, что не нужно.',
  }),
  'trash-refused': ({ tasks, failure }) => ({
    about: 'корзина',
    sentence: `${filesOf(tasks)} остались на месте. ${describeFailure(failure).sentence}`,
    remedy: describeFailure(failure).remedy,
  }),
  'trash-waits': ({ tasks, failure }) => ({
    about: 'файлы для корзины',
    sentence: `${filesOf(tasks)} ждут перемещения в корзину. ${describeFailure(failure).sentence}`,
    remedy:
      'Reelkeep пробует снова каждую минуту. Чтобы сохранить файлы, верните видео из раздела «Удалённые».',
  }),
} satisfies Partial<typeof english>;

export const alerts = {
  ...state,
  ...upkeep,
  ...move,
  ...trash,
  'safe-mode': (alert) => ({ about: 'последние сбои', ...safeMode(alert) }),
  'limit-lifted': ({ tasks }) => ({
    about: 'ограничение скорости',
    sentence: `Ограничение скорости временно снято: с ним не успеть скачать ${videos(tasks)}.`,
    remedy: 'Оно вернётся само.',
  }),
  'forecast-late': ({ tasks }) => ({
    about: 'медленные загрузки',
    sentence: `При такой скорости, скорее всего, не успеть скачать ${videos(tasks)} до истечения ссылок.`,
    remedy:
      'Подключитесь к более быстрой сети, остановите другие загрузки или поставьте менее важные видео на паузу.',
  }),
  'paused-at-risk': ({ tasks }) => ({
    about: 'видео на паузе',
    sentence: `В ближайшие сутки ${tasks === 1 ? 'истечёт ссылка' : 'истекут ссылки'} на ${videos(tasks)} на паузе.`,
    remedy: 'Возобновите загрузку того, что хотите сохранить.',
  }),
  'host-refuses': ({ host, tasks }) => ({
    about: 'файловый сервер',
    sentence: `${host} пока не отдаёт файлы; ждут: ${videos(tasks)}.`,
    remedy:
      'Ничего не потеряно: Reelkeep пробует снова каждые несколько минут и продолжит, когда сервер заработает. Может помочь VPN или другая сеть.',
  }),
  'manifest-odd': ({ manifests, path, keptAs }) => ({
    about: 'списки хешей',
    sentence: joined(
      keptAs === undefined
        ? `Не удаётся записать список хешей «${path}».`
        : `Список хешей «${path}» оказался непригодным. Он отложен, и начат новый.`,
      manifests > 1 && `Всего таких: ${grouped(manifests)}.`,
    ),
    remedy:
      keptAs === undefined
        ? 'Видео в архиве и проверены. Уберите то, что лежит на этом месте, и проверьте архив: список запишется заново.'
        : `Прежнее содержимое теперь в «${keptAs}». Видео в архиве и проверены.`,
  }),
} satisfies typeof english;

export const alertAnswers = {
  'go-on': 'Возобновить сейчас',
  'resume-move': 'Возобновить перенос',
  'drop-move': 'Отменить перенос',
  'keep-old-copy': 'Оставить',
  'delete-old-copy': (sizeBytes) => `Удалить старую копию (${formats.roughSize(sizeBytes)})`,
} satisfies typeof englishAnswers;
