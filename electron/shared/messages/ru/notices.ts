import type { notices as english } from '../en/notices.ts';
import { videos } from './nouns.ts';
import { counted, grouped } from './plural.ts';
import { timeLeft } from './spans.ts';

const newVideos = (count: number) =>
  counted(count, { one: 'новое видео', few: 'новых видео', many: 'новых видео' });

export const notices = {
  end: {
    archived: 'Видео сохранено в архив',
    failed: 'Ошибка генерации',
    'not-found': 'Задача не найдена',
    lost: 'Видео утрачено',
  },
  noReason: 'причина не указана',
  wasLost: 'Раньше оно считалось утраченным.',
  wasMissed: 'Оно всё-таки нашлось.',
  firstEnds: {
    archived: (count) => `Сохранено в архив: ${videos(count)}`,
    failed: (count) => `Ошибка генерации: ${videos(count)}`,
    lost: (count) => `Утрачено: ${videos(count)}`,
    'not-found': (count) => `Не найдено: ${videos(count)}`,
  },
  moreEnds: {
    archived: (count) => `сохранено: ${grouped(count)}`,
    failed: (count) => `с ошибкой: ${grouped(count)}`,
    lost: (count) => `утрачено: ${grouped(count)}`,
    'not-found': (count) => `не найдено: ${grouped(count)}`,
  },
  joinEnds: (parts) => parts.join(', '),
  andMore: (count) => `и ещё ${grouped(count)}`,
  deadline: {
    one: (leftMs) => `Ссылка на видео истекает через ${timeLeft(leftMs)}`,
    several: (count, leftMs) =>
      `Не позже чем через ${timeLeft(leftMs)} истекают ссылки: ${videos(count)}`,
    paused: 'Видео на паузе. Чтобы сохранить его, возобновите загрузку.',
    notSaved: 'Видео ещё не сохранено.',
    notSavedAll: 'Они ещё не сохранены.',
  },
  offer: {
    folder: (count) => `Найдено в отслеживаемой папке: ${newVideos(count)}`,
    clipboard: (count) => `Скопировано: ${newVideos(count)}`,
    clickToAdd: 'Нажмите, чтобы добавить.',
  },
  heldBack: {
    away: 'Пока вас не было.',
    expiring: (count) => `Скоро истекают ссылки: ${videos(count)}`,
    offered: (count) => `Найдено: ${newVideos(count)}`,
  },
  trouble: {
    account: (name) => `Аккаунт «${name}» недоступен`,
    archive: 'Не удаётся сохранять видео',
    network: 'Нет связи с провайдером',
    others: (titles) => `Ещё не устранено: ${titles.join('; ')}.`,
    over: (title) => `Устранено: ${title}`,
    resumed: 'Reelkeep продолжает работу.',
  },
  actions: { open: 'Открыть', 'show-in-folder': 'Показать в папке', retry: 'Повторить' },
  test: {
    title: 'Так выглядят уведомления Reelkeep',
    body: 'Готовые видео, неполадки и скоро истекающие ссылки.',
  },
} satisfies typeof english;
