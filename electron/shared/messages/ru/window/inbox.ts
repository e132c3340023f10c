import type { inbox as english } from '../../en/window/inbox.ts';
import { grouped } from '../plural.ts';

export const inbox = {
  title: 'Входящие',
  button: (unread) => (unread === 0 ? 'Входящие' : `Входящие, непрочитанных: ${grouped(unread)}`),
  opening: 'Открываем…',
  empty: 'Пока пусто. Здесь хранятся все сообщения Reelkeep, в том числе пришедшие без вас.',
  list: 'Все сообщения',
  clear: 'Очистить',
  markAllRead: 'Прочитать все',
  leadsTo: {
    video: 'Показать видео',
    offer: 'Открыть в окне «Добавить видео»',
    update: 'Что нового',
  },
  unread: ', не прочитано',
} satisfies typeof english;
