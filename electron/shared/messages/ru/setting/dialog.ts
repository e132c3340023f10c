import type { dialog as english } from '../../en/setting/dialog.ts';

export const dialog = {
  title: 'Настройки',
  sections: 'Разделы настроек',
  tabs: {
    accounts: 'Аккаунты',
    archive: 'Архив',
    downloads: 'Загрузки',
    notifications: 'Уведомления',
    general: 'Общие',
    updates: 'Обновления',
  },
} satisfies typeof english;
