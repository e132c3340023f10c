import type { names as english } from '../../en/setting/names.ts';
import { videos } from '../nouns.ts';

export const names = {
  title: 'Имена файлов',
  template: 'Шаблон имён файлов',
  hint: 'Нажмите на подстановку, чтобы вставить её. Знак «/» создаёт папку. Уже сохранённые видео не переименовываются.',
  placeholders: 'Вставить подстановку',
  insert: (placeholder) => `Вставить: ${placeholder}`,
  values: {
    date: 'Дата',
    time: 'Время',
    year: 'Год',
    month: 'Месяц',
    day: 'День',
    prompt: 'Промпт',
    id: 'Короткий ID',
    taskId: 'ID задачи',
    endpoint: 'Эндпоинт',
    account: 'Аккаунт',
    model: 'Модель',
    seed: 'Seed',
    duration: 'Длительность',
    ratio: 'Соотношение сторон',
    quality: 'Качество',
  },
  preview: 'Пример имён файлов',
  status: 'Состояние имён файлов',
  saved: 'Сохранено. Новые видео получат такие имена.',
  reset: 'Сбросить',
  save: 'Сохранить',
  saveNames: 'Сохранить имена файлов',
  rename: {
    label: 'Переименование сохранённых видео',
    ask: (count) => `Переименовать сохранённые (${videos(count)})…`,
    title: (count) => `Переименовать ${videos(count)}?`,
    about:
      'Файлы получат имена по шаблону, а опустевшие папки удалятся. Содержимое файлов не меняется, ничего не заменяется, остановить можно в любой момент. На некоторых дисках каждое видео сначала копируется: это дольше и требует свободного места.',
    examples: 'Примеры',
    confirm: (count) => `Переименовать ${videos(count)}`,
  },
} satisfies typeof english;
