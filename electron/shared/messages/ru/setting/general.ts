import type { general as english } from '../../en/setting/general.ts';

export const general = {
  appearance: 'Оформление',
  appearances: { system: 'Системное', light: 'Светлое', dark: 'Тёмное' },
  language: 'Язык',
  systemLanguage: 'Системный',
  version: (version) => `Версия ${version}`,
  closing: 'При закрытии окна',
  closings: {
    ask: 'Спросить в первый раз',
    keep: 'Работать в фоне',
    quit: 'Завершить Reelkeep',
  },
  closingHint:
    'В фоне Reelkeep продолжает сохранять видео. Если области уведомлений нет, окно остаётся на панели задач.',
  atLogin: 'Запускать при входе в систему',
  logins: { off: 'Нет', hidden: 'В фоне', window: 'С окном' },
  atLoginHint: 'Чтобы ни одна ссылка не истекла из-за того, что Reelkeep не запущен.',
  finding: {
    title: 'Поиск ID задач',
    clipboard: 'Предлагать скопированные ID задач',
    clipboardHint:
      'Пока Reelkeep запущен, он ищет ID задач в том, что вы копируете. Всё остальное не сохраняется.',
    watchedFolder: 'Отслеживаемая папка',
    noFolder: 'Не выбрана',
    watchedFolderHint:
      'Reelkeep ищет ID задач в новых файлах этой папки: тексте, JSON, логах и HAR.',
    choose: 'Выбрать папку',
    stop: 'Не отслеживать',
    adds: 'Добавлять найденные там ID задач автоматически',
    addsHint: 'В первый аккаунт. Если выключено, они только предлагаются.',
  },
} satisfies typeof english;
