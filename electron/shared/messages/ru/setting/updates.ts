import type { updates as english } from '../../en/setting/updates.ts';

export const updates = {
  status: 'Обновление',
  progress: 'Скачивание обновления',
  getFrom: (address) => `Скачать можно здесь: ${address}`,
  newIn: (version) => `Что нового в версии ${version}`,
  download: 'Скачать обновление',
  stop: 'Остановить',
  install: 'Установить и перезапустить',
  command: 'Команда',
  copyCommand: 'Копировать команду',
  restart: 'Перезапустить',
  check: 'Проверить обновления',
  checking: 'Проверка…',
  lastChecked: (when) => `Последняя проверка: ${when}`,
  daily: 'Проверять обновления раз в день',
  dailyHint:
    'Передаются только версия Reelkeep и тип системы. Без вашего согласия ничего не скачивается и не устанавливается.',
  channel: 'Канал',
  channels: { stable: 'Стабильный', beta: 'Бета' },
  channelHint: 'Бета-версии выходят раньше, но в них могут быть ошибки.',
  whatsNew: 'Что нового',
  release: (version, date) => (date === undefined ? version : `${version}, ${date}`),
  noChangelog: 'В этой сборке нет списка изменений.',
} satisfies typeof english;
