import type { notices as english } from '../en/notices.ts';
import { inside } from './inside.ts';
import { newVideos, videos } from './nouns.ts';
import { grouped } from './plural.ts';
import { timeLeft } from './spans.ts';

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
      `Не позже чем через ${timeLeft(leftMs)} истекут ссылки на ${videos(count)}`,
    paused: 'Видео на паузе. Чтобы сохранить его, возобновите загрузку.',
    notSaved: 'Видео ещё не сохранено.',
    notSavedAll: 'Эти видео ещё не сохранены.',
  },
  offer: {
    folder: (count) => `Найдено в отслеживаемой папке: ${newVideos(count)}`,
    clipboard: (count) => `Скопировано: ${newVideos(count)}`,
    clickToAdd: 'Нажмите, чтобы добавить.',
  },
  heldBack: {
    away: 'Пока вас не было.',
    expiring: (count) =>
      `Скоро ${count === 1 ? 'истечёт ссылка' : 'истекут ссылки'} на ${videos(count)}`,
    offered: (count) => `Найдено: ${newVideos(count)}`,
  },
  trouble: {
    account: (name) => `Проблема с аккаунтом «${name}»`,
    archive: 'Не удаётся сохранять видео',
    network: 'Нет связи с провайдером',
    others: (titles) => `Ещё не устранено: ${titles.map(inside).join('; ')}.`,
    over: (title) => `Устранено: ${inside(title)}`,
    resumed: 'Reelkeep продолжает работу.',
  },
  actions: { open: 'Открыть', 'show-in-folder': 'Показать в папке', retry: 'Повторить' },
  test: {
    title: 'Так выглядят уведомления Reelkeep',
    body: 'В таком виде приходят сообщения о готовых видео, неполадках и скоро истекающих ссылках.',
  },
} satisfies typeof english;
