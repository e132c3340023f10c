import type { actions as english } from '../en/actions.ts';

export const actions = {
  show: 'Показать Reelkeep',
  add: 'Добавить видео…',
  'add-from-clipboard': 'Добавить из буфера обмена…',
  'show-at-risk': 'Видео под угрозой',
  check: 'Проверить сейчас',
  'pause-all': 'Приостановить все',
  'resume-all': 'Возобновить все',
  settings: 'Настройки…',
  'copy-diagnostics': 'Копировать диагностику',
  quit: 'Завершить Reelkeep',
} satisfies typeof english;
